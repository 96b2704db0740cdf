"""检查项: the questions of a check form."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CheckPoint:
    """One question of the check form. `method` is 操作要领, `basis` the article that makes a failure an offence."""

    code: str
    content: str
    method: str = ""
    basis: str = ""
