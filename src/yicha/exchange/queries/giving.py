"""Rows that a department's own system gives, judged as ours are; and what became of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from yicha.engines.quality import Family, Rule, faults_of
from yicha.exchange.models import Record, Version
from yicha.exchange.queries.board import row_of_record
from yicha.exchange.queries.mapping import LISTS, Mapped, dictionary_values
from yicha.exchange.rules import giving as rules
from yicha.exchange.rules.layouts import CHECK_NUMBER, CHECKS, Layout, layout_of, rules_of
from yicha.exchange.rules.rows import moment, remarks_of
from yicha.exchange.types import GivenRow, GivenStanding, TakeRecords, WithdrawGiven
from yicha.items.queries import catalogue_codes
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import absent
from yicha.orgs.queries import departments
from yicha.subjects.queries import sids_by_code

ITEM, WHO, WHOSE = "supervise_item_implement_code", "administrative_cp", "administrative_cp_ui_code"


@dataclass(frozen=True)
class _Known:
    """What all rows of a request are judged by."""

    layout: Layout
    rules: Sequence[Rule]
    registers: Mapping[str, Collection[str]]
    sids: Mapping[str, str]


def given(actor: Actor, command: TakeRecords, at: datetime) -> list[Mapped]:
    """As they will be kept, in the order in which they came."""
    layout, ours = layout_of(command.table, at.date()), _ours(command, at)
    area = ours["area_number"]
    keys = [rules.key_of_given(area, command.department, row.number) for row in command.rows]
    contents = [rules.content_of(layout, row, ours | {"record_unique_identity": key}) for row, key in zip(command.rows, keys, strict=True)]
    known = _known(actor, command, contents, at)
    twice = rules.repeated(contents, known.rules)
    others = _others(command, known.rules, contents)
    said = zip(command.rows, keys, contents, strict=True)
    return [
        _mapped(
            command.region_path, known, one, twice | rules.keys_taken([row for owner, row in others if owner != one[1]], known.rules), at
        )
        for one in said
    ]


def _mapped(region_path: str, known: _Known, one: tuple[GivenRow, str, dict[str, str]], taken: set[str], at: datetime) -> Mapped:
    row, key, content = one
    faults = rules.strange_columns(known.layout, row) + remarks_of(faults_of(content, known.rules, known.registers, taken))
    sid, done = known.sids.get(content[WHOSE], ""), rules.done_at(known.layout.table, content, at)
    return Mapped(key, content[ITEM][:100], sid, content[WHO][:200], region_path, done, content, faults)


def _ours(command: TakeRecords, at: datetime) -> dict[str, str]:
    here = (one for one in departments(SYSTEM, at.date()) if one.region_path == command.region_path)
    organ = next((one for one in here if one.code == command.department), None) or absent("GX-5.3")
    return {
        "implement_institution": organ.name,
        "implement_institution_code": organ.uscc or organ.code,
        "area_number": command.region_path.rpartition("/")[2],
        "submitted_date": moment(at),
    }


def _known(actor: Actor, command: TakeRecords, contents: Sequence[Mapping[str, str]], at: datetime) -> _Known:
    layout, place = layout_of(command.table, at.date()), command.region_path
    tables = {name: dictionary_values(name, place, at) for name in layout.dictionaries}
    checks = _checks(command, {content.get(CHECK_NUMBER, "") for content in contents})
    registers = {
        "items": catalogue_codes(actor, place, LISTS, {content[ITEM] for content in contents}) | set(checks.values()),
        "checks": checks.keys(),
    }
    return _Known(layout, rules_of(layout, tables), registers, sids_by_code(actor, place, {row[WHOSE] for row in contents} - {""}))


def _of_department(command: TakeRecords, table: str) -> QuerySet[Version]:
    return Version.objects.filter(
        record__region_path=command.region_path, record__table=table, record__department=command.department, record__withdrawn_because=""
    )


def _checks(command: TakeRecords, numbers: Collection[str]) -> dict[str, str]:
    """Checks of the department that a penalty or another measure may follow from, with the matter if that was found in order."""
    found = _of_department(command, CHECKS).filter(content__check_action_code__in=sorted(numbers))
    told = found.order_by("number").values_list("content__check_action_code", f"content__{ITEM}", "faults")
    return {number: "" if faults else item for number, item, faults in told}


def _others(command: TakeRecords, known: Iterable[Rule], contents: Sequence[Mapping[str, str]]) -> list[tuple[str, dict[str, str]]]:
    """Rows of the department, with their keys, that say in a unique column what one of these says."""
    found: list[tuple[str, dict[str, str]]] = []
    for rule in (rule for rule in known if rule.family is Family.UNIQUE):
        said = sorted({content[rule.column] for content in contents} - {""})
        found += (
            _of_department(command, command.table).filter(**{f"content__{rule.column}__in": said}).values_list("record__key", "content")
        )
    return found


def given_records(command: WithdrawGiven) -> dict[str, Record]:
    """By the number that the department's own system counts by; locked."""
    area, who = command.region_path.rpartition("/")[2], command.department
    keys = {rules.key_of_given(area, who, number): number for number in command.numbers}
    found = Record.objects.select_for_update().filter(region_path=command.region_path, table=command.table, department=who, key__in=keys)
    return {keys[row.key]: row for row in found.exclude(given_by="").order_by("pk")}


def standings(actor: Actor, table: str, numbers: Collection[str]) -> list[GivenStanding]:
    """Of the rows that the actor's department gave, in the order of their numbers; what it did not give is absent."""
    area = actor.region.rpartition("/")[2]
    keys = {rules.key_of_given(area, actor.department, number): number for number in numbers}
    found = Record.objects.filter(region_path=actor.region, table=table, department=actor.department, key__in=keys).order_by("key")
    rows = [row_of_record(one) for one in found.prefetch_related("versions__batch")]
    return [GivenStanding(keys[row.key], row.status, row.remarks) for row in rows]
