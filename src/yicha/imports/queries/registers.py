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
    conflicts_relied_on,
    duties_relied_on,
    duty_words,
    known_conflicts,
    known_duties,
    known_minutes,
    known_policies,
    known_resources,
    minutes_words,
    policies_relied_on,
    policy_words,
    resource_words,
)
from yicha.duties.types import ConflictEntry, DutyEntry, DutyPermission, MinutesEntry, PolicyEntry, ResourceEntry
from yicha.duties.workbooks import (
    conflict_layout,
    duty_layout,
    minutes_layout,
    policy_layout,
    resource_layout,
    write_conflicts_template,
    write_duties_template,
    write_minutes_template,
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
from yicha.orgs.queries.place_entries import (
    department_words,
    departments_elsewhere,
    departments_relied_on,
    known_departments,
    known_regions,
    region_doubts,
    regions_relied_on,
)
from yicha.orgs.queries.places import department_codes
from yicha.orgs.types import DelegationEntry, DepartmentEntry, OfficerRow, OrgPermission, RegionEntry
from yicha.orgs.workbooks import (
    delegation_layout,
    department_layout,
    in_order,
    officer_layout,
    region_layout,
    write_delegations_template,
    write_departments_template,
    write_officers_template,
    write_regions_template,
)
from yicha.permits.queries import permits_owed
from yicha.planning.queries import programmes_since, subjects_relied_on
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
    `uses(region, since, new)` who stands on rows that came after `since`, `new` being the keys that it did not hold before;
    `undoing` what becomes of the rows if the import is undone, as the preview says it.
    """

    kind: RegisterKind
    title: str | Promise
    permission: str
    row: type[Row]
    layout: Callable[[str, date, Collection[str]], Layout[Row]]
    known: Known[Row]
    template: Callable[[Path], None]
    undoing: str | Promise
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
    undoing=_("新增的去掉，修改的恢复原样。已被抽取、计划或检查用到的，不能撤销。"),
    old_number=old_number,
    holders=holders_of_old_numbers,
)


def _touched(known: Known[Any], row: type[Any]) -> Callable[[str, Mapping[str, str]], str | None]:
    """The first of rows as text that the register holds otherwise now."""

    def touched(region: str, said: Mapping[str, str]) -> str | None:
        held = known(region, said, for_update=True)
        return next((key for key, text in said.items() if held.get(key) != from_text(row, text)), None)

    return touched


def _officer_layout(region: str, on: date, _waived: Collection[str]) -> Layout[OfficerRow]:
    return officer_layout(department_codes(region, on))


def _known_officers(_region: str, cert_nos: Collection[str], /, *, for_update: bool = False) -> Mapping[str, OfficerRow]:
    return {cert_no: in_order(row) for cert_no, row in known_officers(cert_nos, for_update=for_update).items()}


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
    touched=_touched(_known_officers, OfficerRow),
    uses=_officers_in_use,
    template=write_officers_template,
    undoing=_("新增的离岗，修改的恢复原样。以后抽取过的，不能撤销。"),
)


def _device_layout(region: str, on: date, _waived: Collection[str]) -> Layout[DeviceEntry]:
    return device_layout(department_codes(region, on), on)


DEVICES = Register(
    RegisterKind.DEVICES,
    _("监控设备"),
    InspectionPermission.KEEP_DEVICE,
    DeviceEntry,
    layout=_device_layout,
    known=known_devices,
    touched=_touched(known_devices, DeviceEntry),
    uses=devices_relied_on,
    template=write_devices_template,
    undoing=_("新增的停用，修改的恢复原样。已有证据用到的，不能撤销。"),
)


def _duties_in_use(region: str, since: datetime, new: Collection[str]) -> list[str]:
    given = {(key.split("|")[1], key.split("|")[3]) for key in new if key.split("|")[2] == "check"}
    return [*duties_relied_on(region, since, new), *permits_owed(region, given)]


def _delegations_in_use(region: str, since: datetime, _new: Collection[str]) -> list[str]:
    return [f"检查方案 {number}" for number in programmes_since(region, since)]


DUTIES = Register(
    RegisterKind.DUTIES,
    _("职责分工"),
    DutyPermission.ASSIGN,
    DutyEntry,
    layout=lambda region, on, _waived: duty_layout(duty_words(region, on)),
    known=known_duties,
    touched=_touched(known_duties, DutyEntry),
    uses=_duties_in_use,
    template=write_duties_template,
    undoing=_("新明确的职责作废，被接替的部门恢复原来的起止；记录留着。已有职责争议或许可用到的，不能撤销。"),
)
POOLS = Register(
    RegisterKind.POOLS,
    _("专项库"),
    SubjectPermission.KEEP_POOL,
    PoolEntry,
    layout=lambda region, on, _waived: pool_layout(pool_doubts(region, on)),
    known=known_pools,
    touched=_touched(known_pools, PoolEntry),
    uses=lambda region, since, _new: _draws_since(region, since, DrawKind.SUBJECTS),
    template=write_pools_template,
    undoing=_("新发布的版本作废，前一版接着生效；版本号留着。发布以后抽取过的，不能撤销。"),
)
DELEGATIONS = Register(
    RegisterKind.DELEGATIONS,
    _("委托下放"),
    OrgPermission.DELEGATE_POWER,
    DelegationEntry,
    layout=lambda region, on, _waived: delegation_layout(delegation_words(region, on)),
    known=known_delegations,
    touched=_touched(known_delegations, DelegationEntry),
    uses=_delegations_in_use,
    template=write_delegations_template,
    undoing=_("新登记的委托下放作废，权力回到原部门；记录留着。以后编过检查方案的，不能撤销。"),
)
POLICIES = Register(
    RegisterKind.POLICIES,
    _("政策文件"),
    DutyPermission.DRAFT_POLICY,
    PolicyEntry,
    layout=lambda region, on, _waived: policy_layout(policy_words(region, on)),
    known=known_policies,
    touched=_touched(known_policies, PolicyEntry),
    uses=lambda region, _since, new: policies_relied_on(region, new),
    template=write_policies_template,
    undoing=_("新登记的文件撤回登记，文号可以再登记。补过正文的，不能撤销。"),
)
RESOURCES = Register(
    RegisterKind.RESOURCES,
    _("监管资源"),
    DutyPermission.LIST_RESOURCE,
    ResourceEntry,
    layout=lambda region, on, _waived: resource_layout(resource_words(region, on)),
    known=known_resources,
    touched=_touched(known_resources, ResourceEntry),
    uses=lambda _region, _since, _new: (),
    template=write_resources_template,
    undoing=_("新增的资源停用，写明是导入撤销；修改的恢复原样。"),
)
CONFLICTS = Register(
    RegisterKind.CONFLICTS,
    _("规则冲突"),
    DutyPermission.REPORT_CONFLICT,
    ConflictEntry,
    layout=lambda region, on, _waived: conflict_layout(conflict_words(region, on)),
    known=known_conflicts,
    touched=_touched(known_conflicts, ConflictEntry),
    uses=lambda region, _since, new: conflicts_relied_on(region, new),
    template=write_conflicts_template,
    undoing=_("新登记的冲突撤回登记，编号不再用。部门提过意见的，不能撤销。"),
)
MINUTES = Register(
    RegisterKind.MINUTES,
    _("会商通报"),
    DutyPermission.RECORD_MINUTES,
    MinutesEntry,
    layout=lambda region, on, _waived: minutes_layout(minutes_words(region, on)),
    known=known_minutes,
    touched=_touched(known_minutes, MinutesEntry),
    uses=lambda _region, _since, _new: (),
    template=write_minutes_template,
    undoing=_("新记录的会商通报连同后续任务撤回，编号不再用。有任务办结的，不能撤销。"),
)
DEPARTMENTS = Register(
    RegisterKind.DEPARTMENTS,
    _("部门"),
    OrgPermission.CREATE_DEPARTMENT,
    DepartmentEntry,
    layout=lambda region, _on, _waived: department_layout(department_words(region)),
    known=known_departments,
    touched=_touched(known_departments, DepartmentEntry),
    uses=lambda _region, _since, new: departments_relied_on(new),
    template=write_departments_template,
    undoing=_("新建的部门作废，代码和名称可以再用。已有人员、任职、事项或别的记录的，不能撤销。"),
    elsewhere=departments_elsewhere,
)
REGIONS = Register(
    RegisterKind.REGIONS,
    _("区划"),
    OrgPermission.LOAD_REGIONS,
    RegionEntry,
    layout=lambda region, _on, _waived: region_layout(region_doubts(region)),
    known=known_regions,
    touched=_touched(known_regions, RegionEntry),
    uses=lambda _region, _since, new: regions_relied_on(new) if new else (),
    template=write_regions_template,
    undoing=_("新登记的区划作废，代码可以再用；改过的名称和止期恢复原样。已有部门、任职、对象或下级区划的，不能撤销。"),
)
REGISTERS: Mapping[RegisterKind, Register[Any]] = {
    register.kind: register
    for register in (
        SUBJECTS,
        OFFICERS,
        DEVICES,
        DUTIES,
        POOLS,
        DELEGATIONS,
        POLICIES,
        RESOURCES,
        CONFLICTS,
        MINUTES,
        DEPARTMENTS,
        REGIONS,
    )
}
