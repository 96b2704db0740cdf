"""`yicha draw …`: draw on files, publish and verify bundles, run known answers."""

import secrets
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from yicha.draws.batch.bundles import read_bundle, write_bundle
from yicha.draws.batch.on_files import Terms, absent_on, draw_alone, freeze_files, seed_text
from yicha.draws.batch.signatures import check_signatures
from yicha.draws.workbooks import QuotaRow, read_quotas
from yicha.engines.deadlines import BEIJING
from yicha.engines.draw import (
    NOT_WITNESSED,
    SECRET_SIZE,
    SHA256,
    SM3,
    DrawError,
    MissingFileError,
    Outcome,
    Report,
    Shortage,
    number_of,
    public_of,
    run_vectors,
    verify,
    write_full,
)
from yicha.engines.draw.types import SID
from yicha.kernel.command_line import BadInput, Commands, answer, say, show
from yicha.kernel.tables import Reading, read_rows
from yicha.norms.workbooks import shipped_norms_in_force, shipped_working_days
from yicha.orgs.types import OfficerRow
from yicha.orgs.workbooks import read_officers
from yicha.subjects.workbooks import read_subjects

MOST_NAMED = 5
SUITES = {"sha256": SHA256.number, "sm3": SM3.number}
Row = TypeVar("Row")
CHECK_BUNDLE = "用完整、未改动的抽取包 · use a complete, unchanged bundle"
CHECK_ROWS = "改正表格后重试 · mend the workbook and try again"
CHECK_VECTORS = "格式见 docs/vdr1.md 第16节 · the format is in docs/vdr1.md §16"


def add_commands(commands: Commands) -> None:
    """The commands below `draw`."""
    draw = commands.add_parser("draw", help="随机抽取与验证 · draw and verify, on files")
    own = draw.add_subparsers(required=True, title="命令 commands", metavar="run|verify|publish|conformance")
    _add_run(own.add_parser("run", help="按表格抽取 · draw from workbooks"))
    _add_verify(own.add_parser("verify", help="重演并核验抽取包 · replay and check a bundle"))
    _add_publish(own.add_parser("publish", help="由完整包生成公开包 · the public bundle of a full one"))
    _add_conformance(own.add_parser("conformance", help="运行已知答案 · run known-answer vectors"))


def run(arguments: Namespace) -> int:
    """`draw run`."""
    subjects = _all_rows(read_subjects(read_rows(arguments.pool), one_of_each=True))
    quotas = _all_rows(read_quotas(read_rows(arguments.quotas)))
    officers = _all_rows(read_officers(read_rows(arguments.officers))) if arguments.officers else None
    if officers is not None:
        _require_departments(quotas, arguments.quotas)
        _require_sids(officers, arguments.officers)
    terms = _terms(SUITES.get(arguments.suite))
    secret = arguments.seed or secrets.token_bytes(SECRET_SIZE)
    try:
        outcome = draw_alone(freeze_files(subjects, quotas, officers, terms, secret), secret)
    except DrawError as error:
        raise BadInput(str(error), CHECK_ROWS, file=arguments.pool) from error
    write_bundle(arguments.out, write_full(outcome))
    absent = [row.cert_no for row in officers or () if absent_on(row, terms.day)]
    if absent:
        say(f"证件过期或请假，未参加抽取 · expired or on leave, not drawn: {len(absent)}（{'、'.join(absent[:MOST_NAMED])}）")
    return _report_run(arguments, outcome)


def run_verify(arguments: Namespace) -> int:
    """`draw verify`."""
    files = read_bundle(arguments.bundle)
    try:
        report = verify(files)
    except MissingFileError as error:
        raise BadInput(str(error), CHECK_BUNDLE, file=arguments.bundle) from error
    if report.ok:
        check_signatures(files, report)
    return _report_verify(arguments, report)


def run_publish(arguments: Namespace) -> int:
    """`draw publish`."""
    files = read_bundle(arguments.bundle)
    try:
        report = verify(files)
        if report.kind != "full" or not report.ok:
            raise BadInput("不是核验通过的完整包 · not a full bundle that holds", CHECK_BUNDLE, file=arguments.bundle)
        public = public_of(files)
    except DrawError as error:
        raise BadInput(str(error), CHECK_BUNDLE, file=arguments.bundle) from error
    write_bundle(arguments.out, public)
    told = {"bundle": str(arguments.out), "number": report.number}
    answer(told) if arguments.json else show(f"公开抽取包已写入 · the public bundle is in {arguments.out}")
    return 0


def run_conformance(arguments: Namespace) -> int:
    """`draw conformance`: a vector passes if all its comparisons do."""
    try:
        verdicts = list(run_vectors(arguments.vectors.read_bytes()))
    except DrawError as error:
        raise BadInput(str(error), CHECK_VECTORS, file=arguments.vectors) from error
    wrong = [verdict for verdict in verdicts if not verdict.passed]
    failed = len({verdict.vector for verdict in wrong})
    passed = len({verdict.vector for verdict in verdicts}) - failed
    for verdict in wrong:
        (say if arguments.json else show)(f"向量 {verdict.vector} 不符 · vector {verdict.vector} differs: {verdict.what}")
    if arguments.json:
        answer({"passed": passed, "failed": failed, "comparisons": len(verdicts), "wrong": [verdict._asdict() for verdict in wrong]})
    else:
        show(f"{passed} passed, {failed} failed")
    return int(failed > 0)


def _add_run(parser: ArgumentParser) -> None:
    parser.add_argument("--pool", type=Path, required=True, metavar="F", help="监管对象表 · the workbook of subjects")
    parser.add_argument("--officers", type=Path, metavar="F", help="执法人员表，给出则一并抽取人员 · officers, to be drawn as well")
    parser.add_argument("--quotas", type=Path, required=True, metavar="F", help="抽取名额表 · the workbook of quotas")
    parser.add_argument("--seed", type=seed_text, metavar="HEX", help="64位十六进制，仅供试验 · 64 hex digits, for tests only")
    parser.add_argument("--suite", choices=tuple(SUITES), help="摘要算法，默认按法定参数 · the hash functions; default: as the norm says")
    _add_out(parser)
    parser.set_defaults(run=run, needs="nothing")


def _add_verify(parser: ArgumentParser) -> None:
    parser.add_argument("bundle", type=Path, metavar="BUNDLE", help="抽取包：文件夹或 .zip · a folder or a .zip")
    _add_json(parser)
    parser.set_defaults(run=run_verify, needs="nothing")


def _add_publish(parser: ArgumentParser) -> None:
    parser.add_argument("bundle", type=Path, metavar="BUNDLE", help="完整抽取包 · a full bundle")
    _add_out(parser)
    parser.set_defaults(run=run_publish, needs="nothing")


def _add_conformance(parser: ArgumentParser) -> None:
    parser.add_argument("vectors", type=Path, metavar="KAT.json", help="已知答案 · known-answer vectors")
    _add_json(parser)
    parser.set_defaults(run=run_conformance, needs="nothing")


def _add_out(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="BUNDLE", help="写入的文件夹或 .zip · the folder or .zip to write")
    _add_json(parser)


def _add_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象 · one JSON object")


def _all_rows(reading: Reading[Row]) -> tuple[Row, ...]:
    reading.require_no_refusals()
    if not reading.rows:
        raise BadInput("没有数据行 · no rows", CHECK_ROWS, file=reading.file)
    if reading.warnings:
        say(f"{reading.file}：{reading.warnings} 处提示，不影响抽取 · warnings, none of them stops the draw")
    return reading.rows


def _require_departments(quotas: Sequence[QuotaRow], file: Path) -> None:
    """Either every line says whose officers it wants, or none does and any officer will do."""
    unnamed = [row.line_id for row in quotas if not row.department]
    if unnamed and len(unnamed) < len(quotas):
        raise BadInput(f"计划行 {unnamed[0]} 没有部门 · line {unnamed[0]} names no department", CHECK_ROWS, file=file, column="部门")


def _require_sids(officers: Sequence[OfficerRow], file: Path) -> None:
    """A recusal that can match nobody would send the officer where he may not go."""
    for row in officers:
        for text in row.recusals:
            if not SID.fullmatch(text):
                what = f"执法证号 {row.cert_no} 的回避主体“{text}”不是主体编号 · not the number of a subject"
                raise BadInput(what, CHECK_ROWS, file=file, column="回避主体")


def _terms(suite: int | None) -> Terms:
    day = datetime.now(BEIJING).date()
    return Terms(shipped_norms_in_force("", day), shipped_working_days(), day, suite)


def _report_run(arguments: Namespace, outcome: Outcome) -> int:
    lines = [
        {"id": one.line.id, "eligible": sum(take.size for take in one.takes), "selected": len(one.choices)} for one in outcome.selections
    ]
    groups = outcome.assignment.groups
    told = {
        "bundle": str(arguments.out),
        "number": number_of(outcome.files),
        "witnessed": False,
        "subjects": len(outcome.lists.subjects),
        "lines": lines,
        "selected": len(frozenset[str]().union(*(one.sids for one in outcome.selections))),
        "slots": sum(group.slots for group in groups),
        "filled": sum(group.filled for group in groups),
        "shortages": [in_words(shortage) for shortage in outcome.assignment.shortages],
    }
    answer(told) if arguments.json else _show_run(told)
    return 0


def in_words(shortage: Shortage) -> str:
    """Why slots stay empty, for people."""
    places = "、".join(sorted({town or "未知" for town, _ in shortage.wants}))
    skills = "、".join(sorted({"＋".join(skills) or "不限" for _, skills in shortage.wants}))
    slots, officers, missing = shortage.slots, shortage.officers, shortage.slots - shortage.filled
    chinese = f"{shortage.department or '各部门'}：片区 {places}、资格 {skills} 的 {slots} 个岗位只有 {officers} 人可派，缺 {missing} 个"
    return f"{chinese} · {slots} slots, {officers} officers who may fill them, {missing} stay empty"


def _show_run(told: Mapping[str, Any]) -> None:
    for line in told["lines"]:
        show(f"{line['id']}：可抽 {line['eligible']} 户，抽中 {line['selected']} 户 · {line['selected']} of {line['eligible']}")
    show(f"共抽中 {told['selected']} 户 · {told['selected']} of {told['subjects']} subjects in all")
    if told["slots"]:
        show(f"检查人员 {told['filled']}/{told['slots']} 个岗位 · officers for {told['filled']} of {told['slots']} slots")
    for shortage in told["shortages"]:
        show(f"人手不足 · short of officers: {shortage}")
    show(f"抽取包 · bundle: {told['bundle']}")
    show(f"编号 · number: {told['number']}")
    show(NOT_WITNESSED)


def _report_verify(arguments: Namespace, report: Report) -> int:
    if arguments.json:
        answer({"ok": report.ok} | asdict(report))
    else:
        _show_report(report)
    return int(not report.ok)


def _show_report(report: Report) -> None:
    if report.kind:
        show({"full": "完整抽取包 · full bundle", "public": "公开抽取包 · public bundle"}[report.kind])
    for line in report.checked:
        show(f"✓ {line}")
    for line in report.problems:
        show(f"✗ {line}")
    for line in report.notes:
        show(f"· {line}")
    if report.number:
        show(f"编号 · number: {report.number}")
    show("核验通过 · it holds" if report.ok else "核验不通过 · refused")
