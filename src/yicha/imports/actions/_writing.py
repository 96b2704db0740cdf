"""How each register takes rows in and gives them back: by the use case of its room."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from yicha.duties.actions.assign_duty import assign_duty
from yicha.duties.actions.list_resource import list_resource
from yicha.duties.actions.record_minutes import record_minutes
from yicha.duties.actions.register_policy import register_policy
from yicha.duties.actions.report_conflict import report_conflict
from yicha.duties.actions.retire_resource import retire_resource
from yicha.duties.actions.take_back_entries import take_back_entries
from yicha.duties.queries import duties_lock
from yicha.duties.types import (
    ConflictEntry,
    DutyEntry,
    EntryKind,
    MinutesEntry,
    PolicyEntry,
    RegisterPolicy,
    ResourceEntry,
    RetireResource,
    TakeBackEntries,
)
from yicha.duties.workbooks import assignments, listing_of, recording_of, report_of
from yicha.imports.models import Import
from yicha.imports.types import RegisterKind
from yicha.inspections.actions.register_devices import register_devices
from yicha.inspections.actions.take_back_devices import take_back_devices
from yicha.inspections.queries.devices import devices_lock
from yicha.inspections.types import RegisterDevices, TakeBackDevices
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.refusals import RuleBroken
from yicha.orgs.actions.close_department import close_department
from yicha.orgs.actions.create_department import create_department
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.actions.load_regions import load_regions
from yicha.orgs.actions.register_officers import register_officers
from yicha.orgs.actions.take_back_officers import take_back_officers
from yicha.orgs.actions.take_back_places import take_back_places
from yicha.orgs.queries.delegations import delegations_lock
from yicha.orgs.queries.officers import RELIED_ON, officers_lock
from yicha.orgs.queries.place_entries import creation_of
from yicha.orgs.queries.places import places_lock
from yicha.orgs.types import (
    CloseDepartment,
    DelegatePower,
    DelegationEntry,
    DepartmentEntry,
    LoadRegions,
    OrgRegister,
    RegionEntry,
    RegionRow,
    RegisterOfficers,
    TakeBackOfficers,
    TakeBackPlaces,
)
from yicha.subjects.actions.import_subjects import import_subjects
from yicha.subjects.actions.publish_pool import publish_pool
from yicha.subjects.actions.take_back_pools import take_back_pools
from yicha.subjects.actions.take_back_subjects import take_back_subjects
from yicha.subjects.queries import pools_lock, register_lock, reliance_lock
from yicha.subjects.types import ImportSubjects, PoolEntry, PublishPool, TakeBackPools, TakeBackSubjects

CLOSED_BEFORE: Final = "登记时已经撤销"


@dataclass(frozen=True)
class Brought:
    """By what rows come: the digest of the file, and the import as its events are about it."""

    region_path: str
    source: str
    by: str


def brought(found: Import) -> Brought:
    return Brought(found.region_path, found.digest.rpartition(":")[2], f"import:{found.pk}")


TakeBack = Callable[[Brought, Sequence[str], Sequence[Any], datetime], object]


@dataclass(frozen=True)
class Writer:
    """`write(actor, by what, rows, further numbers by key, at)`; `take_back(by what, removed, restored, at)`, which follows from an undoing
    and so is the system's; `locks(region)`: names to hold while the register is compared and written, `undo_locks` while taken back.
    """

    write: Callable[[Actor, Brought, Sequence[Any], Mapping[str, str], datetime], object]
    take_back: TakeBack
    locks: Callable[[str], Sequence[str]]
    undo_locks: Callable[[str], Sequence[str]]


def _lasting(write: Callable[[Actor, Brought, Sequence[Any], datetime], object], take_back: TakeBack, lock: Callable[[str], str]) -> Writer:
    def written(actor: Actor, way: Brought, rows: Sequence[Any], _numbers: Mapping[str, str], at: datetime) -> None:
        write(actor, way, rows, at)

    return Writer(written, take_back, lambda region: [lock(region)], lambda region: [lock(region)])


def _entries(kind: EntryKind) -> TakeBack:
    def take_back(way: Brought, removed: Sequence[str], restored: Sequence[Any], at: datetime) -> None:
        take_back_entries(SYSTEM, TakeBackEntries(way.region_path, kind, way.source, tuple(removed), tuple(restored)), at)

    return take_back


def _places(register: OrgRegister) -> TakeBack:
    def take_back(way: Brought, removed: Sequence[str], restored: Sequence[Any], at: datetime) -> None:
        take_back_places(SYSTEM, TakeBackPlaces(way.region_path, register, way.source, tuple(removed), tuple(restored)), at)

    return take_back


def _take_back_pools(way: Brought, removed: Sequence[str], restored: Sequence[Any], at: datetime) -> None:
    take_back_pools(SYSTEM, TakeBackPools(way.region_path, way.source, tuple(removed), tuple(restored)), at)


def _write_subjects(actor: Actor, way: Brought, rows: Sequence[Any], numbers: Mapping[str, str], at: datetime) -> None:
    import_subjects(actor, ImportSubjects(way.region_path, way.source, tuple(rows), numbers, way.by), at)


def _take_back_subjects(way: Brought, removed: Sequence[str], restored: Sequence[Any], at: datetime) -> None:
    take_back_subjects(SYSTEM, TakeBackSubjects(way.region_path, way.source, tuple(removed), tuple(restored), way.by), at)


def _write_officers(actor: Actor, way: Brought, rows: Sequence[Any], _numbers: Mapping[str, str], at: datetime) -> None:
    register_officers(actor, RegisterOfficers(way.region_path, way.source, tuple(rows)), at)


def _take_back_officers(way: Brought, removed: Sequence[str], restored: Sequence[Any], at: datetime) -> None:
    take_back_officers(SYSTEM, TakeBackOfficers(way.region_path, way.source, tuple(removed), tuple(restored)), at)


def _write_devices(actor: Actor, way: Brought, rows: Sequence[Any], _numbers: Mapping[str, str], at: datetime) -> None:
    register_devices(actor, RegisterDevices(way.region_path, way.source, tuple(rows)), at)


def _take_back_devices(way: Brought, removed: Sequence[str], restored: Sequence[Any], at: datetime) -> None:
    take_back_devices(SYSTEM, TakeBackDevices(way.region_path, way.source, tuple(removed), tuple(restored)), at)


def _write_duties(actor: Actor, _way: Brought, rows: Sequence[DutyEntry], at: datetime) -> None:
    for command in assignments(rows):
        with named(f"{command.first_day}起 {command.items[0]} {command.department}"):
            assign_duty(actor, command, at)


def _write_pools(actor: Actor, way: Brought, rows: Sequence[PoolEntry], at: datetime) -> None:
    for row in rows:
        with named(row.name):
            publish_pool(actor, PublishPool(way.region_path, row.name, row.first_day, row.basis, row.rule, row.sids), at)


def _write_delegations(actor: Actor, _way: Brought, rows: Sequence[DelegationEntry], at: datetime) -> None:
    for row in rows:
        with named(f"{row.first_day}起 {row.from_department} {row.to_department}"):
            delegate_power(actor, DelegatePower(**vars(row) | {"area": row.area.rpartition("/")[2]}), at)


def _write_policies(actor: Actor, way: Brought, rows: Sequence[PolicyEntry], at: datetime) -> None:
    for row in rows:
        with named(row.number):
            register_policy(actor, RegisterPolicy(way.region_path, file=None, **vars(row)), at)


def _write_resources(actor: Actor, way: Brought, rows: Sequence[ResourceEntry], at: datetime) -> None:
    for row in rows:
        with named(row.name):
            listed = list_resource(actor, listing_of(way.region_path, row), at)
            if row.retired_on:
                retire_resource(actor, RetireResource(listed.resource, row.retired_on, row.retired_because), at)


def _write_conflicts(actor: Actor, way: Brought, rows: Sequence[ConflictEntry], at: datetime) -> None:
    for row in rows:
        with named(row.title):
            report_conflict(actor, report_of(way.region_path, row), at)


def _write_minutes(actor: Actor, way: Brought, rows: Sequence[MinutesEntry], at: datetime) -> None:
    for row in rows:
        with named(row.title):
            record_minutes(actor, recording_of(way.region_path, row), at)


def _write_departments(actor: Actor, _way: Brought, rows: Sequence[DepartmentEntry], at: datetime) -> None:
    for row in rows:
        with named(row.name):
            create_department(actor, creation_of(row), at)
            if row.last_day:
                close_department(actor, CloseDepartment(row.code, row.last_day, CLOSED_BEFORE), at)


def _write_regions(actor: Actor, way: Brought, rows: Sequence[RegionEntry], at: datetime) -> None:
    """Those above first; what began on one day comes at once."""
    for first_day, same in groupby(sorted(rows, key=lambda row: (len(row.code), row.first_day)), key=lambda row: row.first_day):
        said = tuple(RegionRow(row.code, row.name, row.last_day) for row in same)
        load_regions(actor, LoadRegions(way.source, said, first_day), at)


@contextmanager
def named(row: str) -> Iterator[None]:
    """What a rule refuses is said of its row: nothing of the file is written."""
    try:
        yield
    except RuleBroken as refused:
        raise RuleBroken(f"{row}：{refused}", clause=refused.clause, exits=refused.exits) from refused


WRITERS: Mapping[str, Writer] = {
    RegisterKind.SUBJECTS: Writer(
        _write_subjects,
        _take_back_subjects,
        lambda region: [register_lock(region)],
        lambda region: [reliance_lock(region), register_lock(region)],
    ),
    RegisterKind.OFFICERS: Writer(
        _write_officers,
        _take_back_officers,
        lambda region: [officers_lock(region)],
        lambda region: [RELIED_ON, officers_lock(region)],
    ),
    RegisterKind.DEVICES: Writer(
        _write_devices,
        _take_back_devices,
        lambda region: [devices_lock(region)],
        lambda region: [devices_lock(region)],
    ),
    RegisterKind.DUTIES: _lasting(_write_duties, _entries(EntryKind.DUTIES), duties_lock),
    RegisterKind.POOLS: _lasting(_write_pools, _take_back_pools, pools_lock),
    RegisterKind.DELEGATIONS: _lasting(_write_delegations, _places(OrgRegister.DELEGATIONS), delegations_lock),
    RegisterKind.POLICIES: _lasting(_write_policies, _entries(EntryKind.POLICIES), "policies:{}".format),
    RegisterKind.RESOURCES: _lasting(_write_resources, _entries(EntryKind.RESOURCES), "resources:{}".format),
    RegisterKind.CONFLICTS: _lasting(_write_conflicts, _entries(EntryKind.CONFLICTS), "conflicts:{}".format),
    RegisterKind.MINUTES: _lasting(_write_minutes, _entries(EntryKind.MINUTES), "minutes:{}".format),
    RegisterKind.DEPARTMENTS: _lasting(_write_departments, _places(OrgRegister.DEPARTMENTS), places_lock),
    RegisterKind.REGIONS: _lasting(_write_regions, _places(OrgRegister.REGIONS), places_lock),
}
