"""What a person may keep of a list. No rule of the law: bounds, so that a form made by hand fills no table."""

import re
from collections.abc import Collection

from yicha.kernel.refusals import Exit, RuleBroken

KEY = re.compile(r"[a-z0-9_]{1,40}")
MOST_COLUMNS, MOST_VIEWS, LONGEST_NAME, LONGEST_QUERY = 30, 20, 20, 1000


def require_keys(keys: Collection[str]) -> None:
    """WY-5.8b: what names a list or a column is a short word."""
    if len(keys) > MOST_COLUMNS or not all(KEY.fullmatch(key) for key in keys):
        raise RuleBroken("没有这样的列表或列", clause="WY-5.8b", exits=(Exit("回到列表再选"),))


def require_view(name: str, query: str, others: int) -> None:
    """WY-5.8b: a view has a name, and there are so few that one finds it."""
    if not name or len(name) > LONGEST_NAME:
        raise RuleBroken(f"视图要有名称，不超过 {LONGEST_NAME} 个字", clause="WY-5.8b", exits=(Exit("起个短名"),))
    if len(query) > LONGEST_QUERY:
        raise RuleBroken("筛选条件太长，存不下", clause="WY-5.8b", exits=(Exit("减少条件"),))
    if others >= MOST_VIEWS:
        raise RuleBroken(f"一个列表最多存 {MOST_VIEWS} 个视图", clause="WY-5.8b", exits=(Exit("先删一个"),))
