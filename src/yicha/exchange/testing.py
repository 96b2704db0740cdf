"""Makers for the tests of other rooms: what a source needs before its rows may leave, rows that wait, a batch, a receipt."""

import json
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange.actions.approve_partner import approve_partner
from yicha.exchange.actions.build_batch import build_batch
from yicha.exchange.actions.map_check import map_check
from yicha.exchange.actions.propose_partner import propose_partner
from yicha.exchange.queries import records
from yicha.exchange.rules.layouts import CHECKS
from yicha.exchange.rules.receipts import read_receipt
from yicha.exchange.types import (
    ApprovePartner,
    BatchBuilt,
    BuildBatch,
    DraftDataResource,
    Frequency,
    GivenRow,
    MapCheck,
    ProposePartner,
    RecordRow,
    Secrecy,
    Sharing,
    Supply,
    TakeReceipt,
    Way,
)
from yicha.inspections.testing import on_the_day, planned
from yicha.inspections.types import InspectionRow
from yicha.items.actions.decide_mapping import decide_mapping
from yicha.items.actions.load_catalogue import load_catalogue
from yicha.items.queries import entries_of_list
from yicha.items.types import CatalogueKind, CatalogueRow, DecideMapping, LoadCatalogue
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.planning.testing import DEPARTMENTS
from yicha.subjects.actions.correct_subject import correct_subject
from yicha.subjects.queries import facts_of
from yicha.subjects.types import CorrectSubject

ORGAN = "11620799MB00000016"
CODES = {CatalogueKind.PROVINCE: "620799{:02d}010001", CatalogueKind.INSPECTIONS: ORGAN + "1620799{:02d}010001"}


def match_items() -> None:
    """Every item of the small county stands in the province's catalogue and in the list of what inspections carry out."""
    for kind, form in CODES.items():
        rows = tuple(CatalogueRow(form.format(place), f"{name}检查") for place, name in enumerate(DEPARTMENTS.values(), 1))
        load_catalogue(SYSTEM, LoadCatalogue(REGION, kind, "", sha256(form.encode()).hexdigest(), rows), NOW)
        entries = {one.code: one.entry for one in entries_of_list(SYSTEM, REGION, kind, "", NOW.date())}
        for place, department in enumerate(DEPARTMENTS, 1):
            decide_mapping(SYSTEM, DecideMapping(REGION, f"{department}-I", entries[form.format(place)] or 0, same=True), NOW)


def name_subject(sid: str, uscc: str) -> None:
    """The register learns the code of a subject."""
    correct_subject(SYSTEM, CorrectSubject(sid, replace(facts_of(SYSTEM, sid), uscc=uscc), "登记时漏填"), NOW)


def given_row(number: str = "A1", **said: str) -> GivenRow:
    """A check of the market bureau as its own system gives it, right in everything that `said` does not spoil."""
    plain = {
        "supervise_item_implement_code": CODES[CatalogueKind.PROVINCE].format(1),
        "supervise_item_check_icode": CODES[CatalogueKind.INSPECTIONS].format(1),
        "administrative_cp": "青禾甲店",
        "administrative_cp_na": "2",
        "administrative_cp_ce_type": "001",
        "administrative_cp_ui_code": invented_uscc(5),
        "check_action_name": "食品检查",
        "check_action_code": f"J{number}",
        "check_form": "1",
        "check_type": "1",
        "check_result": "1",
        "check_date": "2026-11-19 10:00:00",
        "check_personnel": "张三,李四",
        "check_personnel_code": "62079900001,62079900002",
    }
    return GivenRow(number, tuple((plain | said).items()))


MEASURES = {
    "punish_action": {
        "punish_truth": "未按规定公示许可证",
        "punish_action_name": "未公示许可证案",
        "case_source": "1",
        "punish_according": "食品经营许可和备案管理办法",
        "punish_program": "1",
        "is_hearing": "0",
        "is_criminal": "0",
        "punish_document": "青市监罚〔2026〕1号",
        "punish_date": "2026-11-19",
        "punish_kind": "警告",
        "punish_result": "警告",
        "reconsideration": "未申请",
        "litigation": "未提起",
        "no_punishment": "0",
    },
    "force_action": {
        "punish_truth": "使用过期原料",
        "force_action_name": "扣押过期原料",
        "force_according": "食品安全法第一百一十条",
        "force_document": "青市监强〔2026〕1号",
        "force_kind": "行政强制措施",
    },
    "other_action": {"other_action_name": "约谈负责人"},
}


def measure_said(table: str, **said: str) -> tuple[tuple[str, str], ...]:
    """What a clerk types of a measure, right in everything that `said` does not spoil."""
    return tuple((MEASURES[table] | said).items())


def map_part(row: InspectionRow, department: str = "SCJG") -> RecordRow:
    """As the event of the conclusion does."""
    map_check(SYSTEM, MapCheck(row.id, department), on_the_day(row, 13))
    return next(one for one in records(SYSTEM) if f"-{row.id}-{department}-" in one.key)


def ready(row: InspectionRow, uscc: str, department: str = "SCJG") -> RecordRow:
    """A record that waits to leave."""
    name_subject(planned(row).sid, uscc)
    return map_part(row, department)


def built(*, table: str = CHECKS) -> BatchBuilt:
    return build_batch(SYSTEM, BuildBatch(REGION, table), NOW)


def receipt(batch: str, accepted: Iterable[str] = (), rejected: Iterable[tuple[str, str, str]] = ()) -> TakeReceipt:
    """`rejected`: key of the row, column and reason."""
    rows: list[dict[str, object]] = [{"cd_id": key, "result": "accepted"} for key in accepted]
    rows += [{"cd_id": key, "result": "rejected", "reasons": [{"column": column, "reason": why}]} for key, column, why in rejected]
    content = json.dumps({"batch": batch, "rows": rows}, ensure_ascii=False)
    return TakeReceipt(REGION, content, read_receipt(content.encode()))


def make_partner(address: str = "", way: Way = Way.API) -> int:
    """Proposed by one administrator and approved by another."""
    opened = propose_partner(make_actor(Role.SECURITY_ADMIN), ProposePartner(REGION, "省级平台", way, address), NOW).partner
    return approve_partner(make_actor(Role.AUDIT_ADMIN), ApprovePartner(opened), NOW).partner


def resource_draft() -> DraftDataResource:
    """What the market bureau holds."""
    return DraftDataResource(
        region_path=REGION,
        department="SCJG",
        name="食品许可信息",
        content="许可证号、主体名称、有效期",
        sharing=Sharing.CONDITIONAL,
        supply=Supply.INTERFACE,
        procedure="在线申请，提供部门答复",
        term="同意后1个工作日内",
        frequency=Frequency.DAILY,
        secrecy=Secrecy.INTERNAL,
    )
