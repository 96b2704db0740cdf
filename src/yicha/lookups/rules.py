"""Who may ask what for, how much of the answer is shown, and what of it may be taken over."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken
from yicha.lookups.types import Answer, AskRegister, Fact, Purpose

COLUMNS = ("etype", "industry", "scope", "town", "address", "lon", "lat", "reg_date", "status")  # that an answer may fill
PERSONAL = re.compile(r"姓名|法定代表人|负责人|联系人|证件|身份证|电话|手机|住址|出生")
NAMES = re.compile(r"姓名|法定代表人|负责人|联系人")
SHORT = 4


def require_purpose(command: AskRegister, purposes: Collection[Purpose]) -> None:
    """WY-5.9: a register is asked for a duty of one's own or a task at hand, and for nothing else."""
    if not any((one.kind, one.code) == (command.purpose_kind, command.purpose) for one in purposes):
        raise RuleBroken(
            "查询目的须是本部门的职责或正在办理的任务", clause="WY-5.9", exits=(Exit("选本部门的事项"), Exit("选正在办理的检查任务"))
        )


def require_asker(actor: Actor, asked_by: str) -> None:
    """WY-5.9: only who asked goes on with the answer."""
    if not actor.system and actor.id != asked_by:
        raise NotPermitted("只有查询人本人可以采用查询结果", clause="WY-5.9", exits=(Exit("请自行查询"),))


def require_columns(values: Sequence[tuple[str, str]]) -> None:
    """WY-5.9: only what describes the subject is taken over, no person."""
    wrong = [column for column, _ in values if column not in COLUMNS]
    if wrong or not values:
        raise RuleBroken("请选要采用的内容；个人信息不能采用", clause="WY-5.9")
    if any(not value.strip() for _, value in values):
        raise RuleBroken("不能用空的内容覆盖名录", clause="WY-5.9")


def masked(answer: Answer) -> Answer:
    """GX-5.2: what concerns a person is shown in part, whoever asks."""
    return replace(answer, facts=tuple(replace(fact, value=_masked(fact)) for fact in answer.facts))


def _masked(fact: Fact) -> str:
    if not PERSONAL.search(fact.label) or not fact.value:
        return fact.value
    if NAMES.search(fact.label) and not fact.value.isascii():
        return fact.value[0] + "某" * (len(fact.value) - 1)
    return fact.value[:3] + "*" * (len(fact.value) - 5) + fact.value[-2:] if len(fact.value) > SHORT * 2 else "*" * len(fact.value)


def facts_of(record: Mapping[str, object], columns: Mapping[str, str]) -> tuple[Fact, ...]:
    """What a register sent, line by line, with the columns of ours that it may fill. `columns`: its label → ours."""
    return tuple(
        Fact(str(label)[:40], str(value)[:400], _column(str(label), columns)) for label, value in record.items() if value not in {None, ""}
    )


def _column(label: str, columns: Mapping[str, str]) -> str:
    found = columns.get(label, "")
    return found if found in COLUMNS and not PERSONAL.search(label) else ""
