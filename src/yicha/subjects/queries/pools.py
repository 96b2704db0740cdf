"""Reads of tags and special pools, and of who is in them on a day."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from yicha.engines.scope import Column, Condition, Kind, QueryRefused, parse_query, to_sql
from yicha.engines.scope.terms import Constant, HasTag, Within
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.kernel.refusals import RuleBroken
from yicha.subjects.models import Pool, PoolVersion, Subject, Tagging
from yicha.subjects.queries.identities import last_day, sids_of, survivors
from yicha.subjects.rules.pools import require_begins, require_known, require_pool, widened
from yicha.subjects.rules.register import may_end
from yicha.subjects.types import FoundSubject, PoolEntry, PoolRow, PublishPool, SubjectStatus, TagMode, TagRow
from yicha.subjects.workbooks import ASKED, scope_columns

SUBJECT = '"subjects_subject".'
# Tags of the register, and those that somebody gave: to the registration, or to one merged into it.
TAGS = """({subject}"tags" || ARRAY(SELECT tag::text FROM subjects_tagging given JOIN subjects_subject of ON of.sid = given.subject_id
    WHERE {subject}"sid" IN (of.sid, of.merged_into_id) AND given.valid @> DATE '{day}'))"""


def given_tags(region_path: str, on: date) -> Mapping[str, list[str]]:
    """Who was given which tags that hold on a day, by the number of who stands for it."""
    found = Tagging.objects.filter(subject__region_path=region_path, valid__contains=on).order_by("pk")
    tags: dict[str, list[str]] = defaultdict(list)
    for sid, tag in found.values_list(Coalesce("subject__merged_into_id", "subject_id"), "tag"):
        tags[sid].append(tag)
    return dict(tags)


def pool_conditions(region_path: str, on: date) -> Mapping[str, Condition]:
    """Each special pool in force on a day, by its name, as a condition over subjects."""
    return {version.pool.name: _condition(version, ASKED) for version in _in_force(region_path, on)}


def _condition(version: PoolVersion, columns: tuple[Column, ...]) -> Condition:
    if version.rule:
        return parse_query(version.rule, columns)
    sid = next(column for column in columns if column.name == "sid")
    stands = tuple(sorted(set(survivors(version.sids).values())))
    return Within(sid, stands) if stands else Constant(value=False)


def satisfying(queryset: QuerySet[Subject], region_path: str, condition: str, on: date) -> QuerySet[Subject]:
    """The rows of which a condition is true on a day; QueryRefused if it cannot be read. As `active_subjects` and the condition."""
    return _where(queryset, region_path, parse_query(condition, columns_on(on)), on)


def tagged(queryset: QuerySet[Subject], region_path: str, tag: str, on: date) -> QuerySet[Subject]:
    """The rows that have a tag on a day, or are in the special pool of that name."""
    column = next(column for column in columns_on(on) if column.kind is Kind.TAGS)
    return _where(queryset, region_path, HasTag(column, tag), on)


def columns_on(on: date) -> tuple[Column, ...]:
    """The columns of a condition in the database, tags as they hold on a day."""
    tags = TAGS.format(subject=SUBJECT, day=on.isoformat())
    return tuple(replace(column, sql=tags) if column.kind is Kind.TAGS else column for column in scope_columns(SUBJECT))


def _where(queryset: QuerySet[Subject], region_path: str, condition: Condition, on: date) -> QuerySet[Subject]:
    columns = columns_on(on)
    pools = {version.pool.name: _condition(version, columns) for version in _in_force(region_path, on)}
    text, values = to_sql(widened(condition, pools))
    return queryset.extra(where=[text], params=values)  # noqa: S610 no word of the query is in the text


def tags_of(actor: Actor, sid: str) -> tuple[TagRow, ...]:
    """Given by somebody, the latest first; of merged registrations too. What came with a workbook stands in the row itself."""
    found = Tagging.objects.filter(subject__in=sids_of(actor, sid)).order_by("-valid", "-pk")
    return tuple(_tag(actor, row) for row in found)


def _tag(actor: Actor, row: Tagging) -> TagRow:
    days = (row.valid.lower, last_day(row.valid.upper))
    who = (row.department, may_end(actor, row.department))
    return TagRow(row.pk, row.tag, row.source, TagMode(row.mode), *days, row.ended_because, *who)


def pools(actor: Actor) -> tuple[PoolRow, ...]:
    """The latest version of each special pool."""
    latest = within(actor, _held(), "pool__region_path").order_by("pool__name", "pool", "-number")
    return tuple(_row(actor, version) for version in latest.distinct("pool__name", "pool"))


def pool_versions(actor: Actor, pool: int) -> tuple[PoolRow, ...]:
    """All versions of one, the latest first; NotFound outside the jurisdiction."""
    read(actor, Pool.objects.all(), clause="GX-5.4", pk=pool)
    found = _held().filter(pool=pool).order_by("-number")
    return tuple(_row(actor, version) for version in found)


def _held() -> QuerySet[PoolVersion]:
    """What was taken back with its import was never in force, and is shown nowhere."""
    return PoolVersion.objects.filter(valid__isempty=False).select_related("pool")


def pool_size(actor: Actor, version: PoolRow, on: date) -> int:
    return _members(actor, version, on).order_by().count()


def pool_members(actor: Actor, version: PoolRow, on: date, first: int, size: int) -> tuple[FoundSubject, ...]:
    """A page of who is in a version, by the register and the tags of a day: active ones of the pool's region."""
    found = _members(actor, version, on).order_by("sid")[first : first + size]
    return tuple(FoundSubject(row.sid, row.name, row.uscc, row.town, row.address or "", SubjectStatus(row.state)) for row in found)


def _members(actor: Actor, version: PoolRow, on: date) -> QuerySet[Subject]:
    found = PoolVersion.objects.select_related("pool").get(pool=version.pool, number=version.version)
    rows = within(actor, Subject.objects.filter(region_path=found.pool.region_path, state=SubjectStatus.ACTIVE, merged_into=None))
    text, values = to_sql(_condition(found, columns_on(on)))
    return rows.extra(where=[text], params=values)  # noqa: S610 as above


def pools_of(actor: Actor, sid: str, on: date) -> tuple[str, ...]:
    """The special pools that hold a subject on a day."""
    own = sids_of(actor, sid)[0]
    place = Subject.objects.values_list("region_path", flat=True).get(pk=own)
    columns, alone = columns_on(on), Subject.objects.filter(sid=own)
    return tuple(
        version.pool.name
        for version in _in_force(place, on)
        for text, values in [to_sql(_condition(version, columns))]
        if alone.extra(where=[text], params=values).exists()  # noqa: S610 as above
    )


def _in_force(region_path: str, on: date) -> QuerySet[PoolVersion]:
    return PoolVersion.objects.filter(pool__region_path=region_path, valid__contains=on).select_related("pool").order_by("pool__name")


def _row(actor: Actor, version: PoolVersion) -> PoolRow:
    days = (version.valid.lower, last_day(version.valid.upper))
    said = (version.number, version.rule, tuple(version.sids), version.basis)
    mine = may_end(actor, version.pool.department)
    return PoolRow(version.pool_id, version.pool.name, *said, *days, version.ended_because, mine)


def pools_lock(region_path: str) -> str:
    """The name under which a region's pools are held while a workbook is compared with them (kernel/locks)."""
    return f"pools:{region_path}"


def pool_entries(actor: Actor) -> list[PoolEntry]:
    """Of the actor's region, the latest version of each that has not ended, as the workbook says it."""
    return [_entry(row) for row in within(actor, _running(), "pool__region_path")]


def known_pools(region_path: str, names: Collection[str], *, for_update: bool = False) -> Mapping[str, PoolEntry]:
    """By name; what has ended is not known."""
    found = _running().filter(pool__region_path=region_path, pool__name__in=names)
    return {row.pool.name: _entry(row) for row in (found.select_for_update(of=("self",)) if for_update else found)}


def pool_doubts(region_path: str, today: date) -> Callable[[PoolEntry], str]:
    """The rules of `publish_pool`, before it is asked, of what the register does not say already."""

    def doubt(row: PoolEntry) -> str:
        held = known_pools(region_path, [row.name]).get(row.name)
        if held == row:
            return ""
        try:
            require_pool(PublishPool(region_path, row.name, row.first_day, row.basis, row.rule, row.sids))
            if row.rule:
                parse_query(row.rule, ASKED)
            require_known(row.sids, Subject.objects.filter(region_path=region_path, sid__in=row.sids).values_list("sid", flat=True))
            require_begins(row.first_day, today, held.first_day if held else None)
        except (RuleBroken, QueryRefused) as refused:
            return str(refused)
        return ""

    return doubt


def _running() -> QuerySet[PoolVersion]:
    """No version stands after one without an end."""
    return PoolVersion.objects.filter(valid__upper_inf=True).select_related("pool").order_by("pool__name", "pk")


def _entry(row: PoolVersion) -> PoolEntry:
    return PoolEntry(row.pool.name, row.valid.lower, row.basis, row.rule, tuple(row.sids))
