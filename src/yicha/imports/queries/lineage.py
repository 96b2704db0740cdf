"""来龙去脉: where each field of a subject came from, and where it went: read from what imports, the trail, records and results keep."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from yicha.disclosure.queries import results_of
from yicha.exchange.queries import layout_of, records_of_subject
from yicha.exchange.types import ExchangePermission, RecordRow
from yicha.imports.models import Row
from yicha.imports.types import FieldOrigin, Going, ImportState, Lineage, OriginKind, RegisterKind
from yicha.kernel.actor import Actor
from yicha.kernel.events import from_plain, name_of
from yicha.kernel.tables import Column, Verdict
from yicha.kernel.trail import TrailRow, history
from yicha.lookups.types import TakenOver
from yicha.subjects.queries import region_of, sids_of, subject
from yicha.subjects.types import SubjectCorrected, SubjectRegistered, SubjectRow
from yicha.subjects.workbooks import subject_layout

CARRIED: Mapping[str, str] = {"subject": "name", "document": "uscc", "address": "address", "subject_kind": "etype"}  # fact → our field


@dataclass(frozen=True)
class _Stamp:
    """Something that wrote fields; of those it does not tell the value, `values` has none."""

    at: datetime
    columns: frozenset[str]
    values: Mapping[str, Any]
    origin: FieldOrigin


def lineage_of(actor: Actor, sid: str, on: date) -> Lineage:
    """Of a subject in the actor's jurisdiction. What left is shown to who may see records, department by department as there."""
    found, layout = subject(actor, sid), subject_layout(latest=on, waived=())
    values = layout.values(found)
    stamps = sorted([*_imported(actor, found), *_written(actor, found, layout.columns)], key=lambda one: one.at, reverse=True)
    fields = [_origin(column, values[column.name], stamps) for column in layout.columns if values.get(column.name) not in (None, "", ())]
    goings = tuple(_goings(actor, found.sid)) if actor.may(ExchangePermission.READ) else ()
    published = len(results_of(region_of(actor, found.sid), found.sid, on))
    return Lineage(found.sid, found.name, tuple(fields), goings, published)


def _origin(column: Column, value: Any, stamps: list[_Stamp]) -> FieldOrigin:
    """The last that wrote this very value; who wrote another one since is not its origin."""
    wrote = (one for one in stamps if column.name in one.columns and one.values.get(column.name, value) == value)
    origin = next((one.origin for one in wrote), FieldOrigin("", "", OriginKind.UNKNOWN))
    return replace(origin, label=column.label, value=column.kind.show(value))


def _imported(actor: Actor, found: SubjectRow) -> Iterator[_Stamp]:
    """Rows of confirmed imports: a new one wrote all that it says, a changed one what was otherwise before."""
    kept = Row.objects.filter(
        key=found.sid,
        verdict__in=(Verdict.NEW, Verdict.CHANGED),
        file_import__kind=RegisterKind.SUBJECTS,
        file_import__state=ImportState.CONFIRMED,
        file_import__region_path=region_of(actor, found.sid),
    )
    for row in kept.select_related("file_import").order_by("-pk"):
        brought, of = row.file_import, subject_layout(latest=row.file_import.at.date(), waived=())
        values = of.values(from_plain(SubjectRow, row.row))
        old = of.values(from_plain(SubjectRow, row.old)) if row.old else {}
        wrote = frozenset(name for name, value in values.items() if value != old.get(name))
        said = tuple(one["message"] for one in row.problems)
        place = f"{row.number}" if row.sheet == brought.name else f"{row.sheet}!{row.number}"
        who = (brought.confirmed_at, brought.confirmed_by)
        origin = FieldOrigin("", "", OriginKind.IMPORT, brought.name, place, brought.pk, *who, said)
        yield _Stamp(brought.confirmed_at or brought.at, wrote, values, origin)


def _written(actor: Actor, found: SubjectRow, columns: Any) -> Iterator[_Stamp]:
    """Forms and base registers, from the trail."""
    for entry in history(actor, f"subject:{found.sid}"):
        said = entry.payload or {}
        if entry.event == name_of(SubjectRegistered):
            yield _Stamp(entry.at, frozenset(column.name for column in columns), {}, _by_form(entry, said))
        elif entry.event == name_of(SubjectCorrected):
            values = {one["field"]: one["new"] for one in said.get("corrected", ())}
            yield _Stamp(entry.at, frozenset(values), values, _by_form(entry, said))
        elif entry.event == name_of(TakenOver):
            source = f"lookup:{said.get('lookup', '')}"
            origin = FieldOrigin("", "", OriginKind.LOOKUP, source, at=entry.at, by=entry.actor)
            yield _Stamp(entry.at, frozenset(said.get("columns", ())), {}, origin)


def _by_form(entry: TrailRow, said: Mapping[str, Any]) -> FieldOrigin:
    waived = (said["waived"],) if said.get("waived") else ()
    return FieldOrigin("", "", OriginKind.FORM, said.get("source", ""), at=entry.at, by=entry.actor, verdicts=waived)


def _goings(actor: Actor, sid: str) -> Iterator[Going]:
    """The newest first; a row that a department's own system gave did not come from the register."""
    for row in records_of_subject(actor, sids_of(actor, sid)):
        if not row.by_system:
            yield from _left(row)


def _left(row: RecordRow) -> Iterator[Going]:
    layout = layout_of(row.table, row.last.mapped_at.date())
    carried = {column.name: column.label for column in layout.columns if column.source in CARRIED}
    for one in reversed(row.versions):
        if one.batch:
            labels = tuple(label for name, label in carried.items() if dict(one.content).get(name))
            yield Going(row.id, layout.name, one.number, labels, one.mapped_at, one.batch, one.verdict.value, one.answered_at)
