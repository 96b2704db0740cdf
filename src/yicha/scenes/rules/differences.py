"""What changed between two versions of a scene, as a reader understands it."""

from collections.abc import Iterator, Mapping

from yicha.scenes.types import Difference, SceneContent

MODES = {"onsite": "现场", "sampling": "抽样", "written": "书面", "online": "网络"}


def differences(old: SceneContent, new: SceneContent, names: Mapping[str, str]) -> tuple[Difference, ...]:
    """Element by element; what stayed is left out."""
    before, after = dict(_elements(old, names)), dict(_elements(new, names))
    labels = dict.fromkeys((*before, *after))
    return tuple(
        Difference(label, before.get(label, ""), after.get(label, "")) for label in labels if before.get(label) != after.get(label)
    )


def _elements(content: SceneContent, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    rules = content.rules
    yield "名称", content.name
    yield "牵头部门", names.get(content.lead, content.lead)
    for member in content.members:
        yield f"分工：{names.get(member.department, member.department)}", member.duty
    yield "对象范围", content.scope_query
    for item in content.items:
        yield f"事项：{item.name}", item.code or "待提出"
    yield "频次", f"每年{rules.times_per_year}次"
    yield "方式", MODES.get(rules.mode, rules.mode)
    yield "窗口", "至".join(rules.window)
    yield "流程", " → ".join(rules.flow)
    yield "会商机制", rules.consultation
    yield "通报机制", rules.circulation
    for chapter in content.chapters:
        yield f"手册：{chapter.title}", chapter.text
