"""What the commands of the programme call their stages, and how they tell the result."""

from collections.abc import Mapping

STAGES = {
    "pools": "筛选名录 · pools",
    "draw": "抽取对象 · draw",
    "units": "逐户求解 · units",
    "settle": "安排周次 · weeks",
    "relief": "化解人力紧张 · relief",
    "files": "抽取人员，写出文件 · officers and files",
    "notices": "生成通知书 · notices",
}


def in_words(figures: Mapping[str, int]) -> str:
    """The summary, “中文 · English”."""
    saved = figures["alone_doors"] - figures["doors"]
    chinese = (
        f"需求 {figures['demands']} 项：各部门单独上门 {figures['alone_doors']} 次，合并后 {figures['doors']} 次，少打扰 {saved} 次；"
        f"至少 {figures['lower_bound']} 次。未排 {figures['unplaced']} 项（至少 {figures['unplaced_bound']} 项）。"
    )
    english = (
        f"{figures['demands']} demands: {figures['alone_doors']} doors each department alone, {figures['doors']} together, {saved} spared; "
        f"at least {figures['lower_bound']}. {figures['unplaced']} not placed (at least {figures['unplaced_bound']})."
    )
    return f"{chinese} · {english}"
