"""Does a bundle hold? Replays everything that its files allow (docs/vdr1.md §10).

A full bundle is drawn again and compared byte by byte; a public one is checked as far as commitments go. The report
says what was checked and what that cannot show. Nothing here trusts a value before its shape was checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from yicha.engines.draw import officers as officers_file
from yicha.engines.draw import pool as pool_file
from yicha.engines.draw import seed as seed_file
from yicha.engines.draw.bundle import LOG
from yicha.engines.draw.ceremony import ASSIGNMENT, RESULT, SIX, read_behind, replay, write_assignment, write_result
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.inclusion import check_log
from yicha.engines.draw.lists import read_lists
from yicha.engines.draw.manifest import NAME, Manifest, read_manifest
from yicha.engines.draw.public import read_public
from yicha.engines.draw.replacement import files_behind
from yicha.engines.draw.seed import read_seed

FULL, PUBLIC = "full", "public"

NOT_WITNESSED = "未经见证：种子没有公开随机数，只能作试验 · not witnessed: the seed has no beacon, a test only"
BEHIND = "同一名录上所递补的抽取，被递补的人确曾抽中 · the draws behind, over the same list; whoever is replaced was drawn there"
LIMITS = {
    FULL: "完整包不能说明：名录在冻结时是否属实，种子是否被反复试过（须看日志和见证）"
    " · a full bundle cannot show that the records were true or that no other seed was tried (see the log and its witnesses)",
    PUBLIC: "公开包不能说明：分层、权重和最低切线以上的名额，检查人员的资格与均衡（由重演完整包的部门和见证人签认）"
    " · a public bundle cannot show strata, weights, quotas above the lowest cut, nor why these officers (those who replay cosign)",
}


class MissingFileError(DrawError):
    """A file of the six is missing: there is nothing to verify."""


@dataclass
class Report:
    """What was found. `kind`: `full`, `public`, or empty when it could not be told; `number`: the bundle number."""

    kind: str = ""
    number: str = ""
    checked: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.problems


def verify(files: Mapping[str, bytes]) -> Report:
    """Check a bundle, full or public. MissingFileError if one of the six files is missing."""
    missing = [name for name in SIX if name not in files]
    if missing:
        raise MissingFileError(f"缺少 {missing[0]}", f"{missing[0]} is missing")
    report = Report()
    try:
        _verify(files, report)
    except DrawError as error:
        report.problems.append(str(error))
    return report


def _verify(files: Mapping[str, bytes], report: Report) -> None:
    manifest = read_manifest(files[NAME])
    suite = manifest.suite
    report.number = suite.digest(files[ASSIGNMENT]).hex()
    if manifest.beacon.is_test:
        report.notes.append(NOT_WITNESSED)
    seed = read_seed(manifest, suite.digest(files[NAME]), files[seed_file.NAME])
    report.checked.append("清单、承诺、揭示、种子 · manifest, commitments, reveals, seed")
    report.kind = FULL if _is_full(manifest, files) else PUBLIC
    report.notes.append(LIMITS[report.kind])
    if report.kind == FULL:
        _verify_full(manifest, seed, files, report)
    else:
        _verify_public(manifest, seed, files, report)
    if any(name.startswith(LOG) for name in files):
        named = "、".join(check_log(suite, files))
        report.checked.append(f"日志证明 · proofs in the log: {named}")


def _is_full(manifest: Manifest, files: Mapping[str, bytes]) -> bool:
    """A damaged full bundle is to be called that, not a bad public one: hence the look at the fields."""
    pool, officers, digest = files[pool_file.NAME], files[officers_file.NAME], manifest.suite.digest
    is_bound = (digest(pool), digest(officers)) == (manifest.pool.file_hash, manifest.officers.file_hash)
    return is_bound or b'"pepper":"' in pool or b'"record":{' in officers


def _verify_full(manifest: Manifest, seed: bytes, files: Mapping[str, bytes], report: Report) -> None:
    suite = manifest.suite
    lists = read_lists(manifest, files[pool_file.NAME], files[officers_file.NAME])
    report.checked.append("名录原文与名录根 · records and the roots over them")
    behind = read_behind(manifest, lists, files_behind(files))
    if behind is not None:
        report.checked.append(BEHIND)
    selections, assignment = replay(manifest, lists, seed, behind)
    result = write_result(suite, suite.digest(files[NAME]), files[seed_file.NAME], selections)
    _compare(RESULT, files[RESULT], result, report)
    _compare(ASSIGNMENT, files[ASSIGNMENT], write_assignment(suite, files[RESULT], assignment, lists), report)
    if report.ok:
        report.checked.append("号票、名额、补足、人员匹配 · tickets, quotas, cover rules, officers: drawn again, equal")
    report.notes.extend(f"{one.department}：{one.slots - one.filled} 个岗位无人 · slots without an officer" for one in assignment.shortages)


def _compare(name: str, given: bytes, drawn_again: bytes, report: Report) -> None:
    if given != drawn_again:
        equal = takewhile(lambda pair: pair[0] == pair[1], zip(given, drawn_again, strict=False))
        place = sum(1 for _ in equal)
        report.problems.append(f"{name}：从第 {place + 1} 字节起与重新抽取的结果不同 · {name}: differs from what the draw gives")


def _verify_public(manifest: Manifest, seed: bytes, files: Mapping[str, bytes], report: Report) -> None:
    claims = read_public(manifest, seed, files[pool_file.NAME], files[officers_file.NAME])
    report.checked.append("名录承诺与名录根 · commitments and the roots over them")
    told = claims.check_results(files)
    if manifest.lost:
        report.checked.append(BEHIND)
    claims.check_opened(told.owed)
    report.checked.append("号票；切线以下抽中或已说明 · tickets; everybody below a cut is drawn or explained")
    claims.check_assignment(files[ASSIGNMENT], manifest.suite.digest(files[RESULT]), told)
    report.checked.append("任务与岗位 · tasks and slots")
