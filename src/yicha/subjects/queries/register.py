"""Reads of the register, in the actor's jurisdiction only."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, F, Func, Q, QuerySet, TextField, Value
from django.db.models.expressions import OrderBy
from django.db.models.functions import NullIf, Upper

from yicha.engines.search import fold
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.kernel.locks import hold
from yicha.kernel.searching import having
from yicha.subjects.models import Subject
from yicha.subjects.queries.identities import survivors
from yicha.subjects.queries.pools import given_tags, pool_conditions, satisfying, tagged
from yicha.subjects.rules.pools import with_tags
from yicha.subjects.types import FoundSubject, ListedSubject, SubjectFilter, SubjectKind, SubjectRow, SubjectStatus, Total

COLUMNS = [field.name for field in fields(SubjectRow)]
LISTED = [field.name for field in fields(ListedSubject)]
SORTED: Mapping[str, F | Func] = {  # a code stands for the enterprise, which has an index; what is not said is NULL, so it comes last
    "name": F("name"),
    "uscc": F("enterprise"),
    "kind": F("kind"),
    "industry": F("industry"),
    "town": F("town"),
    "credit_class": NullIf("credit_class", Value("")),
}
AFTER_LAST = '"subjects_subject"."town" > step.town'
STEPS = """
WITH RECURSIVE step(town) AS (({first}) UNION ALL SELECT ({following}) FROM step WHERE step.town IS NOT NULL)
SELECT town FROM step WHERE town IS NOT NULL
"""
SAME = " OR ".join(f"held.{name} IS DISTINCT FROM said.{name}" for name in COLUMNS)
TOUCHED = f"""
WITH held AS MATERIALIZED (SELECT * FROM subjects_subject WHERE sid = ANY(%s) ORDER BY sid FOR UPDATE)
SELECT said.sid FROM jsonb_populate_recordset(NULL::subjects_subject, %s) AS said LEFT JOIN held ON held.sid = said.sid
WHERE held.region_path IS DISTINCT FROM %s OR {SAME} ORDER BY said.sid LIMIT 1
"""  # noqa: S608 names of columns
FEW = 6
LOOKED_AT = 500  # of what a search finds, before the best are chosen: “饭店” alone is found a hundred thousand times


def subject(actor: Actor, sid: str) -> SubjectRow:
    """The subject that a number means: of a merged registration, who stands for it."""
    found = read(actor, Subject.objects.all(), sid=sid)
    return _row((found if found.merged_into_id is None else read(actor, Subject.objects.all(), sid=found.merged_into_id)).__dict__)


def closed_because(actor: Actor, sid: str) -> str | None:
    """Why a subject was closed; None of one that is in the register."""
    found = read(actor, Subject.objects.all(), sid=sid)
    return found.closed_because if found.state == SubjectStatus.CLOSED else None


def closed_among(sids: Iterable[str]) -> set[str]:
    """Of these numbers, those whose subject is closed."""
    return set(Subject.objects.filter(sid__one_of=set(sids), state=SubjectStatus.CLOSED).values_list("sid", flat=True))


def changed_among(sids: Iterable[str]) -> dict[str, str]:
    """Of these numbers, those that somebody else stands for now ("merged") or whose subject is closed ("closed")."""
    stands = survivors(sids)
    closed = closed_among(stands)
    return {sid: "closed" if sid in closed else "merged" for sid, root in stands.items() if root != sid or sid in closed}


def doors_of_code(uscc: str) -> list[tuple[str, str, str, str]]:
    """Number, region, name and address of every door of a firm by its code, for who signs in as the firm; none that is closed."""
    found = Subject.objects.filter(uscc=uscc, merged_into=None).exclude(state=SubjectStatus.CLOSED)
    return [(row.sid, row.region_path, row.name, row.address or row.town) for row in found.order_by("sid")]


def elsewhere(region_path: str, sids: Iterable[str]) -> set[str]:
    """Of these numbers, those that another region's register holds (R-SUB-1)."""
    return set(Subject.objects.filter(sid__one_of=sids).exclude(region_path=region_path).values_list("sid", flat=True))


def registered(region_path: str, sids: Iterable[str], *, for_update: bool = False) -> dict[str, SubjectRow]:
    """As a region's register has them under their own numbers, merged and closed ones too. `for_update`: they stay so until the
    transaction ends.
    """
    found = Subject.objects.filter(sid__one_of=sids).order_by("sid")  # by number: the region may have a million
    found = found.select_for_update(of=("self",)) if for_update else found
    return {values["sid"]: _row(values) for values in found.values("region_path", *COLUMNS) if values["region_path"] == region_path}


def touched(region_path: str, said: Mapping[str, str]) -> str | None:
    """Of rows by their numbers, each a `SubjectRow` as text: the first that the region's register holds otherwise, or no more. As
    `registered` and a comparison of each row, without the rows; they stay so until the transaction ends.
    """
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED, [list(said), f"[{','.join(said.values())}]", region_path])
        found = cursor.fetchone()
    return found[0] if found else None


def sids_by_code(actor: Actor, region_path: str, codes: Iterable[str]) -> dict[str, str]:
    """What papers of others name by a code (uscc or number) → who stands for it in this register; unknown codes are absent."""
    wanted = set(codes)
    held = within(actor, Subject.objects.filter(Q(uscc__in=wanted) | Q(sid__in=wanted), region_path=region_path))
    rows = held.order_by("-sid").values_list("sid", "uscc", "merged_into_id")
    return {code: merged or sid for sid, uscc, merged in rows for code in (uscc, sid) if code in wanted}


def namesakes(region_path: str, rows: Iterable[SubjectRow]) -> dict[str, SubjectRow]:
    """For rows that would be new: by their number, who of the register has the same name at the same place, so may be the same.

    Two with codes of their own are two; on the name alone nobody is suspected, since many firms share a name.
    """
    wanted = {row.name: row for row in rows}
    found = Subject.objects.filter(region_path=region_path, name__one_of=wanted, merged_into=None, state=SubjectStatus.ACTIVE)
    held = [(wanted[values["name"]], _row(values)) for values in found.order_by("-sid").values(*COLUMNS)]
    return {row.sid: other for row, other in held if other.sid != row.sid and not (row.uscc and other.uscc) and _same_place(row, other)}


def _same_place(left: SubjectRow, right: SubjectRow) -> bool:
    return left.address == right.address if left.address and right.address else left.town == right.town


def register_lock(region_path: str) -> str:
    """The name under which a region's register is held while it is rewritten (kernel/locks)."""
    return f"subjects:{region_path}"


def reliance_lock(region_path: str) -> str:
    """Held, shared, by whoever is about to rely on rows of the register; alone by whoever takes rows out of it."""
    return f"subjects relied on:{region_path}"


def active_subject(actor: Actor, region_path: str, sid: str, clause: str) -> SubjectRow:
    """One that may be visited: of the region, and neither closed nor on the move. A merged number means who stands for it.

    Until the caller's transaction ends it does not vanish.
    """
    hold(reliance_lock(region_path), shared=True)
    return _row(read(actor, _active(region_path), clause=clause, sid=survivors([sid]).get(sid, sid)).__dict__)


def active_subjects(actor: Actor, region_path: str, on: date) -> list[SubjectRow]:
    """The pool of a region, in the order of sid: the same rows in the same order for everybody. It stays until the transaction ends.

    Their tags are all that hold on a day: of the register, given by somebody, and the names of special pools.
    """
    hold(reliance_lock(region_path), shared=True)
    found = within(actor, _active(region_path)).order_by("sid")
    rows = [_row(values) for values in found.values(*COLUMNS)]
    return with_tags(rows, given_tags(region_path, on), pool_conditions(region_path, on))


def count_by_class(actor: Actor, region_path: str, condition: str, on: date) -> dict[str, int]:
    """How many active subjects of a region match a condition (对象范围), by credit class; QueryRefused if it cannot be read."""
    asked = satisfying(within(actor, _active(region_path)), region_path, condition, on).order_by().values_list("credit_class")
    return dict(asked.annotate(count=Count("pk")))


def sids_matching(actor: Actor, region_path: str, condition: str, on: date) -> list[str]:
    """Which active subjects of a region match a condition (对象范围), in the order of sid; QueryRefused if it cannot be read."""
    asked = satisfying(within(actor, _active(region_path)), region_path, condition, on)
    return list(asked.order_by("sid").values_list("sid", flat=True))


def matching_owners(actor: Actor, region_path: str, condition: str, on: date, owners: Collection[str]) -> list[SubjectRow]:
    """Of the active subjects that match a condition, those that are, or whose enterprise is, one of `owners`; in the order of sid."""
    found = satisfying(within(actor, _active(region_path)), region_path, condition, on)
    named = found.filter(Q(enterprise__in=owners) | Q(sid__in=owners)).order_by("sid")
    return [_row(values) for values in named.values(*COLUMNS)]


def _active(region_path: str) -> QuerySet[Subject]:
    return Subject.objects.filter(region_path=region_path, state=SubjectStatus.ACTIVE, merged_into=None)


def places_and_tags(actor: Actor, region_path: str, on: date) -> tuple[list[str], list[str]]:
    """The towns and the tags of a region's active subjects, special pools too: what a condition can be put together from."""
    found = within(actor, _active(region_path))
    towns = found.order_by("town").values_list("town", flat=True).distinct()
    held = found.annotate(tag=Func("tags", function="unnest", output_field=TextField())).values_list("tag", flat=True).distinct()
    given = {tag for tags in given_tags(region_path, on).values() for tag in tags}
    return list(towns), sorted({*held.order_by("tag"), *given, *pool_conditions(region_path, on)})


def subjects_by_sid(actor: Actor, sids: Iterable[str]) -> dict[str, SubjectRow]:
    """Number → the subject that it means. A number that is not in jurisdiction, or none, is left out."""
    stands = survivors(sids)
    found = within(actor, Subject.objects.filter(sid__one_of=set(stands.values())))
    rows = {values["sid"]: _row(values) for values in found.values(*COLUMNS)}
    return {sid: rows[root] for sid, root in stands.items() if root in rows}


def search(actor: Actor, text: str, limit: int = 20) -> list[FoundSubject]:
    """By a part of the name, its pinyin initials, a uscc, a sid, or the last four of one (engines/search). Closed ones come last, then
    whose name begins so comes first, then the shorter name. Nothing is found for what says nothing.
    """
    found = having(within(actor, Subject.objects.filter(merged_into=None)), text, "words", "other_words")
    rows = found.values_list("sid", "name", "uscc", "town", "address", "state")[:LOOKED_AT]
    answers = [FoundSubject(sid, name, uscc, town, address or "", SubjectStatus(state)) for sid, name, uscc, town, address, state in rows]
    begin = fold(text)
    order = sorted(
        answers, key=lambda one: (one.state is SubjectStatus.CLOSED, not fold(one.name).startswith(begin), len(one.name), one.sid)
    )
    return order[:limit]


def meant(actor: Actor, text: str) -> dict[str, str]:
    """Number → name of whom these words may mean, a few; whose name or number they are goes before who is only like them."""
    found = search(actor, text, FEW)
    exact = [one for one in found if text in {one.sid, one.uscc, one.name}]
    return {one.sid: one.name for one in exact or found}


def listing(  # noqa: PLR0913 a list: of what, which part of it, in which order
    actor: Actor, asked: SubjectFilter, first: int = 0, size: int = 50, *, few: bool = False, order: str = ""
) -> list[ListedSubject]:
    """A page of the register in the order of a column (`SORTED`; `-` the other way round) and of sid, closed ones included, merged ones
    not. What is not said stands last, the other way round first.

    `few`: they were counted, and can be found first and sorted then. Otherwise the database may walk through a million in the order of
    sid to find the three there are, because it cannot know how rare a word is. No index serves what is written in capitals.
    """
    found = _narrowed(actor, asked).order_by(*_order(order, few=few)).values(*LISTED)[first : first + size]
    return [_listed(row) for row in found]


def _order(asked: str, *, few: bool) -> list[OrderBy]:
    """As an index has it, forwards or backwards."""
    named = [SORTED[name] for name in [asked.removeprefix("-")] if name in SORTED]
    keys: list[F | Func] = [Upper(key) if few else key for key in (*named, F("sid"))]
    return [OrderBy(key, descending=asked.startswith("-")) for key in keys]


def _listed(row: dict[str, Any]) -> ListedSubject:
    said: dict[str, Any] = {name: value or "" for name, value in row.items()}
    return ListedSubject(**(said | {"state": SubjectStatus(row["state"]), "kind": SubjectKind(row["kind"])}))


def total(actor: Actor, asked: SubjectFilter, exact_to: int) -> Total:
    """Counted up to a number; beyond it as the database estimates, so that a million rows cost no more than ten thousand."""
    found = _narrowed(actor, asked).order_by()
    counted = found[: exact_to + 1].count()
    if counted <= exact_to:
        return Total(counted, exact=True)
    guessed = json.loads(found.explain(format="JSON"))[0]["Plan"]["Plan Rows"]
    return Total(max(guessed, counted), exact=False)


def selected(actor: Actor, asked: SubjectFilter, most: int, order: str = "") -> list[SubjectRow]:
    """The whole rows of a list in its order, for its export."""
    return [_row(values) for values in _narrowed(actor, asked).order_by(*_order(order, few=True)).values(*COLUMNS)[:most]]


def towns(actor: Actor) -> list[str]:
    """Where the subjects of the jurisdiction are. One step of the index for each town, however many subjects there are."""
    named = within(actor, Subject.objects.exclude(town="").order_by("town")).values("town")[:1]
    after = within(actor, Subject.objects.extra(where=[AFTER_LAST]).order_by("town")).values("town")[:1]  # noqa: S610 our own text
    (first, values), (following, more) = (found.query.sql_with_params() for found in (named, after))
    with connection.cursor() as cursor:
        cursor.execute(STEPS.format(first=first, following=following), [*values, *more])
        return [town for (town,) in cursor.fetchall()]


def _narrowed(actor: Actor, asked: SubjectFilter) -> QuerySet[Subject]:
    wanted = {"town": asked.town, "industry__startswith": asked.industry.upper(), "credit_class": asked.credit_class, "kind": asked.kind}
    chosen = {name: value for name, value in wanted.items() if value}
    found = within(actor, Subject.objects.filter(merged_into=None, **chosen))
    if asked.tag and asked.on:
        found = tagged(found, actor.region, asked.tag, asked.on)
    return having(found, asked.text, "words", "other_words") if asked.text else found


def _row(values: dict[str, object]) -> SubjectRow:
    kept = {name: values[name] for name in COLUMNS}
    kept["tags"] = tuple(values["tags"])  # type: ignore[arg-type]  # an array column
    kept["blocked"] = tuple((first, last) for first, last in values["blocked"])  # type: ignore[attr-defined]  # a JSON column
    return SubjectRow(**kept)  # type: ignore[arg-type]  # the columns are the fields


def region_of(actor: Actor, sid: str) -> str:
    return read(actor, Subject.objects.all(), sid=sid).region_path


def doors_of(subject: SubjectRow, *, per_site: bool) -> list[str]:
    """The numbers whose visits count together: of all sites of the enterprise, or of this site; merged registrations among them."""
    here = Q(sid=subject.sid) | Q(merged_into=subject.sid)
    found = Subject.objects.filter(here if per_site else Q(enterprise=subject.enterprise))
    return list(found.order_by("sid").values_list("sid", flat=True))


def caps_of(subject: SubjectRow, *, per_site: bool) -> list[tuple[int | None, str]]:
    """年度上限 (None: whatever the region's norms say) and credit class of each site whose visits count together."""
    return list(Subject.objects.filter(sid__in=doors_of(subject, per_site=per_site)).values_list("visit_cap", "credit_class"))
