"""The two full lists of a draw, read and checked against the manifest that binds them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from yicha.engines.draw import officers as officers_file
from yicha.engines.draw import pool as pool_file
from yicha.engines.draw.canonical import read_lines
from yicha.engines.draw.directory import Directory
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import Suite
from yicha.engines.draw.manifest import Counted, Listing, Manifest
from yicha.engines.draw.officers import OfficerRow, read_officers
from yicha.engines.draw.pool import PoolRow, read_pool, read_subjects, read_visits
from yicha.engines.draw.types import Kind, Subject, Visit


@dataclass(frozen=True)
class Lists:
    """What stands in the full pool.jsonl and officers.jsonl. `subjects` or `visits` is empty, as the kind of the draw says."""

    pool: Sequence[PoolRow]
    subjects: Sequence[Subject]
    visits: Sequence[Visit]
    officers: Sequence[OfficerRow]
    commitments: Sequence[bytes] = ()
    """Of the rows of the pool, once the root was checked."""


def read_lists(manifest: Manifest, pool: bytes, officers: bytes) -> Lists:
    """Both full lists; DrawError if they are not what the manifest binds or hold anything they may not."""
    suite = manifest.suite
    _demand_hash(suite, pool_file.NAME, pool, manifest.pool)
    _demand_hash(suite, officers_file.NAME, officers, manifest.officers)
    lists = lists_of(manifest, pool, officers)
    commitments = [row.commitment(suite) for row in lists.pool]
    demand_root(suite, pool_file.NAME, manifest.pool, [(row.sid, one) for row, one in zip(lists.pool, commitments, strict=True)])
    demand_root(suite, officers_file.NAME, manifest.officers, [(row.pid, row.commitment(suite)) for row in lists.officers])
    return replace(lists, commitments=commitments)


def lists_of(manifest: Manifest, pool: bytes, officers: bytes) -> Lists:
    """Both lists from their full files, everything checked but hashes and roots."""
    pool_rows, officer_rows = read_pool(pool), read_officers(read_lines(officers_file.NAME, officers), manifest.suite)
    if manifest.kind is Kind.OFFICERS:
        return Lists(pool_rows, (), read_visits(pool_rows, manifest.weeks), officer_rows)
    subjects = read_subjects(pool_rows, manifest)
    if count_lines(len(manifest.lines), subjects) != manifest.counts:
        raise DrawError("清单中各计划行的户数与名录不符", "members or eligible of a line are not as counted in the list")
    return Lists(pool_rows, subjects, (), officer_rows)


def demand_root(suite: Suite, name: str, listing: Listing, entries: Sequence[tuple[str, bytes]]) -> None:
    """DrawError unless these entries are the list that was committed."""
    if len(entries) != listing.n:
        raise DrawError(
            f"{name}：有 {len(entries)} 行，清单说 {listing.n} 行", f"{name}: {len(entries)} rows, the manifest says {listing.n}"
        )
    if Directory(suite, listing.directory, entries).root != listing.root:
        raise DrawError(f"{name}：与清单中的名录根不符", f"{name}: does not give the root in the manifest")


def count_lines(lines: int, subjects: Iterable[Subject]) -> tuple[Counted, ...]:
    """Members and eligible subjects of each line."""
    members, eligible = [0] * lines, [0] * lines
    for subject in subjects:
        for number, cell in subject.cells.items():
            if not 0 <= number < lines:
                raise DrawError(f"{subject.sid}：没有第 {number} 个计划行", f"{subject.sid}: there is no line number {number}")
            members[number] += 1
            eligible[number] += not cell.excluded
    return tuple(map(Counted, members, eligible))


def _demand_hash(suite: Suite, name: str, content: bytes, listing: Listing) -> None:
    if suite.digest(content) != listing.file_hash:
        raise DrawError(f"{name}：与清单中的指纹不符", f"{name}: has not the hash in the manifest")
