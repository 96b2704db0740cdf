"""The registers that workbooks are imported into: how each is read, what it holds, what stands on its rows."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yicha.draws.queries import draws
from yicha.draws.types import DrawKind, DrawStatus
from yicha.duties.queries import (
    conflict_words,
    duty_words,
    known_conflicts,
    known_duties,
    known_policies,
    known_resources,
    policy_words,
    resource_words,
)
from yicha.duties.types import ConflictEntry, DutyEntry, DutyPermission, PolicyEntry, ResourceEntry
from yicha.duties.workbooks import (
    conflict_layout,
    duty_layout,
    policy_layout,
    resource_layout,
    write_conflicts_template,
    write_duties_template,
    write_policies_template,
    write_resources_template,
)
from yicha.imports.types import RegisterKind
from yicha.inspections.queries.devices import devices_relied_on, known_devices
from yicha.inspections.types import DeviceEntry, InspectionPermission
from yicha.inspections.workbooks import device_layout, write_devices_template
from yicha.kernel.actor import SYSTEM
from yicha.kernel.events import from_text
from yicha.kernel.tables import Layout
from yicha.orgs.queries.delegations import delegation_words, known_delegations
from yicha.orgs.queries.officers import known_officers, officers_elsewhere
from yicha.orgs.queries.places import department_codes
from yicha.orgs.types import DelegationEntry, OfficerRow, OrgPermission
from yicha.orgs.workbooks import delegation_layout, in_order, officer_layout, write_delegations_template, write_officers_template
from yicha.planning.queries import subjects_relied_on
from yicha.subjects.queries import elsewhere, holders_of_old_numbers, known_pools, namesakes, pool_doubts, registered, touched
from yicha.subjects.types import PoolEntry, SubjectPermission, SubjectRow
from yicha.subjects.workbooks import old_number, subject_layout, write_subjects_template
from yicha.subjects.workbooks.pools import pool_layout, write_pools_template

Row = TypeVar("Row")
Held_co = TypeVar("Held_co", covariant=True)


class Known(Protocol[Held_co]):
    """The rows that a register holds, by key. `for_update`: they stay so until the transaction ends."""

    def __call__(self, region_path: str, keys: Collection[str], /, *, for_update: bool = False) -> Mapping[str, Held_co]: ...


@dataclass(frozen=True)
class Register(Generic[Row]):
    """`layout(region, on, waived)`; `elsewhere(region, keys)` those of another region;
    `namesakes(region, rows)` by key, whom of the register a new row may repeat, in words;
    `old_number(extra)` a further number that came in the unknown columns, `holders(numbers)` the keys of those who have them already;
    `touched(region, rows)` of rows as text by key, the first that the register holds otherwise now; all stay so until the transaction ends;
    `uses(region, since, new)` who stands on rows that came after `since`, `new` being the keys that it did not hold before.
    """

    kind: RegisterKind
    title: str | Promise
    permission: str
    row: type[Row]
    layout: Callable[[str, date, Collection[str]], Layout[Row]]
    known: Known[Row]
    template: Callable[[Path], None]
    elsewhere: Callable[[str, Collection[str]], Collection[str]] = lambda _region, _keys: ()
    namesakes: Callable[[str, Sequence[Row]], Mapping[str, str]] = lambda _region, _rows: {}
    touched: Callable[[str, Mapping[str, str]], str | None] = lambda _region, _said: None
    uses: Callable[[str, datetime, Collection[str]], Sequence[str]] = lambda _region, _since, _new: ()
    old_number: Callable[[Mapping[str, str]], str] = lambda _extra: ""
    holders: Callable[[Collection[str]], Mapping[str, str]] = lambda _numbers: {}


def register_of(kind: str) -> Register[Any]:
    return REGISTERS[RegisterKind(kind)]


def _subject_layout(_region: str, on: date, waived: Collection[str]) -> Layout[SubjectRow]:
    return subject_layout(latest=on, waived=waived)


def _subjects_of_the_name(region: str, rows: Sequence[SubjectRow]) -> dict[str, str]:
    found = namesakes(region, rows)
    return {sid: f"“{other.name}”（{other.uscc or other.sid}，{other.town}）" for sid, other in found.items()}


def _subjects_in_use(region: str, since: datetime, new: Collection[str]) -> list[str]:
    return [*_draws_since(region, since, DrawKind.SUBJECTS), *subjects_relied_on(SYSTEM, new)]


def _draws_since(region: str, since: datetime, kind: DrawKind) -> list[str]:
    """A frame that was frozen after the import holds its rows; a void draw stands on nothing."""
    found = [draw for draw in draws(SYSTEM, region) if draw.kind is kind and draw.frozen_at >= since]
    return [f"抽取 {draw.number}" for draw in found if draw.status is not DrawStatus.VOID]


SUBJECTS = Register(
    RegisterKind.SUBJECTS,
    _("监管对象"),
    SubjectPermission.IMPORT,
    SubjectRow,
    layout=_subject_layout,
    known=registered,
    elsewhere=elsewhere,
    namesakes=_subjects_of_the_name,
    touched=touched,
    uses=_subjects_in_use,
    template=write_subjects_template,
    old_number=old_number,
    holders=holders_of_old_numbers,
)


def _officer_layout(region: str, on: date, _waived: Collection[str]) -> Layout[OfficerRow]:
    return officer_layout(department_codes(region, on))


def _known_officers(_region: str, cert_nos: Collection[str], /, *, for_update: bool = False) -> Mapping[str, OfficerRow]:
    return {cert_no: in_order(row) for cert_no, row in known_officers(cert_nos, for_update=for_update).items()}


def _officers_touched(region: str, said: Mapping[str, str]) -> str | None:
    held = _known_officers(region, said, for_update=True)
    return next((key for key, row in said.items() if held.get(key) != from_text(OfficerRow, row)), None)


def _officers_in_use(region: str, since: datetime, _new: Collection[str]) -> list[str]:
    return _draws_since(region, since, DrawKind.OFFICERS)


OFFICERS = Register(
    RegisterKind.OFFICERS,
    _("执法人员"),
    OrgPermission.REGISTER_OFFICERS,
    OfficerRow,
    layout=_officer_layout,
    known=_known_officers,
    elsewhere=officers_elsewhere,
    touched=_officers_touched,
    uses=_officers_in_use,
    template=write_officers_template,
)


def _device_layout(region: str, on: date, _waived: Collection[str]) -> Layout[DeviceEntry]:
    return device_layout(department_codes(region, on), on)


def _devices_touched(region: str, said: Mapping[str, str]) -> str | None:
    held = known_devices(region, said, for_update=True)
    return next((key for key, row in said.items() if held.get(key) != from_text(DeviceEntry, row)), None)


DEVICES = Register(
    RegisterKind.DEVICES,
    _("监控设备"),
    InspectionPermission.KEEP_DEVICE,
    DeviceEntry,
    layout=_device_layout,
    known=known_devices,
    touched=_devices_touched,
    uses=devices_relied_on,
    template=write_devices_template,
)


# Their rows are the region's own, and an import of them is not undone (LASTING).
DUTIES = Register(
    RegisterKind.DUTIES,
    _("职责分工"),
    DutyPermission.ASSIGN,
    DutyEntry,
    layout=lambda region, on, _waived: duty_layout(duty_words(region, on)),
    known=known_duties,
    template=write_duties_template,
)
POOLS = Register(
    RegisterKind.POOLS,
    _("专项库"),
    SubjectPermission.KEEP_POOL,
    PoolEntry,
    layout=lambda region, on, _waived: pool_layout(pool_doubts(region, on)),
    known=known_pools,
    template=write_pools_template,
)
DELEGATIONS = Register(
    RegisterKind.DELEGATIONS,
    _("委托下放"),
    OrgPermission.DELEGATE_POWER,
    DelegationEntry,
    layout=lambda region, on, _waived: delegation_layout(delegation_words(region, on)),
    known=known_delegations,
    template=write_delegations_template,
)
POLICIES = Register(
    RegisterKind.POLICIES,
    _("政策文件"),
    DutyPermission.DRAFT_POLICY,
    PolicyEntry,
    layout=lambda region, on, _waived: policy_layout(policy_words(region, on)),
    known=known_policies,
    template=write_policies_template,
)
RESOURCES = Register(
    RegisterKind.RESOURCES,
    _("监管资源"),
    DutyPermission.LIST_RESOURCE,
    ResourceEntry,
    layout=lambda region, on, _waived: resource_layout(resource_words(region, on)),
    known=known_resources,
    template=write_resources_template,
)
CONFLICTS = Register(
    RegisterKind.CONFLICTS,
    _("规则冲突"),
    DutyPermission.REPORT_CONFLICT,
    ConflictEntry,
    layout=lambda region, on, _waived: conflict_layout(conflict_words(region, on)),
    known=known_conflicts,
    template=write_conflicts_template,
)
REGISTERS: Mapping[RegisterKind, Register[Any]] = {
    register.kind: register for register in (SUBJECTS, OFFICERS, DEVICES, DUTIES, POOLS, DELEGATIONS, POLICIES, RESOURCES, CONFLICTS)
}
