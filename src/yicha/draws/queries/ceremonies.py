"""Reads of draws, in the actor's jurisdiction only. What was selected is computed again from the bundle, never stored twice."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from yicha.draws.models import Draw
from yicha.draws.queries.logged import log_files
from yicha.draws.queries.rows import row_of, whole
from yicha.draws.types import DrawKind, DrawRow, DrawStatus, Post, posts_of
from yicha.engines.draw.assignment import Shortage
from yicha.engines.draw.bundle import added, unpack
from yicha.engines.draw.ceremony import SIX, Outcome, read_behind, replay, select_lines
from yicha.engines.draw.lists import read_lists
from yicha.engines.draw.manifest import read_manifest
from yicha.engines.draw.replacement import files_behind
from yicha.engines.draw.seed import key_of, read_seed
from yicha.engines.draw.types import Stratum
from yicha.kernel.actor import Actor
from yicha.kernel.archive import content_of
from yicha.kernel.jurisdiction import absent, read, within

MANIFEST, POOL, OFFICERS, SEED = "manifest.json", "pool.jsonl", "officers.jsonl", "seed.json"


def upcoming_number(region_path: str, year: int) -> str:
    """What the next draw of the region will be called: 620799-2026-D3. Voided draws keep their numbers."""
    code = region_path.rpartition("/")[2]
    return f"{code}-{year}-D{Draw.objects.filter(region_path=region_path, year=year).count() + 1}"


def draw(actor: Actor, pk: int) -> DrawRow:
    return row_of(read(actor, whole(Draw.objects.all()), clause="YX-2.7b", pk=pk))


def draw_numbered(actor: Actor, number: str) -> DrawRow:
    return row_of(read(actor, whole(Draw.objects.all()), clause="YX-2.7b", number=number))


def draws(actor: Actor, region_path: str, year: int | None = None) -> list[DrawRow]:
    """All of them, of a year or of every year, void ones included: how often a draw was void is nobody's secret."""
    found = within(actor, Draw.objects.filter(region_path=region_path)).order_by("pk")
    found = found if year is None else found.filter(year=year)
    return [row_of(row) for row in whole(found)]


def bundle(actor: Actor, pk: int, *, public: bool) -> dict[str, bytes]:
    """The files of a bundle. The full one is for departments and supervisor: interfaces ask for `draws.draw.read`."""
    row = read(actor, Draw.objects.filter(status=DrawStatus.DRAWN), clause="YX-2.7b", pk=pk)
    return unpack(content_of(row.public_bundle if public else row.full_bundle))


def full_zip(actor: Actor, pk: int) -> bytes:
    """The full bundle to take home, with its log folder once there is one. Interfaces ask for `draws.draw.replay` and record it."""
    row = read(actor, Draw.objects.filter(status=DrawStatus.DRAWN), clause="YX-2.7b", pk=pk)
    return added(content_of(row.full_bundle), log_files(row))


def outcome(actor: Actor, pk: int) -> Outcome:
    """A draw computed again from its full bundle, as whoever verifies it does."""
    return _outcome(bundle(actor, pk, public=False))


def _outcome(files: dict[str, bytes]) -> Outcome:
    manifest = read_manifest(files[MANIFEST])
    lists = read_lists(manifest, files[POOL], files[OFFICERS])
    seed = read_seed(manifest, manifest.suite.digest(files[MANIFEST]), files[SEED])
    behind = read_behind(manifest, lists, files_behind(files))
    return Outcome({name: files[name] for name in SIX}, lists, *replay(manifest, lists, seed, behind))


def selected(actor: Actor, pk: int) -> dict[str, tuple[str, ...]]:
    """Line id → sids that the draw put on it, whole strata included, in the order of their tickets."""
    if draw(actor, pk).kind is not DrawKind.SUBJECTS:
        absent("YX-2.7b")
    return {one.line.id: tuple(choice.member.sid for choice in one.choices) for one in outcome(actor, pk).selections}


def to_check(actor: Actor, pk: int, on: date) -> dict[str, tuple[str, ...]]:
    """Line id → sids that a draw of subjects and its replacements leave to be checked: who was lost is gone, who came instead follows.

    Of a line in waves only those whose day has come; first waves stand under the id of their line.
    """
    found = _left(actor, pk)
    lines = read_manifest(bundle(actor, pk, public=False)[MANIFEST]).lines
    for line in lines:
        if line.after is not None and line.opens > on.isoformat():
            found[line.id] = found[line.after]
    first = {line.after for line in lines}
    return {line: sids for line, sids in found.items() if line not in first}


def waves_opening(actor: Actor, pk: int, after: date, until: date) -> bool:
    """Whether a wave of the draw opened after the one day, by the other."""
    lines = read_manifest(bundle(actor, pk, public=False)[MANIFEST]).lines
    return any(line.after is not None and after.isoformat() < line.opens <= until.isoformat() for line in lines)


def _left(actor: Actor, pk: int) -> dict[str, tuple[str, ...]]:
    found = selected(actor, pk)
    later = Draw.objects.filter(replaces=pk, status=DrawStatus.DRAWN).first()
    if later is None:
        return found
    lost = _lost(later)
    came = _left(actor, later.pk)
    return {line: (*(sid for sid in sids if (line, sid) not in lost), *came[line]) for line, sids in found.items()}


def latest_of(actor: Actor, pk: int) -> int:
    """The last of the replacements that were drawn on a draw of subjects; itself if there is none."""
    later = within(actor, Draw.objects.filter(replaces=pk, status=DrawStatus.DRAWN)).values_list("pk", flat=True).first()
    return pk if later is None else latest_of(actor, later)


def lost_of(actor: Actor, pk: int) -> set[tuple[str, str]]:
    """(line id, sid) of all whom the replacements that were drawn on a draw replace."""
    later = within(actor, Draw.objects.filter(replaces=pk, status=DrawStatus.DRAWN)).first()
    return set() if later is None else _lost(later) | lost_of(actor, later.pk)


def _lost(row: Draw) -> set[tuple[str, str]]:
    """(line id, sid) of those whom a replacement replaces."""
    terms = read_manifest(content_of(row.manifest))
    return {(terms.lines[one.line].id, one.sid) for one in terms.lost}


def selected_if(actor: Actor, pk: int, shares: Mapping[str, Fraction]) -> dict[str, tuple[str, ...]]:
    """As `selected`, had other shares of some strata been asked for (label → share): the same pool, seed and tickets."""
    if draw(actor, pk).kind is not DrawKind.SUBJECTS:
        absent("YX-2.7b")
    files = bundle(actor, pk, public=False)
    manifest = read_manifest(files[MANIFEST])
    lists = read_lists(manifest, files[POOL], files[OFFICERS])
    seed = read_seed(manifest, manifest.suite.digest(files[MANIFEST]), files[SEED])
    lines = [replace(line, strata=tuple(_otherwise(stratum, shares) for stratum in line.strata)) for line in manifest.lines]
    found = select_lines(manifest.suite, key_of(manifest.suite, seed, "select"), lines, lists.subjects)
    return {one.line.id: tuple(choice.member.sid for choice in one.choices) for one in found}


def _otherwise(stratum: Stratum, shares: Mapping[str, Fraction]) -> Stratum:
    share = shares.get(stratum.label)
    return stratum if share is None else stratum._replace(num=share.numerator, den=share.denominator)


def assigned(actor: Actor, pk: int) -> Mapping[str, tuple[Post, ...]]:
    """Visit number → its posts in the order of the slots."""
    return _assigned(_drawn(actor, pk))[0]


def shortages(actor: Actor, pk: int) -> tuple[Shortage, ...]:
    """Why posts stayed empty: which town and qualification is wanted more often than there is somebody to have it."""
    return _assigned(_drawn(actor, pk))[1]


def _drawn(actor: Actor, pk: int) -> str:
    return read(actor, Draw.objects.filter(status=DrawStatus.DRAWN), clause="YX-2.7b", pk=pk).full_bundle


@lru_cache(maxsize=2)
def _assigned(digest: str) -> tuple[Mapping[str, tuple[Post, ...]], tuple[Shortage, ...]]:
    """A bundle's digest names its bytes, so who was drawn once stays so: a page need not draw 8,000 places again."""
    drawn = _outcome(unpack(content_of(digest)))
    return MappingProxyType(posts_of(drawn.assignment, drawn.lists)), drawn.assignment.shortages
