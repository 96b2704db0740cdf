"""Scenes as rows, in the actor's jurisdiction only."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from yicha.engines.forms import Ref
from yicha.engines.scope import matches, parse_query
from yicha.kernel.actor import Actor
from yicha.kernel.events import from_plain
from yicha.kernel.jurisdiction import read, within
from yicha.scenes.models import Scene
from yicha.scenes.types import OPEN, Finding, Origin, SceneContent, SceneRow, SceneStatus
from yicha.subjects.types import SubjectRow
from yicha.subjects.workbooks import ASKED

HELD = (SceneStatus.PUBLISHED, SceneStatus.WITHDRAWN)  # what was in force on a day stays so, whatever came later


def row_of(scene: Scene) -> SceneRow:
    return SceneRow(
        id=scene.pk,
        region_path=scene.region_path,
        code=scene.code,
        version=scene.version,
        status=SceneStatus(scene.status),
        content=from_plain(SceneContent, scene.content),
        same=tuple(_groups(scene.same)),
        apart=tuple(_groups(scene.apart)),
        reason=scene.reason,
        findings=tuple(from_plain(Finding, one) for one in scene.findings),
        since=scene.since,
        origins=tuple(from_plain(Origin, one) for one in scene.origins),
        review_note=scene.review_note,
        ended_because=scene.ended_because,
        valid_from=scene.valid.lower if scene.valid else None,
        valid_to=scene.valid.upper if scene.valid else None,
        changed_at=scene.changed_at,
    )


def _groups(plain: list[list[dict[str, str]]]) -> Iterator[frozenset[Ref]]:
    return (frozenset(Ref(**ref) for ref in group) for group in plain)


def scene(actor: Actor, pk: int) -> SceneRow:
    return row_of(read(actor, Scene.objects.all(), clause="LYG-4.1", pk=pk))


def scenes_in_force(actor: Actor, region_path: str, on: date) -> tuple[SceneRow, ...]:
    """What is in force on a day, by code."""
    found = within(actor, _published(region_path, on))
    return tuple(map(row_of, found.order_by("code")))


def public_scenes(region_path: str, on: date) -> tuple[SceneRow, ...]:
    """The same for everybody: what is in force is public (GX-2.2)."""
    return tuple(map(row_of, _published(region_path, on).order_by("code")))


def scenes_of(subject: SubjectRow, region_path: str, on: date) -> tuple[SceneRow, ...]:
    """In force on a day, and meant for this subject: what is pushed to it (GX-2.2)."""
    found = public_scenes(region_path, on)
    return tuple(row for row in found if matches(parse_query(row.content.scope_query, ASKED), [subject]))


def _published(region_path: str, on: date) -> QuerySet[Scene]:
    return Scene.objects.filter(region_path=region_path, status=SceneStatus.PUBLISHED, valid__contains=on)


def open_scenes(actor: Actor, region_path: str) -> tuple[SceneRow, ...]:
    """Suggested, proposed, returned, reviewed: the latest change first."""
    found = within(actor, Scene.objects.filter(region_path=region_path, status__in=OPEN))
    return tuple(map(row_of, found.order_by("-changed_at", "pk")))


def coming_scenes(actor: Actor, region_path: str, on: date) -> tuple[SceneRow, ...]:
    """Published, from a later day on."""
    found = Scene.objects.filter(region_path=region_path, status=SceneStatus.PUBLISHED, valid__startswith__gt=on)
    return tuple(map(row_of, within(actor, found).order_by("code")))


def ended_scenes(actor: Actor, region_path: str, on: date) -> tuple[SceneRow, ...]:
    """Withdrawn, not taken, or followed by another version."""
    found = within(actor, Scene.objects.filter(region_path=region_path).exclude(status__in=OPEN))
    over = [row for row in map(row_of, found.order_by("-changed_at", "pk")) if _is_over(row, on)]
    return tuple(over)


def _is_over(row: SceneRow, on: date) -> bool:
    return row.status is not SceneStatus.PUBLISHED or (row.valid_to is not None and row.valid_to <= on)


def versions(actor: Actor, row: SceneRow) -> tuple[SceneRow, ...]:
    """Of a scene's code, the latest first."""
    found = within(actor, Scene.objects.filter(region_path=row.region_path, code=row.code))
    return tuple(map(row_of, found.order_by("-version")))


def confirmed_same(actor: Actor, region_path: str, days: Collection[date]) -> dict[date, tuple[frozenset[Ref], ...]]:
    """Points that the scenes in force on each of these days call one question, wherever they are asked together."""
    span = DateRange(min(days), max(days), "[]")
    held = within(actor, Scene.objects.filter(region_path=region_path, status__in=HELD, valid__overlap=span))
    rows = [(valid, tuple(_groups(same))) for valid, same in held.order_by("code").values_list("valid", "same") if valid is not None]
    return {day: tuple(group for valid, groups in rows if day in valid for group in groups) for day in days}
