"""对象范围 of a plan line as text: asked of the county's own register by tags and columns, of any other by the words of name and scope."""

from collections.abc import Sequence

from yicha.demo.county.seeds import Pool, pools

_IN_BUSINESS = "status = '存续'"


def scope_in_county(pool_name: str, year: int) -> str:
    """Tags and columns; only those in business."""
    pool = pools()[pool_name]
    asked = pool.where or " OR ".join(f"has_tag('{tag}')" for tag in pool.tags)
    if pool.since:
        asked = f"reg_date >= DATE '{year - pool.since}-01-01'"
    return _IN_BUSINESS if asked == "TRUE" else f"{_IN_BUSINESS} AND {_bracketed(asked)}"


def scope_in_any(pool_name: str, founded_after: str) -> str:
    """Words; `founded_after` stands in for what is new, because a register may be years old."""
    pool = pools()[pool_name]
    if pool.since:
        return f"reg_date >= DATE '{founded_after}'"
    if not pool.words:
        return "TRUE"
    wanted = _mention(pool.words, ("name", "scope"))
    return f"({wanted}) AND NOT ({_mention(pool.but, ('scope',))})" if pool.but else wanted


def _mention(words: Sequence[str], columns: Sequence[str]) -> str:
    return " OR ".join(f"{column} LIKE '%{word}%'" for word in words for column in columns)


def _bracketed(asked: str) -> str:
    return f"({asked})" if " OR " in asked else asked


def tags_of(pool_name: str) -> frozenset[str]:
    """Tags that alone decide about the pool; empty where columns are asked."""
    pool: Pool = pools()[pool_name]
    return frozenset() if pool.where else frozenset(pool.tags)
