"""Problems of an industry or a region (LYG-4.4b)."""

from collections.abc import Collection

from yicha.kernel.refusals import Exit, RuleBroken


def require_spread(subjects: int, least: int) -> None:
    """LYG-4.4b: the program counts; what fewer have is a matter of each, not of an industry or a region."""
    if subjects < least:
        raise RuleBroken(
            f"只有 {subjects} 家有这个问题，{least} 家起才算行业性、区域性问题",
            clause="LYG-4.4b",
            exits=(Exit("逐家责令改正"), Exit("抄告其他部门")),
        )


def require_told(government: str, recipients: Collection[str], known: Collection[str], own: str, words: str) -> None:
    """LYG-4.4b: the government is reported to, and other departments of the county are told what is found and advised."""
    if not government.strip() or not words.strip():
        raise RuleBroken("请写明报告哪级政府、发现什么、建议什么", clause="LYG-4.4b", exits=(Exit("补齐后再通报"),))
    if not recipients or own in recipients or not set(recipients) <= set(known):
        raise RuleBroken("通报要送本县其他部门", clause="LYG-4.4b", exits=(Exit("至少选一个其他部门"),))


def require_measures(measures: str) -> None:
    """LYG-4.4b: a receipt says what is done."""
    if not measures.strip():
        raise RuleBroken("请写明准备怎么办", clause="LYG-4.4b", exits=(Exit("写明措施，不需要措施的写明理由"),))


def require_unanswered(*, answered: bool) -> None:
    """LYG-4.4b: one receipt of each department."""
    if answered:
        raise RuleBroken("本部门已经回执", clause="LYG-4.4b", exits=(Exit("查看回执"),))
