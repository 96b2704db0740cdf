"""Task packages (FIELD1 §4): a visit as the phone of one of its officers holds it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils.timezone import localtime

from yicha.engines.fieldlog import Path, canonical
from yicha.engines.forms import Question
from yicha.field import models
from yicha.field.queries.background import Background, background
from yicha.field.queries.files import originals_missing
from yicha.field.queries.registers import Board, board, counting, merge_of
from yicha.field.types import Package
from yicha.inspections.queries import code_seed, sites
from yicha.inspections.types import InspectionRow, InspectionStatus, KnownResult, SiteRow, TaskStatus
from yicha.kernel.actor import Actor
from yicha.kernel.events import to_plain
from yicha.norms.types import DictionaryEntry
from yicha.planning.types import VisitRow

CONTACT, NOTES = "f/contact", "n"
SMALL = "copy"  # of a photograph: for the office, not for every phone
HASH = 16
STATES = {
    InspectionStatus.SCHEDULED: "待签收",
    InspectionStatus.NOTIFIED: "待签收",
    InspectionStatus.HELD: "待签收",
    InspectionStatus.STOPPED: "已撤回",
    InspectionStatus.CANCELLED: "已撤回",
    InspectionStatus.CLOSED: "已审核",
}
PART_STATES = {TaskStatus.SUBMITTED: "已提交", TaskStatus.CONCLUDED: "已审核", TaskStatus.WITHDRAWN: "已撤回"}


def packed(actor: Actor, wanted: Mapping[int, int], at: datetime) -> list[Package]:
    """These inspections at these versions, by as many statements as one takes."""
    if not wanted:
        return []
    rows = {row.inspection.id: row for row in sites(actor, wanted, at)}
    brought, known = _brought(rows), background(actor, list(rows.values()), at)
    return [_package(rows[pk], version, brought, known) for pk, version in wanted.items() if pk in rows]


@dataclass(frozen=True)
class Brought:
    """What phones brought, by inspection."""

    counted: Mapping[int, Sequence[models.Operation]]
    reviews: Mapping[int, list[dict[str, str]]]
    missing: Mapping[int, list[dict[str, object]]]


def _brought(pks: Collection[int]) -> Brought:
    return Brought(counting(pks), reviews_of(pks), originals_missing(pks))


def _package(row: SiteRow, version: int, brought: Brought, known: Background) -> Package:
    pk = row.inspection.id
    paths = paths_of(row.form, row.planned, row.inspection)
    form = form_name(pk, paths)
    stands = board(brought.counted[pk], row.answers.values())
    slight = known.slight[row.planned.region_path]
    plain = _facts(row) | {"paths": _questions(row.form, paths, row.planned.lead, slight), "parts": _parts(row, known)}
    recognised = {f"q/{key}": _known(one) for key, one in row.known.items()}
    changed = known.changed.get(row.planned.sid, "")
    plain |= {"subject": {"name": row.planned.name, "history": known.history(row), "recognised": recognised, "changed": changed}}
    plain |= {"recheck": known.recheck(row), "refs": known.refs(row), "terms": to_plain(known.terms[row.planned.region_path])}
    plain |= {"id": str(pk), "version": version, "form": form, "reviews": brought.reviews[pk], "evidence": brought.missing[pk]}
    plain |= standing(stands)
    return Package(str(pk), version, form, {path: found.hash for path, found in paths.items()}, plain)


def form_name(pk: int, paths: Mapping[str, Path]) -> str:
    """Which form it was, by what it asks."""
    hashes = {path: found.hash for path, found in paths.items()}
    return f"F{pk}@{sha256(canonical(hashes).encode()).hexdigest()[:12]}"


def paths_of(form: Sequence[Question], planned: VisitRow, row: InspectionRow) -> dict[str, Path]:
    """Everything that can be written on at a visit, and by whom: who asks, and who was entrusted with asking."""
    found: dict[str, Path] = {}
    for question in form:
        writers = tuple(one for one in planned.departments if row.asking(one).intersection(question.departments))
        for path, digest in ((f"q/{question.key}", _hash(question)), (f"p/{question.key}", question.key)):
            found[path] = Path(writers, merge_of(path), digest)
    return found | {path: Path(planned.departments, merge_of(path), path) for path in (CONTACT, NOTES)}


def _hash(question: Question) -> str:
    """Of all that decides what an answer means."""
    asked = [
        [one.department, one.item, one.point.code, one.point.content, str(one.point.limit), *one.point.choices] for one in question.asked
    ]
    return sha256(canonical([question.key, question.kind, asked]).encode()).hexdigest()[:HASH]


def _questions(form: Sequence[Question], paths: Mapping[str, Path], lead: str, slight: Mapping[str, DictionaryEntry]) -> dict[str, Any]:
    """The words of each path."""
    home = {(one.department, one.item, one.point.code): f"q/{question.key}" for question in form for one in question.asked}
    found: dict[str, Any] = {
        path: {"merge": what.merge, "depts": list(what.departments), "owner": lead, "text": ""} for path, what in paths.items()
    }
    for question in form:
        found[f"q/{question.key}"] |= _words(question, home, slight) | {"hash": paths[f"q/{question.key}"].hash}
        found[f"p/{question.key}"] |= {"owner": question.departments[0], "text": question.content}
    return found


def _words(question: Question, home: Mapping[tuple[str, str, str], str], slight: Mapping[str, DictionaryEntry]) -> dict[str, Any]:
    points = [one.point for one in question.asked]
    samples = [point.sample for point in points if point.sample]
    return {
        "text": question.content,
        "method": question.method,
        "kind": question.kind,
        "unit": question.unit,
        "choices": list(question.choices),
        "may_lack": all(point.may_lack for point in points),
        "asks": list(question.departments),
        "owner": question.departments[0],
        "min_evidence": max((proof.least for point in points for proof in point.proofs), default=0),
        "sample": f"抽查{max(samples).least}处以上{max(samples).of}" if samples else "",
        "when": _conditions(question, home),
        "clauses": list(dict.fromkeys(point.clause for point in points if point.clause)),
        "offences": list(dict.fromkeys(point.basis for point in points if point.basis)),
        "slight": [[label, slight[label].basis] for label in dict.fromkeys(point.slight for point in points) if label in slight],
    }


def _conditions(question: Question, home: Mapping[tuple[str, str, str], str]) -> list[dict[str, str]]:
    """Empty if anybody asks it without a condition."""
    if any(one.point.shown_if is None for one in question.asked):
        return []
    wanted = [
        (home.get((one.department, one.item, one.point.shown_if.point), ""), one.point.shown_if.answer)
        for one in question.asked
        if one.point.shown_if
    ]
    return [{"path": path, "is": answer} for path, answer in wanted]


def _facts(row: SiteRow) -> dict[str, Any]:
    planned, inspection = row.planned, row.inspection
    return {
        "no": inspection.number,
        "name": planned.name,
        "uscc": planned.uscc,
        "address": row.address,
        "window": _window(row),
        "code": inspection.code,
        "code_seed": code_seed(inspection.code),
        "state": _state(row),
        "dept": row.department,
        "cert": row.officer,
        "lead": planned.lead,
        "announced": planned.announced,
        "facts": {"sid": planned.sid, "town": planned.town, "signs": sorted(row.signs)},
    }


def _known(one: KnownResult) -> dict[str, str]:
    """R-EVID-1: what another visit found in order; `note` is what an answer says that takes it over."""
    said = one.result
    days = {"on": said.checked_on.isoformat(), "until": said.valid_until.isoformat()}
    return days | {"no": said.number, "value": one.value, "note": one.adopting}


def _window(row: SiteRow) -> dict[str, str | None]:
    first, last = row.planned.days
    begins = row.planned.starts_at and localtime(row.planned.starts_at)
    return {"first": first.isoformat(), "last": last.isoformat(), "starts_at": begins.isoformat() if begins else None}


def _state(row: SiteRow) -> str:
    if row.inspection.status is not InspectionStatus.STARTED:
        return STATES[row.inspection.status]
    return PART_STATES.get(row.task.status, "已签字" if row.record else "检查中")


def _parts(row: SiteRow, known: Background) -> dict[str, Any]:
    team = row.planned.officers
    return {
        task.department: {
            "name": known.name(task.department),
            "lead": task.department == row.planned.lead,
            "state": task.status,
            "by": task.checked_by,
            "order": known.ordered(row, task.department),
            "outcome": task.outcome,
            "returned_because": task.returned_because,
            "min_officers": task.min_officers,
            "officers": [{"cert": one.cert_no, "name": one.name} for one in team if one.department == task.checked_by],
        }
        for task in row.inspection.tasks
    }


def standing(stands: Board) -> dict[str, Any]:
    heads = {
        path: {op: {name: said for name, said in body.items() if name != SMALL} for op, body in found.heads.items()}
        for path, found in stands.registers.items()
        if found.heads
    }
    shown = {op for found in heads.values() for op in found}
    who = {
        op: {"cert": author.officer, "at": author.about.isoformat(timespec="seconds")}
        for op, author in stands.authors.items()
        if op in shown
    }
    return {"heads": heads, "who": who}


def reviews_of(pks: Collection[int]) -> dict[int, list[dict[str, str]]]:
    """What waits for a person, or was decided by one."""
    found = models.Receipt.objects.filter(operation__inspection__in=pks, final=True, status="review")
    said: dict[int, list[dict[str, str]]] = {pk: [] for pk in pks}
    for row in found.select_related("operation", "operation__decision").order_by("pk"):
        if row.operation.inspection_id is not None:
            said[row.operation.inspection_id].append(_review(row))
    return said


def _review(row: models.Receipt) -> dict[str, str]:
    decision = getattr(row.operation, "decision", None)
    state = "review" if decision is None else ("adopted" if decision.adopted else "rejected")
    said = {"op": row.operation.op, "path": row.operation.path, "kind": row.operation.kind, "why": row.why, "detail": row.detail}
    return said | {"state": state, "reason": decision.reason if decision else ""}


def forms_unpinned(forms: Mapping[str, Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """Those that no phone was given before."""
    known = set(models.PinnedForm.objects.filter(name__in=forms).values_list("name", flat=True))
    return {name: hashes for name, hashes in forms.items() if name not in known}
