"""Freezing what is drawn from: the two committed lists and the manifest's terms (名录冻结, 清单封存).

    frame = freeze_subjects(heading, lines, subjects, salt_key)     everybody's record is bound by two roots
    manifest = frame.seal(participants, beacon)                     the bytes that nobody may change any more

A frame can be kept as three files between the two steps.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, NamedTuple

from yicha.engines.draw import officers as officers_file
from yicha.engines.draw import pool as pool_file
from yicha.engines.draw.canonical import write_lines
from yicha.engines.draw.ceremony import DECIDING, RESULT, read_behind
from yicha.engines.draw.columns import KEPT_FILES, SALT_SIZE, Kinds, Part, Pool, split, subjects_of, to_kept
from yicha.engines.draw.directory import Directory
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import Suite, suite_of
from yicha.engines.draw.lists import Lists, count_lines, lists_of, read_lists
from yicha.engines.draw.manifest import NAME, Listing, Manifest, read_manifest, write_manifest
from yicha.engines.draw.officers import officer_row
from yicha.engines.draw.pool import salts_of, subject_parts, visit_parts, write_pool
from yicha.engines.draw.replacement import carried, files_behind
from yicha.engines.draw.tasks import WHOLE_PERIOD
from yicha.engines.draw.types import (
    TEST,
    Basis,
    Beacon,
    FirstDraw,
    Heading,
    Kind,
    Line,
    LogTerms,
    Lost,
    Officer,
    Participant,
    Roster,
    Subject,
    Visit,
)
from yicha.engines.draw.waves import demand_lost_together, demand_waves

KEY_SIZE = 32


@dataclass(frozen=True)
class Frame:
    """What is frozen: the manifest without participants, and the two full lists."""

    manifest: Manifest
    pool: bytes
    officers: bytes
    kept: dict[str, bytes]
    """The pool as columns, as files."""
    behind: Mapping[str, bytes] = field(default_factory=dict)
    """Of a replacement: the files of the draw behind it."""

    def seal(self, participants: Sequence[Participant], beacon: Beacon) -> bytes:
        """manifest.json: the terms with everybody's commitment. From here on nothing may change."""
        return seal(self.manifest, participants, beacon)

    def sealed(self, manifest: bytes) -> dict[str, bytes]:
        """What is drawn from once the manifest is sealed."""
        return self.to_files() | {NAME: manifest}

    def to_files(self) -> dict[str, bytes]:
        """To be kept until the manifest is sealed. They hold the salts: not for the public."""
        lists = {pool_file.NAME: self.pool, officers_file.NAME: self.officers}
        return {NAME: write_manifest(self.manifest)} | lists | self.kept | carried(self.behind)

    @staticmethod
    def from_files(files: Mapping[str, bytes]) -> "Frame":
        """What `to_files` gave. DrawError if a list is not the one that the terms bind, or the draw behind is not the one they name."""
        manifest = read_manifest(files[NAME])
        lists = read_lists(manifest, files[pool_file.NAME], files[officers_file.NAME])
        kept, behind = to_kept(lists.pool, lists.leaves), files_behind(files)
        if any(files.get(name, kept[name]) != kept[name] for name in KEPT_FILES):
            raise DrawError("所存的名录列与名录不符", "the columns that were kept are not those of the pool")
        demand_drawable(manifest, lists, behind)
        return Frame(manifest, files[pool_file.NAME], files[officers_file.NAME], kept, behind)


def seal(terms: Manifest, participants: Sequence[Participant], beacon: Beacon, log: LogTerms | None = None) -> bytes:
    """As `Frame.seal`, of a frame whose lists were checked when it was kept. `log`: the log that will hold the draw."""
    heading = replace(terms.heading, log=log) if log else terms.heading
    return write_manifest(replace(terms, heading=heading, participants=tuple(participants), beacon=beacon))


def freeze_subjects(
    heading: Heading, lines: Sequence[Line], subjects: Sequence[Subject], salt_key: bytes, roster: Roster | None = None
) -> Frame:
    """The frame of a draw of subjects: one tree and later one key for all lines. `salt_key`: 32 secret random bytes.

    DrawError if a wave could not contain the one before it. With a roster officers are drawn at once for whoever is drawn (kind `double`):
    on files, where there is no programme.
    """
    columns = subjects_of(sorted(subjects, key=attrgetter("sid")))
    counts = count_lines(len(lines), columns)
    demand_waves(lines, columns.says)
    said = [subject_parts(one) for one in columns.says]
    if roster is None:
        return _Frozen(heading, salt_key, columns.sids, columns.kinds, said).frame(Kind.SUBJECTS, lines=tuple(lines), counts=counts)
    frozen = _Frozen(heading, salt_key, columns.sids, columns.kinds, said, roster.officers)
    weeks = {WHOLE_PERIOD: roster.period}
    return frozen.frame(Kind.DOUBLE, lines=tuple(lines), counts=counts, overhead=roster.overhead, weeks=weeks)


def freeze_officers(heading: Heading, visits: Sequence[Visit], officers: Sequence[Officer], basis: Basis, salt_key: bytes) -> Frame:
    """The frame of a draw of officers for the visits of an adopted programme."""
    queue = sorted(visits, key=attrgetter("sid"))
    said = [visit_parts(one) for one in queue]
    frozen = _Frozen(heading, salt_key, [one.sid for one in queue], range(len(queue)), said, officers)
    return frozen.frame(Kind.OFFICERS, weeks=basis.weeks, first=basis.first, programme=basis.programme)


def freeze_replacement(heading: Heading, full: Mapping[str, bytes], lost: Iterable[Lost]) -> Frame:
    """The frame of a draw that replaces whom another lost: its lists and lines as they are. `full`: the other's full bundle.

    `heading`: number, title and the codes of the reasons; suite, exclusion codes and log are the other's. DrawError if the other did
    not draw one of them in the open.
    """
    first = read_manifest(full[NAME])
    terms = replace(first.heading, draw=heading.draw, title=heading.title, codes={**first.heading.codes, **heading.codes})
    named = FirstDraw(first.heading.draw, first.suite.digest(full[RESULT]))
    manifest = replace(first, heading=terms, participants=(), beacon=TEST, first=named, lost=tuple(sorted(lost)))
    behind = {name: full[name] for name in DECIDING} | carried(files_behind(full))
    frame = Frame(manifest, full[pool_file.NAME], full[officers_file.NAME], {}, behind)
    return Frame.from_files(frame.to_files())


def demand_drawable(manifest: Manifest, lists: Lists, behind: Mapping[str, bytes]) -> None:
    """DrawError, before anybody commits, if a replacement could not be drawn."""
    back = read_behind(manifest, lists, behind)
    if back is not None:
        back.demand_enough(back.lines(manifest, lists.subjects), lists.subjects)
        demand_lost_together(manifest.lines, {(one.line, one.sid) for one in manifest.lost}, back.standing)


def freeze_for_test(freeze: Callable[[bytes], Frame], secret: bytes) -> Frame:
    """A frame whose salts follow from a known secret and from the whole content, so that two test runs give the same bytes.

    `freeze` takes the salt key. Whoever knows the secret but not the lists cannot compute the salts; short lists can be guessed.
    """
    draft = freeze(secret)
    suite = draft.manifest.suite
    return freeze(suite.tagged("test", secret, draft.pool, draft.officers))


@dataclass(frozen=True)
class _Frozen:
    """The lists of a draw, salted and committed. `said`: open and sealed part of each kind of row."""

    heading: Heading
    salt_key: bytes
    sids: Sequence[str]
    kinds: Sequence[int]
    said: Sequence[tuple[Part, Part]]
    officers: Sequence[Officer] = ()

    def frame(self, kind: Kind, **terms: Any) -> Frame:
        if len(self.salt_key) != KEY_SIZE:
            raise DrawError(f"盐的密钥应为 {KEY_SIZE} 字节", f"the salt key has {KEY_SIZE} bytes")
        suite, directory = suite_of(self.heading.suite), f"{self.heading.draw}.P"
        pool = self._pool(suite, directory)
        content, leaves, officers = write_pool(pool), pool.leaves(suite), self._officers(suite)
        listing = listing_of(suite, directory, content, list(zip(pool.sids, split(leaves), strict=True)))
        manifest = Manifest(kind, self.heading, listing, officers.listing, **terms)
        write_manifest(manifest)
        pool_file.demand_sids(pool.sids)
        lists_of(manifest, pool, officers.content)  # better refused now than after everybody committed
        return Frame(manifest, content, officers.content, to_kept(pool, leaves))

    def _pool(self, suite: Suite, directory: str) -> Pool:
        known, texts = Kinds(), [(shown.text, sealed.text) for shown, sealed in self.said]
        kinds = array("I", [known[texts[kind]] for kind in self.kinds])
        return Pool(self.sids, *salts_of(suite, self.salt_key, directory, self.sids), kinds, known.parts)

    def _officers(self, suite: Suite) -> "_List":
        directory = f"{self.heading.draw}.O"
        salts, _ = salts_of(suite, self.salt_key, directory, [one.id for one in self.officers])
        rows = [officer_row(suite, salts[place * SALT_SIZE :][:SALT_SIZE], one) for place, one in enumerate(self.officers)]
        rows.sort(key=lambda row: row.pid)
        content = write_lines(row.full() for row in rows)
        return _List(content, listing_of(suite, directory, content, [(row.pid, row.commitment(suite)) for row in rows]))


class _List(NamedTuple):
    """A committed list as a file and as the manifest will name it."""

    content: bytes
    listing: Listing


def listing_of(suite: Suite, directory: str, content: bytes, entries: Sequence[tuple[str, bytes]]) -> Listing:
    """How the manifest names a list: its file and the root over its entries."""
    return Listing(directory, suite.digest(content), len(entries), Directory(suite, directory, entries).root)
