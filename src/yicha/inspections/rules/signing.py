"""The record is signed, or refused before a witness, or of an off-site check neither (R-PROC-5)."""

from yicha.inspections.types import STROKES, SignRecord
from yicha.kernel.refusals import Exit, RuleBroken


def require_unsigned(signed: bool) -> None:  # noqa: FBT001 whether there is a record
    """R-PROC-5: what the firm has signed nobody changes."""
    if signed:
        raise RuleBroken("企业已签字，检查记录已锁定", clause="R-PROC-5", exits=(Exit("在本部门结果中另行说明"),))


def require_signed(signed: bool) -> None:  # noqa: FBT001 as above
    """R-PROC-5: no result without the record that the firm signed, or refused to sign before a witness."""
    if not signed:
        raise RuleBroken("企业还没有签字", clause="R-PROC-5", exits=(Exit("请企业签字"), Exit("记录拒签原因，请见证人签")))


def require_nobody_signed(command: SignRecord) -> None:
    """R-PROC-5: an off-site check has no signature; whoever signed, or refused to, stood somewhere."""
    if command.person or command.strokes or command.refused_because or command.witness:
        raise RuleBroken("非现场检查没有现场签字", clause="R-PROC-5", exits=(Exit("企业的意见写在陈述里"),))


def require_signature(command: SignRecord) -> None:
    """R-PROC-5: signed by a person with a name, or refused with a reason before a witness with a name; never both."""
    signed = bool(command.strokes and command.person.strip() and not command.refused_because and not command.witness)
    refused = bool(not command.strokes and command.refused_because.strip() and command.witness.strip())
    if not (signed or refused):
        raise RuleBroken(
            "要么由企业现场负责人签字，要么写明拒签原因并由见证人签名",
            clause="R-PROC-5",
            exits=(Exit("写姓名并签字"), Exit("写拒签原因和见证人姓名")),
        )
    if command.strokes and not STROKES.fullmatch(command.strokes):
        raise RuleBroken("签字内容无法辨认", clause="R-PROC-5", exits=(Exit("重写"),))
