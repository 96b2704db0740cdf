"""What anyone may read of a draw. Nothing here looks into a full bundle: what the public one hides cannot slip out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.db.models import QuerySet

from yicha.draws.models import Draw
from yicha.draws.queries.logged import log_files
from yicha.draws.queries.rows import row_of, whole
from yicha.draws.types import NARROW, Challenge, DrawKind, DrawnLine, DrawnLists, DrawRow, Fate, ManifestSealed, Standing
from yicha.engines.draw import Manifest, read_manifest, ticket_of, unpack
from yicha.engines.draw.bundle import added
from yicha.engines.draw.inquiry import Inquiries
from yicha.engines.draw.public import told_of
from yicha.engines.draw.replacement import files_behind
from yicha.engines.draw.rows import PublicRows
from yicha.engines.draw.seed import key_of
from yicha.engines.draw.types import SID
from yicha.kernel.actor import Actor
from yicha.kernel.archive import content_of
from yicha.kernel.cosigning import Seen, seen
from yicha.kernel.jurisdiction import absent, read

MANIFEST, POOL, SEED, RESULT = "manifest.json", "pool.jsonl", "seed.json", "result.json"


def public_draws(region_path: str) -> list[DrawRow]:
    """All of a region, void ones and those under way included, the newest first."""
    return [row_of(row) for row in whole(Draw.objects.filter(region_path=region_path).order_by("-frozen_at", "-pk"))]


def public_draw(region_path: str, number: str) -> DrawRow:
    return row_of(_found(whole(Draw.objects.filter(region_path=region_path)), number))


def manifest_seen(draw: DrawRow) -> Seen | None:
    """Where the sealed manifest stands in the log, and which witnesses vouch for it since when; None before it has its place."""
    return seen(ManifestSealed, f"draw:{draw.id}")


def public_zip(region_path: str, number: str, today: date) -> bytes:
    """The public bundle, with its log folder once there is one. NotFound before there is a bundle, and before the day from which everybody
    may see who was drawn.
    """
    row = _open(region_path, number, today)
    return added(content_of(row.public_bundle), log_files(row))


def public_files(region_path: str, number: str, today: date) -> dict[str, bytes]:
    """The files of the public bundle by their names; NotFound as `public_zip`."""
    row = _open(region_path, number, today)
    return _published(row.public_bundle).files | log_files(row)


def is_logged(region_path: str, number: str) -> bool:
    """Whether the bundle of a draw carries proofs of the log."""
    row = _found(Draw.objects.filter(region_path=region_path), number)
    return bool(row.public_bundle) and bool(log_files(row))


def drawn_lists(region_path: str, number: str, today: date) -> DrawnLists:
    """Who was drawn; NotFound as `public_zip`."""
    return _published(_open(region_path, number, today).public_bundle).lists


def standing(region_path: str, number: str, today: date, sid: str) -> Standing:
    """Why this one was drawn or not: a ticket beside the cut; NotFound as `public_zip`."""
    return _published(_open(region_path, number, today).public_bundle).standing(sid)


def inquiry(region_path: str, number: str, today: date, sid: str) -> bytes:
    """查证文件: the proof of one subject's presence or absence, its ticket and its reason; NotFound as `public_zip`, and for no sid."""
    found = _published(_open(region_path, number, today).public_bundle)
    if not SID.fullmatch(sid):
        absent("YX-2.7b")
    return found.inquiries.answer(sid)


def challenges(region_path: str, number: str, today: date) -> tuple[Challenge, ...]:
    """免抽说明: everybody below a cut who was not drawn, by ticket, with the published reasons; NotFound as `public_zip`."""
    return _published(_open(region_path, number, today).public_bundle).challenges


def tickets(region_path: str, number: str, today: date, sids: Iterable[str]) -> dict[str, str]:
    """Sid → ticket, 64 hex digits; NotFound as `public_zip`."""
    found = _published(_open(region_path, number, today).public_bundle)
    return {sid: found.ticket(sid) for sid in sids}


def draw_that_chose(actor: Actor, pk: int, sid: str) -> str:
    """The number of the draw if it drew this subject; empty if the subject came from a list or by another way."""
    row = read(actor, Draw.objects.exclude(public_bundle=""), clause="YX-2.7b", pk=pk)
    return row.number if row.kind == DrawKind.SUBJECTS and sid in _published(row.public_bundle).chosen else ""


def _found(among: QuerySet[Draw], number: str) -> Draw:
    return among.filter(number=number.replace("\0", "")).first() or absent("YX-2.7b")


def _open(region_path: str, number: str, today: date) -> Draw:
    row = _found(Draw.objects.filter(region_path=region_path), number)
    if not row.public_bundle or (row.open_from is not None and row.open_from > today):
        absent("YX-2.7b")
    return row


@lru_cache(maxsize=2)
def _published(digest: str) -> "_Published":
    """A bundle's digest names its bytes, so what was read once stays true. Few are kept: of 200,000 rows each takes 50 MB."""
    content = content_of(digest)
    return _Published(unpack(content), len(content))


@dataclass
class _Published:
    files: dict[str, bytes]
    size: int

    @cached_property
    def manifest(self) -> Manifest:
        return read_manifest(self.files[MANIFEST])

    @cached_property
    def seed(self) -> bytes:
        return bytes.fromhex(json.loads(self.files[SEED])["seed"])

    @cached_property
    def pool(self) -> PublicRows:
        return PublicRows(self.files[POOL])

    @cached_property
    def lists(self) -> DrawnLists:
        result = json.loads(self.files[RESULT])
        terms = zip(self.manifest.lines, self.manifest.counts, result["lines"], strict=True)
        first = {line.after for line in self.manifest.lines}
        lines = tuple(
            DrawnLine(
                *(line.id, line.department, line.item, counted.members, row["selected"], row["cut"], tuple(row["drawn"])),
                *(line.weights, line.opens, line.id in first),
            )
            for line, counted, row in terms
        )
        return DrawnLists(
            lines,
            tuple(result["listed"]),
            self.manifest.pool.n,
            self.seed.hex(),
            result["manifest"],
            self.size,
            self.manifest.heading.times.get(NARROW, ""),
            sum(name.endswith(f"/{MANIFEST}") for name in self.files),
        )

    @cached_property
    def chosen(self) -> frozenset[str]:
        return frozenset({*self.lists.listed, *(sid for line in self.lists.lines for sid in line.drawn)})

    @cached_property
    def before(self) -> frozenset[str]:
        """Whom the draws behind this one drew."""
        if not self.manifest.lost:
            return frozenset()
        told = told_of(files_behind(self.files), ())
        return told.listed.union(*told.drawn)

    def ticket(self, sid: str) -> str:
        suite = self.manifest.suite
        return f"{ticket_of(suite, key_of(suite, self.seed, 'select'), sid):064x}"

    @cached_property
    def inquiries(self) -> Inquiries:
        return Inquiries(self.files)

    @cached_property
    def challenges(self) -> tuple[Challenge, ...]:
        opened = [Challenge(row["sid"], self.ticket(row["sid"]), self._reasons(row["open"])) for row in self.pool.opened()]
        return tuple(sorted(opened, key=lambda one: one.ticket))

    def _reasons(self, opened: Mapping[str, list[int]]) -> tuple[str, ...]:
        return tuple(self.manifest.heading.codes.get(code, code) for code in opened if code)

    def standing(self, sid: str) -> Standing:
        row = self.pool.find(sid)
        if row is None:
            return Standing(Fate.ABSENT)
        lines = tuple(line for line in self.lists.lines if sid in line.drawn)
        if lines:
            return Standing(Fate.DRAWN, self.ticket(sid), _highest(lines), tuple(line.id for line in lines))
        if sid in self.lists.listed:
            return Standing(Fate.LISTED, self.ticket(sid))
        if sid in self.before:
            return Standing(Fate.BEFORE, self.ticket(sid))
        opened = row.get("open")
        return self._above(sid, self.lists.lines) if opened is None else self._explained(sid, opened)

    def _explained(self, sid: str, opened: Mapping[str, list[int]]) -> Standing:
        """A low ticket whose leaf is open: it says of which lines it is, and what keeps it out of others."""
        lines = self.lists.lines
        if opened.get(""):
            return self._above(sid, [lines[number] for number in opened[""]])
        if not opened:
            return Standing(Fate.OUTSIDE, self.ticket(sid))
        code, numbers = next(iter(opened.items()))
        words = self.manifest.heading.codes.get(code, code)
        return Standing(Fate.EXPLAINED, self.ticket(sid), _highest([lines[number] for number in numbers]), code=words)

    def _above(self, sid: str, lines: Sequence[DrawnLine]) -> Standing:
        return Standing(Fate.ABOVE, self.ticket(sid), _highest(lines))


def _highest(lines: Sequence[DrawnLine]) -> str:
    return max((line.cut for line in lines), default="")
