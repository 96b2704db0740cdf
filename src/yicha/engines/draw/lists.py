"""The two full lists of a draw, read and checked against the manifest that binds them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from yicha.engines.draw import officers as officers_file
from yicha.engines.draw import pool as pool_file
from yicha.engines.draw.canonical import read_lines
from yicha.engines.draw.columns import NOBODY, Pool, Subjects, from_kept, split
from yicha.engines.draw.directory import Directory
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import Suite
from yicha.engines.draw.manifest import Counted, Listing, Manifest
from yicha.engines.draw.officers import OfficerRow, read_officers
from yicha.engines.draw.pool import read_pool, read_subjects, read_visits
from yicha.engines.draw.types import Kind, Visit


@dataclass(frozen=True)
class Lists:
    """What stands in the full pool.jsonl and officers.jsonl. `subjects` or `visits` is empty, as the kind of the draw says."""

    pool: Pool
    subjects: Subjects
    visits: Sequence[Visit]
    officers: Sequence[OfficerRow]
    leaves: bytes = b""
    """Of the rows of the pool, once the root was checked."""


def read_lists(manifest: Manifest, pool: bytes, officers: bytes) -> Lists:
    """Both full lists; DrawError if they are not what the manifest binds or hold anything they may not."""
    suite = manifest.suite
    _demand_hashes(manifest, pool, officers)
    lists = lists_of(manifest, read_pool(pool), officers)
    leaves = lists.pool.leaves(suite)
    demand_root(suite, pool_file.NAME, manifest.pool, list(zip(lists.pool.sids, split(leaves), strict=True)))
    demand_root(suite, officers_file.NAME, manifest.officers, [(row.pid, row.commitment(suite)) for row in lists.officers])
    return replace(lists, leaves=leaves)


def kept_lists(manifest: Manifest, files: Mapping[str, bytes]) -> Lists:
    """Both lists of a frame that was checked when it was kept: from its columns, if it has them. DrawError as `read_lists`."""
    pool, officers = files[pool_file.NAME], files[officers_file.NAME]
    kept = from_kept(files)
    if kept is None:
        return read_lists(manifest, pool, officers)
    _demand_hashes(manifest, pool, officers)
    columns, leaves = kept
    return replace(lists_of(manifest, columns, officers), leaves=leaves)


def lists_of(manifest: Manifest, pool: Pool, officers: bytes) -> Lists:
    """Both lists, everything checked but hashes and roots."""
    officer_rows = read_officers(read_lines(officers_file.NAME, officers), manifest.suite)
    if manifest.kind is Kind.OFFICERS:
        return Lists(pool, NOBODY, read_visits(pool, manifest.weeks), officer_rows)
    subjects = read_subjects(pool, manifest)
    if count_lines(len(manifest.lines), subjects) != manifest.counts:
        raise DrawError("清单中各计划行的户数与名录不符", "members or eligible of a line are not as counted in the list")
    return Lists(pool, subjects, (), officer_rows)


def demand_root(suite: Suite, name: str, listing: Listing, entries: Sequence[tuple[str, bytes]]) -> None:
    """DrawError unless these entries are the list that was committed."""
    if len(entries) != listing.n:
        raise DrawError(
            f"{name}：有 {len(entries)} 行，清单说 {listing.n} 行", f"{name}: {len(entries)} rows, the manifest says {listing.n}"
        )
    if Directory(suite, listing.directory, entries).root != listing.root:
        raise DrawError(f"{name}：与清单中的名录根不符", f"{name}: does not give the root in the manifest")


def sizes_of(lines: int, subjects: Subjects) -> list[Counter[str]]:
    """Of each line, how many subjects may be drawn in each stratum."""
    sizes = [Counter[str]() for _ in range(lines)]
    for kind, count in Counter(subjects.kinds).items():
        for number, cell in subjects.says[kind].cells.items():
            if not cell.excluded:
                sizes[number][cell.stratum] += count
    return sizes


def count_lines(lines: int, subjects: Subjects) -> tuple[Counted, ...]:
    """Members and eligible subjects of each line."""
    members, eligible = [0] * lines, [0] * lines
    for kind, count in Counter(subjects.kinds).items():
        for number, cell in subjects.says[kind].cells.items():
            if not 0 <= number < lines:
                sid = subjects.sids[subjects.kinds.index(kind)]
                raise DrawError(f"{sid}：没有第 {number} 个计划行", f"{sid}: there is no line number {number}")
            members[number] += count
            eligible[number] += 0 if cell.excluded else count
    return tuple(map(Counted, members, eligible))


def _demand_hashes(manifest: Manifest, pool: bytes, officers: bytes) -> None:
    """DrawError unless both files are the ones that the manifest binds."""
    for name, content, listing in ((pool_file.NAME, pool, manifest.pool), (officers_file.NAME, officers, manifest.officers)):
        if manifest.suite.digest(content) != listing.file_hash:
            raise DrawError(f"{name}：与清单中的指纹不符", f"{name}: has not the hash in the manifest")
