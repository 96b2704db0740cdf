"""`draw run | verify | publish | conformance` on files, as people and scripts use them."""

import json
import subprocess
import sys
import zipfile
from argparse import ArgumentParser, Namespace
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from yicha.draws.cli import add_commands, in_words
from yicha.draws.workbooks import QuotaRow, read_quotas, write_quotas
from yicha.engines.draw import SIX, Shortage, public_of
from yicha.kernel.command_line import BadInput
from yicha.kernel.tables import parse_ratio, read_rows
from yicha.orgs.types import OfficerRow
from yicha.orgs.workbooks import write_officers
from yicha.subjects.types import SubjectRow
from yicha.subjects.workbooks import write_subjects

SEED = "ab" * 32
VECTORS = Path(__file__).parents[2] / "engines/draw/tests/kat_small.json"
BY_CLASS = parse_ratio("A:2%;B:5%;C:100%;D:100%")


def call(*words: object) -> int:
    parser = ArgumentParser()
    add_commands(parser.add_subparsers())
    arguments: Namespace = parser.parse_args(["draw", *map(str, words)])
    code: int = arguments.run(arguments)
    return code


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pool of 60, two lines, eight officers."""
    place, chance = tmp_path_factory.mktemp("books"), Random(1)
    subjects = [
        SubjectRow(
            f"LOC:{number:04d}",
            f"甲企业{number}",
            scope="餐饮" if number % 3 else "娱乐",
            town=chance.choice(["城关镇", "东山镇"]),
            credit_class=chance.choice(["A", "A", "B", "C", "D", ""]),
        )
        for number in range(60)
    ]
    write_subjects(place / "pool.xlsx", subjects)
    write_subjects(place / "turned.csv", subjects[::-1])
    write_officers(place / "officers.xlsx", [officer(number) for number in range(8)])
    lines = [
        QuotaRow("L1", BY_CLASS, 3, "scope LIKE '%餐饮%'", "市监", 60, ("食品",), 2),
        QuotaRow("L2", parse_ratio("10%"), 0, "TRUE", "消防", 30, (), 1),
    ]
    write_quotas(place / "quotas.xlsx", lines)
    write_quotas(place / "plain.csv", [QuotaRow("L1", BY_CLASS), QuotaRow("L2", min_count=27, scope_query="town = '城关镇'")])
    return place


def officer(number: int, **more: Any) -> OfficerRow:
    terms = {
        "department": ("市监", "消防")[number % 2],
        "skills": ("食品",) if number % 4 else (),
        "days_per_week": Decimal(3 + number % 3),
    }
    return OfficerRow(f"QH{number:05d}", f"张{number}", **terms | more)


def drawn(books: Path, out: Path, *more: object, pool: str = "pool.xlsx", quotas: str = "quotas.xlsx") -> dict[str, bytes]:
    assert call("run", "--pool", books / pool, "--quotas", books / quotas, "--seed", SEED, "--out", out, *more) == 0
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_the_same_files_and_seed_give_the_same_bytes(books: Path, tmp_path: Path) -> None:
    first = drawn(books, tmp_path / "a", "--officers", books / "officers.xlsx")
    assert first == drawn(books, tmp_path / "b", "--officers", books / "officers.xlsx", pool="turned.csv")
    assert first.keys() == {*SIX, "README.txt"}
    assert json.loads(first["manifest.json"])["kind"] == "double"
    assert call("verify", tmp_path / "a") == 0


def test_without_officers_subjects_are_drawn(books: Path, tmp_path: Path) -> None:
    files = drawn(books, tmp_path / "a")
    assert json.loads(files["manifest.json"])["kind"] == "subjects"
    assert files["officers.jsonl"] == b""


def test_the_seed_is_the_reveal_of_cli_and_nobody_witnessed(books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = drawn(books, tmp_path / "a")
    assert json.loads(files["seed.json"])["reveals"] == [SEED]
    assert json.loads(files["seed.json"])["beacon"] == {"name": "test", "round": "", "value": ""}
    assert [one["name"] for one in json.loads(files["manifest.json"])["participants"]] == ["cli"]
    assert "未经见证" in capsys.readouterr().out
    assert "未经见证" in files["README.txt"].decode()


def test_without_a_seed_the_system_gives_one(books: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert call("run", "--pool", books / "pool.xlsx", "--quotas", books / "quotas.xlsx", "--out", tmp_path / name) == 0
    seeds = [json.loads((tmp_path / name / "seed.json").read_text())["reveals"] for name in ("a", "b")]
    assert seeds[0] != seeds[1]
    assert len(seeds[0][0]) == 64


def test_quotas_mean_what_they_say(books: Path, tmp_path: Path) -> None:
    """Shares by class, who has no class like B, least numbers for the line, conditions, the whole register committed."""
    files = drawn(books, tmp_path / "a")
    manifest = json.loads(files["manifest.json"])
    rows = [json.loads(line) for line in files["pool.jsonl"].splitlines()]
    line = manifest["lines"][0]
    assert manifest["pool"]["n"] == 60
    assert line["strata"] == [
        ["A", 1, 50, 0, None],
        ["B", 1, 20, 0, None],
        ["C", 1, 1, 0, None],
        ["D", 1, 1, 0, None],
        ["U", 1, 20, 0, None],
    ]
    assert (line["cover"], line["scope"], line["minutes"], line["skills"]) == ([["*", 3]], "scope LIKE '%餐饮%'", 60, ["食品"])
    assert (line["members"], manifest["lines"][1]["members"]) == (40, 60)
    assert manifest["lines"][1]["strata"] == [["*", 1, 10, 0, None]]
    sizes = Counter(label for row in rows for label, numbers in row["sealed"]["strata"].items() if 0 in numbers)
    selected = json.loads(files["result.json"])["lines"][0]["selected"]
    assert selected == sum(-(-sizes[name] // part) for name, part in (("A", 50), ("B", 20), ("U", 20))) + sizes["C"] + sizes["D"]
    assert json.loads(files["result.json"])["lines"][1]["selected"] == 6


def test_a_least_number_without_a_ratio_comes_on_top_of_the_norms_quotas(books: Path, tmp_path: Path) -> None:
    files = drawn(books, tmp_path / "a", quotas="plain.csv")
    by_class, alone = json.loads(files["manifest.json"])["lines"]
    assert alone["strata"] == by_class["strata"]  # written out there as the norm has them
    assert alone["cover"] == [["*", 27]]
    assert json.loads(files["result.json"])["lines"][1]["selected"] == 27


def test_who_is_expired_or_away_is_not_drawn(books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    today = date.today()  # noqa: DTZ011 the day on the wall is meant
    yesterday, tomorrow = today - timedelta(2), today + timedelta(2)
    people = [
        officer(1, department="市监", skills=("食品",)),
        officer(2, department="市监", skills=("食品",), valid_to=tomorrow),
        officer(3, department="市监", skills=("食品",), valid_to=yesterday),
        officer(4, department="市监", skills=("食品",), leave=((yesterday, tomorrow),)),
        officer(5, department="消防", leave=((tomorrow, tomorrow),)),
        officer(6, department="消防", valid_to=date(2001, 1, 1)),
    ]
    write_officers(tmp_path / "people.xlsx", people)
    files = drawn(books, tmp_path / "a", "--officers", tmp_path / "people.xlsx")
    said = capsys.readouterr().err
    assert "未参加抽取" in said
    assert all(name in said for name in ("QH00003", "QH00004", "QH00006"))
    assert "QH00002" not in said
    chosen = {pid for _, slots in json.loads(files["assignment.json"])["tasks"] for _, pid in slots}
    assert len(chosen - {None}) == 3
    assert call("verify", tmp_path / "a") == 0


def test_officers_of_any_department_where_no_line_names_one(books: Path, tmp_path: Path) -> None:
    files = drawn(books, tmp_path / "a", "--officers", books / "officers.xlsx", quotas="plain.csv")
    assert {json.loads(line)["record"]["department"] for line in files["officers.jsonl"].splitlines()} == {""}
    assert {department for _, slots in json.loads(files["assignment.json"])["tasks"] for department, _ in slots} == {""}


def test_lines_must_agree_whether_they_name_departments(books: Path, tmp_path: Path) -> None:
    write_quotas(tmp_path / "q.csv", [QuotaRow("L1", BY_CLASS, department="市监"), QuotaRow("L2", BY_CLASS)])
    words = ("run", "--pool", books / "pool.xlsx", "--quotas", tmp_path / "q.csv", "--out", tmp_path / "a")
    assert call(*words) == 0
    with pytest.raises(BadInput, match="L2"):
        call(*words, "--officers", books / "officers.xlsx")


def test_a_recusal_that_is_no_number_is_refused(books: Path, tmp_path: Path) -> None:
    write_officers(tmp_path / "o.xlsx", [officer(1, recusals=("LOC:0001",)), officer(2, recusals=("甲企业2",))])
    with pytest.raises(BadInput, match=r"o\.xlsx.*QH00002.*甲企业2"):
        drawn(books, tmp_path / "a", "--officers", tmp_path / "o.xlsx")


def test_recused_officers_do_not_come(books: Path, tmp_path: Path) -> None:
    everywhere = tuple(f"LOC:{number:04d}" for number in range(60))
    write_officers(tmp_path / "o.xlsx", [officer(number, recusals=everywhere if number < 2 else ()) for number in range(8)])
    files = drawn(books, tmp_path / "a", "--officers", tmp_path / "o.xlsx")
    rows = [json.loads(line) for line in files["officers.jsonl"].splitlines()]
    assert sum(len(row["record"]["recused"]) for row in rows) == 120
    chosen = {pid for _, slots in json.loads(files["assignment.json"])["tasks"] for _, pid in slots}
    assert len(chosen - {None}) <= 6


def test_too_few_officers_are_told_in_words(books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_officers(tmp_path / "few.xlsx", [officer(1, department="消防")])
    drawn(books, tmp_path / "a", "--officers", tmp_path / "few.xlsx")
    said = capsys.readouterr().out
    assert "人手不足" in said
    assert "市监：片区 城关镇、资格 食品 的 " in said
    assert "岗位只有 0 人可派" in said
    assert said.count("人手不足") <= 6
    assert call("verify", tmp_path / "a") == 0


def test_shortages_in_words() -> None:
    shortage = Shortage("", 0, (("", ()), ("城关镇", ("p", "q"))), 5, 1, 2)
    assert in_words(shortage).startswith("各部门：片区 城关镇、未知、资格 p＋q、不限 的 5 个岗位只有 1 人可派，缺 3 个 · 5 slots")


def test_a_zip_is_a_bundle(books: Path, tmp_path: Path) -> None:
    assert call("run", "--pool", books / "pool.xlsx", "--quotas", books / "quotas.xlsx", "--seed", SEED, "--out", tmp_path / "x/b.zip") == 0
    with zipfile.ZipFile(tmp_path / "x/b.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == drawn(books, tmp_path / "a")
    assert call("verify", tmp_path / "x/b.zip") == 0


def test_a_bundle_may_be_drawn_again_over_itself_but_not_among_other_files(books: Path, tmp_path: Path) -> None:
    first = drawn(books, tmp_path / "a")
    assert drawn(books, tmp_path / "a") == first
    (tmp_path / "a/notes.txt").write_text("x")
    with pytest.raises(BadInput, match=r"notes\.txt"):
        drawn(books, tmp_path / "a")


@pytest.mark.parametrize("name", SIX)
def test_any_changed_file_is_refused(books: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    drawn(books, tmp_path / "a", "--officers", books / "officers.xlsx")
    assert call("publish", tmp_path / "a", "--out", tmp_path / "p") == 0
    for place in (tmp_path / "a", tmp_path / "p"):
        content = (place / name).read_bytes()
        (place / name).write_bytes(content[:40] + bytes([content[40] ^ 1]) + content[41:])
        capsys.readouterr()
        assert call("verify", place) == 1
        said = capsys.readouterr().out
        assert "✗ " in said
        assert said.endswith("核验不通过 · refused\n")


def test_verify_says_what_it_checked(books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn(books, tmp_path / "a")
    assert call("publish", tmp_path / "a", "--out", tmp_path / "p.zip") == 0
    capsys.readouterr()
    for place, kind in ((tmp_path / "a", "完整抽取包 · full bundle"), (tmp_path / "p.zip", "公开抽取包 · public bundle")):
        assert call("verify", place) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == kind
        assert lines[-1] == "核验通过 · it holds"
        assert any("未经见证" in line for line in lines)
        assert any("签名" in line for line in lines)


def test_the_public_bundle_is_the_engine_s(books: Path, tmp_path: Path) -> None:
    full = drawn(books, tmp_path / "a", "--officers", books / "officers.xlsx")
    assert call("publish", tmp_path / "a", "--out", tmp_path / "p") == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "p").iterdir()} == public_of(full)
    with pytest.raises(BadInput, match="不是核验通过的完整包"):
        call("publish", tmp_path / "p", "--out", tmp_path / "q")


def test_json_is_one_object(books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn(books, tmp_path / "a", "--officers", books / "officers.xlsx", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["witnessed"] is False
    assert told["subjects"] == 60
    assert [line["id"] for line in told["lines"]] == ["L1", "L2"]
    assert told["filled"] == told["slots"] > 0
    call("verify", tmp_path / "a", "--json")
    verified = json.loads(capsys.readouterr().out)
    assert (verified["ok"], verified["kind"], verified["problems"], verified["number"]) == (True, "full", [], told["number"])
    call("publish", tmp_path / "a", "--out", tmp_path / "p", "--json")
    assert json.loads(capsys.readouterr().out)["number"] == told["number"]
    call("conformance", VECTORS, "--json")
    assert json.loads(capsys.readouterr().out)["failed"] == 0


def test_conformance_counts_vectors_in_its_last_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("conformance", VECTORS) == 0
    assert capsys.readouterr().out == "4 passed, 0 failed\n"
    vectors = json.loads(VECTORS.read_text())
    vectors[1]["seed"] = vectors[1]["K"] = "0" * 64
    (tmp_path / "k.json").write_text(json.dumps(vectors))
    assert call("conformance", tmp_path / "k.json") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "3 passed, 1 failed"
    assert len(lines) == 3


def test_bad_input_names_the_place(books: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "a")
    (tmp_path / "empty.csv").write_text("主体名称,主体编号\n", encoding="utf-8")
    (tmp_path / "bad.csv").write_text("计划行编号,比例\nL1,A:x%\n", encoding="utf-8")
    (tmp_path / "query.csv").write_text("计划行编号,比例,对象范围\nL1,5%,DROP TABLE\n", encoding="utf-8")
    (tmp_path / "kat.json").write_text("{}")
    (tmp_path / "dir").mkdir()
    cases: list[tuple[tuple[object, ...], str]] = [
        (("run", "--pool", tmp_path / "empty.csv", "--quotas", books / "quotas.xlsx", *out), r"empty\.csv.*没有数据行"),
        (("run", "--pool", books / "pool.xlsx", "--quotas", tmp_path / "bad.csv", *out), r"bad\.csv.*row 2.*比例"),
        (("run", "--pool", books / "pool.xlsx", "--quotas", tmp_path / "query.csv", *out), r"query\.csv.*row 2.*对象范围"),
        (("run", "--pool", books / "quotas.xlsx", "--quotas", books / "quotas.xlsx", *out), r"quotas\.xlsx"),
        (("verify", tmp_path / "dir"), "缺少 manifest.json"),
        (("verify", tmp_path / "bad.csv"), "不是可读的压缩包"),
        (("publish", tmp_path / "dir", *out), "缺少 manifest.json"),
        (("conformance", tmp_path / "kat.json"), r"kat\.json.*列表"),
    ]
    for words, said in cases:
        with pytest.raises(BadInput, match=said) as refusal:
            call(*words)
        assert "\n" not in refusal.value.line()
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("seed", ["", "ab", "zz" * 32, "ab" * 33, "ab" * 31 + "a "])
def test_a_seed_is_64_hex_digits(books: Path, tmp_path: Path, seed: str) -> None:
    with pytest.raises(SystemExit) as end:
        call("run", "--pool", books / "pool.xlsx", "--quotas", books / "quotas.xlsx", "--seed", seed, "--out", tmp_path / "a")
    assert end.value.code == 2


def test_capital_digits_are_digits(books: Path, tmp_path: Path) -> None:
    files = drawn(books, tmp_path / "a")
    words = ("run", "--pool", books / "pool.xlsx", "--quotas", books / "quotas.xlsx", "--seed", SEED.upper(), "--out", tmp_path / "b")
    assert call(*words) == 0
    assert (tmp_path / "b/result.json").read_bytes() == files["result.json"]


def test_quotas_of_officers_are_read_back(tmp_path: Path) -> None:
    rows = (QuotaRow("L1", parse_ratio("5%"), 2, "TRUE", "市监", 45, ("食品", "特设"), 3), QuotaRow("L2", min_count=1))
    write_quotas(tmp_path / "q.csv", rows)
    assert read_quotas(read_rows(tmp_path / "q.csv")).rows == rows


def program(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "yicha", "draw", *map(str, words)], capture_output=True, text=True, check=False)


def test_exit_codes_of_the_program(books: Path, tmp_path: Path) -> None:
    drawn(books, tmp_path / "a")
    assert program("verify", tmp_path / "a").returncode == 0
    (tmp_path / "a/result.json").write_text("{}")
    refused = program("verify", tmp_path / "a")
    assert (refused.returncode, refused.stderr) == (1, "")
    missing = program("verify", tmp_path / "nowhere")
    assert (missing.returncode, missing.stdout, missing.stderr.count("\n")) == (2, "", 1)
    assert "Traceback" not in missing.stderr


def test_a_draw_under_the_national_hash_functions(books: Path, tmp_path: Path) -> None:
    files = drawn(books, tmp_path / "a", "--suite", "sm3")
    assert json.loads(files["manifest.json"])["suite"] == 2
    assert json.loads(drawn(books, tmp_path / "b")["manifest.json"])["suite"] == 1
    assert call("verify", tmp_path / "a") == 0
