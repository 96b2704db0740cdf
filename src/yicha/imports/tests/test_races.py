"""Sixteen at once on one register: nothing is lost, nothing is done twice. The naive way loses."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from yicha.duties.actions.assign_duty import assign_duty
from yicha.duties.actions.list_resource import list_resource
from yicha.duties.actions.register_policy import register_policy
from yicha.duties.actions.report_conflict import report_conflict
from yicha.duties.queries import conflict_entries, duty_entries, policy_entries, resource_entries
from yicha.duties.testing import conflict, duty, make_departments, registered_policy, resource
from yicha.engines.quality.tests.makers import invented_uscc
from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.undo_import import undo_import
from yicha.imports.queries import import_row
from yicha.imports.testing import bring_in, look_at
from yicha.imports.tests.sheets import sheet
from yicha.imports.types import ConfirmImport, ImportState, RegisterKind, UndoImport
from yicha.inspections.actions.register_device import register_device
from yicha.inspections.queries import devices as device_rows
from yicha.inspections.types import RegisterDevice
from yicha.items.actions.load_catalogue import load_catalogue
from yicha.items.queries import entries_of_list
from yicha.items.testing import item_row, make_items
from yicha.items.types import CatalogueKind, CatalogueRow, LoadCatalogue
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql, storm
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.actions.register_officers import register_officers
from yicha.orgs.queries import officer_lines
from yicha.orgs.queries.delegations import delegation_entries
from yicha.orgs.testing import officer_row
from yicha.orgs.types import DelegatePower, DelegationKind, OfficerFilter, RegisterOfficers
from yicha.permits.actions.define_permit_kind import define_permit_kind
from yicha.permits.actions.receive_permits import receive_permits
from yicha.permits.queries import permits
from yicha.permits.testing import permit_kind, permit_row
from yicha.permits.types import ReceivePermits
from yicha.subjects.actions.import_subjects import import_subjects
from yicha.subjects.actions.publish_pool import publish_pool
from yicha.subjects.models import Subject
from yicha.subjects.queries import active_subjects, pools
from yicha.subjects.testing import subject_row
from yicha.subjects.types import ImportSubjects, PublishPool, SubjectRow

pytestmark = pytest.mark.usefixtures("own_database")
EACH = 40
Register = tuple[set[str], list[str]]  # what is to be there, what is
SHARED = tuple(subject_row(number) for number in range(10))


def own(writer: int) -> tuple[SubjectRow, ...]:
    return tuple(subject_row(1000 + writer * EACH + number) for number in range(EACH))


def held() -> set[str]:
    return {row.sid for row in active_subjects(SYSTEM, REGION, NOW.date())}


@pytest.mark.clause("LYG-4.2")
def test_sixteen_writers_lose_nothing() -> None:
    """Each brings its own rows and the same ten: every row is there, and the ten are new exactly once."""
    events = storm(lambda writer: import_subjects(SYSTEM, ImportSubjects(REGION, "0" * 64, SHARED + own(writer)), NOW))
    assert sum(event.new for event in events) == len(SHARED) + 16 * EACH
    assert sum(event.unchanged for event in events) == 15 * len(SHARED)
    assert held() == {row.sid for row in SHARED} | {row.sid for writer in range(16) for row in own(writer)}


def attempted(act: Callable[[], object]) -> bool:
    try:
        act()
    except RuleBroken:
        return False
    return True


def officers() -> Register:
    mine = [officer_row(number) for number in range(17)]
    storm(lambda writer: register_officers(SYSTEM, RegisterOfficers(REGION, "0" * 64, (mine[writer], mine[16])), NOW))
    return {row.cert_no for row in mine}, [one.cert_no for one in officer_lines(SYSTEM, OfficerFilter(), NOW.date())]


def devices() -> Register:
    """One by one; a number that somebody has just taken is refused."""

    def write(writer: int) -> None:
        for number in (f"QH-{writer}", "QH-16"):
            attempted(partial(register_device, SYSTEM, RegisterDevice(REGION, "SCJG", number, "后厨", "人民路"), NOW))

    storm(write)
    return {f"QH-{number}" for number in range(17)}, [one.number for one in device_rows(SYSTEM, NOW.date())]


def duties() -> Register:
    """The seventeenth item is wanted by all as their own to lead: one word stands."""
    codes = [f"I{number:03}" for number in range(1, 18)]
    make_items(*(item_row(number) for number in range(3, 18)))

    def write(writer: int) -> None:
        for item in (codes[writer], codes[16]):
            attempted(partial(assign_duty, SYSTEM, duty(items=(item,), department=("SCJG", "XFJY")[writer % 2]), NOW))

    storm(write)
    return set(codes), [one.item for one in duty_entries(SYSTEM, REGION) if one.step == "check" and one.last_day is None]


def special() -> Register:
    """All publish the seventeenth too: each is a version of one pool, or is told that another was first."""

    def write(writer: int) -> bool:
        publish_pool(SYSTEM, PublishPool(REGION, f"库{writer}", NOW.date(), "函", rule="town = '城关镇'"), NOW)
        shared = PublishPool(REGION, "库16", NOW.date(), "函", rule="town = '城关镇'")
        return attempted(partial(publish_pool, SYSTEM, shared, NOW))

    taken = storm(write)
    held = {one.name: one.version for one in pools(SYSTEM)}
    assert held["库16"] == sum(taken)
    return {f"库{number}" for number in range(17)}, list(held)


def given_away() -> Register:
    def write(writer: int) -> None:
        for item in (f"I{writer}", "I16"):
            said = DelegatePower(DelegationKind.ENTRUSTMENT, "SCJG", "XFJY", "620799", (item,), "《行政处罚法》第二十条", NOW.date())
            attempted(partial(delegate_power, SYSTEM, said, NOW))

    storm(write)
    return {f"I{number}" for number in range(17)}, [item for one in delegation_entries(SYSTEM) for item in one.items]


def licences() -> Register:
    define_permit_kind(SYSTEM, permit_kind(), NOW)
    mine = [permit_row(number) for number in range(17)]
    events = storm(lambda writer: receive_permits(SYSTEM, ReceivePermits(REGION, "0" * 64, (mine[writer], mine[16])), NOW))
    assert sum(one.new for one in events) == len(mine)
    return {row.number for row in mine}, [row.number for row in permits(SYSTEM, None, "", NOW.date())]


def catalogue() -> Register:
    """A list comes as a whole: sixteen who bring the same one leave it there once."""
    mine = tuple(CatalogueRow(f"P{number}", f"事项{number}") for number in range(17))
    events = storm(lambda _: load_catalogue(SYSTEM, LoadCatalogue(REGION, CatalogueKind.PROVINCE, "", "0" * 64, mine), NOW))
    assert sum(one.new for one in events) == len(mine)
    found = entries_of_list(SYSTEM, REGION, CatalogueKind.PROVINCE, "", NOW.date())
    return {row.code for row in mine}, [row.code for row in found]


def documents() -> Register:
    """All register the seventeenth number too: one does, the others are told."""

    def write(writer: int) -> int:
        return sum(
            attempted(partial(register_policy, SYSTEM, registered_policy(number=number, file=None), NOW))
            for number in (f"〔{writer}〕号", "〔16〕号")
        )

    assert sum(storm(write)) == 17
    return {f"〔{number}〕号" for number in range(17)}, [one.number for one in policy_entries(SYSTEM, REGION)]


def to_call_upon() -> Register:
    storm(lambda writer: [list_resource(SYSTEM, resource(name=name), NOW) for name in (f"资源{writer}", "资源16")])
    return {f"资源{number}" for number in range(17)}, [one.name for one in resource_entries(SYSTEM, REGION)]


def clashes() -> Register:
    """Each has a number of its own, without a gap."""
    events = storm(lambda writer: report_conflict(SYSTEM, conflict(title=f"冲突{writer}"), NOW))
    assert len({one.number for one in events}) == len(events)
    return {f"冲突{number}" for number in range(16)}, [one.title for one in conflict_entries(SYSTEM, REGION)]


@pytest.mark.clause("LYG-4.2")
def test_sixteen_writers_lose_nothing_in_any_other_register() -> None:
    """Each brings a row of its own and one that all bring: every row is there, and once."""
    make_departments()
    for write in (officers, devices, duties, special, given_away, licences, catalogue, documents, to_call_upon, clashes):
        wanted, held = write()
        assert sorted(held) == sorted(wanted), write.__name__


def test_the_naive_way_loses() -> None:
    """Look, then insert what is missing, as scripts do: somebody's whole file fails on a row that another has just written."""

    def naive(writer: int) -> bool:
        mine = [row.sid for row in SHARED + own(writer)]
        known = set(Subject.objects.filter(sid__in=mine).values_list("sid", flat=True))
        values = ", ".join(
            f"('{sid}', '{REGION}', '{sid}', 'n', '', '', '', '[]', '{{}}', 'active', '', '')" for sid in mine if sid not in known
        )
        columns = "sid, region_path, enterprise, name, uscc, town, credit_class, blocked, tags, state, closed_because, words"
        try:
            with transaction.atomic():
                run_sql(actor(RUN_SQL), Sql(f"INSERT INTO subjects_subject ({columns}) VALUES {values}"), NOW)
        except IntegrityError:
            return False
        return True

    assert not all(storm(naive))
    assert len(held()) < len(SHARED) + 16 * EACH
    connection.close()


def test_one_preview_is_confirmed_once() -> None:
    made = look_at(sheet(["甲店", invented_uscc(1), "城关镇", ""]))

    def confirm(_: int) -> bool:
        try:
            confirm_import(SYSTEM, ConfirmImport(made), NOW)
        except RuleBroken:
            return False
        return True

    assert sorted(storm(confirm, 8)) == [False] * 7 + [True]


def test_undoing_and_changing_at_once_leave_one_of_the_two() -> None:
    """Either the import was taken back before the row changed, and the change brought the row anew, or it stays."""
    code = invented_uscc(1)
    made = bring_in(sheet(["甲店", code, "城关镇", ""]))

    def either(number: int) -> bool:
        try:
            if number:
                import_subjects(SYSTEM, ImportSubjects(REGION, "0" * 64, (SubjectRow(code, "甲店", code, town="东川镇"),)), NOW)
            else:
                undo_import(SYSTEM, UndoImport(made, "传错了"), NOW)
        except RuleBroken:
            return False
        return True

    undone, changed = storm(either, 2)
    assert changed
    assert held() == {code}
    assert undone == (import_row(SYSTEM, RegisterKind.SUBJECTS, made).state is ImportState.UNDONE)
