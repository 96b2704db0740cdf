"""What has to be said in words, and by whom."""

from yicha.kernel.refusals import Exit, RuleBroken


def require_reason(reason: str, clause: str = "LYG-4.3a") -> None:
    if not reason.strip():
        raise RuleBroken("必须说明原因", clause=clause, exits=(Exit("写明原因"),))


def require_caller(caller: str, on_its_own: bool) -> None:  # noqa: FBT001 whether the enterprise writes itself
    """LYG-4.3e: what a clerk writes down for an enterprise names who called."""
    if not (on_its_own or caller.strip()):
        raise RuleBroken("写明是谁来电、电话多少", clause="LYG-4.3e", exits=(Exit("填写来电人和电话"),))


def require_evidence_of_absence(words: str, photos: int) -> None:
    """LYG-4.4a: that nobody was there is shown by a photograph and by what was seen."""
    if not photos or not words.strip():
        raise RuleBroken("要有现场照片，并写明看到的情况", clause="LYG-4.4a", exits=(Exit("拍门头和现场"), Exit("写明看到的情况")))
