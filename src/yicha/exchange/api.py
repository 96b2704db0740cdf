"""`/api/v1/records`: what departments' own systems give, and what became of it. `/api/v1/inspections/…`: what a number stands for that
they were told of.
"""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from yicha.exchange.actions.take_records import take_records
from yicha.exchange.actions.withdraw_given import withdraw_given
from yicha.exchange.queries import backflow, standings
from yicha.exchange.queries import paper as paper_of
from yicha.exchange.rules.giving import MOST
from yicha.exchange.types import ExchangePermission, GivenRow, Operation, PaperRow, RecordStatus, TakeRecords, WithdrawGiven
from yicha.kernel.access import actor_of, before_reading, requires
from yicha.kernel.clock import now

REFUSED = frozenset({401, 403, 404, 409, 422})
Text = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]
Number = Annotated[str, Field(pattern=r"^[^\x00]{1,60}$")]
Name = Annotated[str, Field(max_length=100, pattern=r"^[a-z_]+$")]
router = Router(tags=["records"])


class RowIn(Schema):
    """一行: `number` as the system counts its own, `columns` by their names in the layout."""

    number: str = Field(pattern=r"^[A-Za-z0-9._-]{1,40}$")
    columns: dict[Name, Text] = Field(max_length=100)


class RecordsIn(Schema):
    """The same rows again change nothing; a row with other words is its next version."""

    table: str = Field(pattern="^(check|punish|force|other)_action$")
    rows: list[RowIn] = Field(min_length=1, max_length=500)


class BackflowOut(Schema):
    """`operation`: i new, u another version, d taken back. Ask next with the last `number`; numbers have no gaps."""

    number: int
    table: str
    operation: Operation
    key: str
    department: str
    name: str
    at: datetime
    columns: dict[str, str]


class ReasonOut(Schema):
    column: str
    reason: str


class RowOut(Schema):
    number: str
    status: RecordStatus
    reasons: list[ReasonOut]


class RecordsOut(Schema):
    """The receipt. `later`: rows to be sent again when the level above has answered for the version before."""

    taken: int
    held: int
    unchanged: int
    later: list[str]
    rows: list[RowOut]


class AnnulmentIn(Schema):
    """撤销: who decided it, under which number, when. What such a row led to goes with it."""

    organ: str = Field(min_length=1, max_length=100, pattern=r"^[^\x00]*$")
    number: str = Field(min_length=1, max_length=100, pattern=r"^[^\x00]*$")
    decided_on: date


class WithdrawIn(Schema):
    table: str = Field(pattern="^(check|punish|force|other)_action$")
    number: list[str] = Field(min_length=1, max_length=500)
    reason: str = Field(min_length=1, max_length=400, pattern=r"^[^\x00]*$")
    annulment: AnnulmentIn | None = None


class AskIn(Schema):
    table: str = Field(pattern="^(check|punish|force|other)_action$")
    number: list[str] = Field(min_length=1, max_length=500)


@router.post("/records", auth=before_reading(ExchangePermission.GIVE), response={200: RecordsOut, REFUSED: dict[str, Any]})
@requires(ExchangePermission.GIVE)
def give(request: HttpRequest, sent: RecordsIn) -> RecordsOut:
    """Take rows over: judged as ours are, those with faults are held back and say why."""
    actor = actor_of(request)
    rows = tuple(GivenRow(row.number, tuple(row.columns.items())) for row in sent.rows)
    done = take_records(actor, TakeRecords(actor.region, actor.department, sent.table, rows), now())
    told = _rows(request, sent.table, [row.number for row in sent.rows])
    return RecordsOut(taken=done.taken, held=done.held, unchanged=done.unchanged, later=list(done.later), rows=told)


@router.get("/records", auth=before_reading(ExchangePermission.GIVE), response={200: list[RowOut], REFUSED: dict[str, Any]})
@requires(ExchangePermission.GIVE)
def ask(request: HttpRequest, asked: Query[AskIn]) -> list[RowOut]:
    """What became of rows that were given: by our own check, and at the level above."""
    return _rows(request, asked.table, asked.number)


@router.post("/records/withdrawals", auth=before_reading(ExchangePermission.GIVE), response={200: list[RowOut], REFUSED: dict[str, Any]})
@requires(ExchangePermission.GIVE)
def withdraw(request: HttpRequest, sent: WithdrawIn) -> list[RowOut]:
    """撤回: what was given wrongly, or was annulled. All rows or none; the same again changes nothing."""
    actor, fallen = actor_of(request), sent.annulment
    reason = f"{fallen.organ} {fallen.number}（{fallen.decided_on}）：{sent.reason}" if fallen else sent.reason
    numbers = tuple(sent.number)
    withdraw_given(actor, WithdrawGiven(actor.region, actor.department, sent.table, numbers, reason, fallen is not None), now())
    return _rows(request, sent.table, sent.number)


@router.get("/inspections/{paper}", auth=before_reading(ExchangePermission.FETCH), response={200: PaperRow, REFUSED: dict[str, Any]})
@requires(ExchangePermission.FETCH)
def fetch(request: HttpRequest, paper: Path[Number]) -> PaperRow:
    """What a number in `visits_assigned` or `result_published` stands for; 404 where the department has no part in it."""
    return paper_of(actor_of(request), paper)


@router.get("/backflow", auth=before_reading(ExchangePermission.FETCH), response={200: list[BackflowOut], REFUSED: dict[str, Any]})
@requires(ExchangePermission.FETCH)
def back(request: HttpRequest, after: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0) -> list[BackflowOut]:
    """回流: what was accepted above of the subjects at home in the lower level whose system asks, 500 rows at most, behind `after`."""
    rows = backflow(actor_of(request), now().date(), after)[:MOST]
    return [BackflowOut(**{**asdict(one), "columns": dict(one.columns)}) for one in rows]


def _rows(request: HttpRequest, table: str, numbers: list[str]) -> list[RowOut]:
    return [
        RowOut(number=one.number, status=one.status, reasons=[ReasonOut(column=why.column, reason=why.reason) for why in one.remarks])
        for one in standings(actor_of(request), table, numbers)
    ]
