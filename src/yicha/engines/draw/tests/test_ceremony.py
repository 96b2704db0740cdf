"""From frame to outcome: what is frozen, who reveals, what follows; and the same bytes for the same input."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.draw.ceremony import ASSIGNMENT, RESULT, SIX, conclude
from yicha.engines.draw.columns import KEPT_FILES
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.frame import Frame, freeze_for_test, freeze_officers, freeze_subjects
from yicha.engines.draw.hashing import SHA256
from yicha.engines.draw.manifest import NAME, read_manifest
from yicha.engines.draw.seed import MISSING, TEST_READING, Reading, commitment_of, key_of, opens, seed_of
from yicha.engines.draw.tasks import deal_skills
from yicha.engines.draw.tests import making, twin_officers
from yicha.engines.draw.tests.making import (
    CODES,
    DRAND,
    DRAND_READING,
    SALT_KEY,
    SECRETS,
    WEEKS,
    YEAR,
    double_frame,
    heading,
    lines_of,
    made_up,
    officer_frame,
    participants_of,
    run,
    subject_frame,
    subjects_of,
)
from yicha.engines.draw.types import (
    TEST,
    Basis,
    Beacon,
    Cell,
    Heading,
    Kind,
    Line,
    LogTerms,
    Officer,
    Participant,
    Roster,
    Round,
    Slot,
    Stratum,
    Subject,
    Visit,
    Week,
)

FRAMES: dict[str, Callable[[int], Frame]] = {
    "subjects": lambda seed: subject_frame(seed, subjects=30),
    "double": lambda seed: double_frame(seed, subjects=8, lines=1 + seed % 4, officers=2 + seed % 6),
    "officers": lambda seed: officer_frame(seed, visits=1 + seed % 6, officers=1 + seed % 7),
}
LINE = Line("L", (Stratum("A", 1, 2),))
ANNA = Officer("证1", "D", 1500)
VISIT = Visit("V1", "S1", 12, (Slot("D", 60),))


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("seed", range(12))
def test_a_draw_is_the_twin_s(kind: str, seed: int) -> None:
    frame = FRAMES[kind](seed)
    files = run(frame).files
    assert frame.manifest.kind == kind
    reading = {"name": "drand", "round": "42", "value": DRAND_READING.value.hex()}
    assert twin_officers.conclude(files["manifest.json"], (frame.pool, frame.officers), list(SECRETS), reading) == files


@settings(max_examples=25)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_lists_does_not_matter(chance: object) -> None:
    frame = double_frame(3)
    subjects, officers = list(run(frame).lists.subjects), [row.officer for row in run(frame).lists.officers]
    chance.shuffle(subjects)  # type: ignore[attr-defined] # hypothesis's own Random
    chance.shuffle(officers)  # type: ignore[attr-defined] # hypothesis's own Random
    again = freeze_subjects(heading(), lines_of(4), subjects, SALT_KEY, Roster(tuple(officers), YEAR, 60))
    assert (again.pool, again.officers, again.manifest) == (frame.pool, frame.officers, frame.manifest)


def test_salts_hide_but_do_not_decide() -> None:
    """Other salts make another root and so another seed; under one key the selection is the same."""
    asked = lines_of(4)
    subjects = subjects_of(30, asked, made_up(5))
    frames = [freeze_subjects(heading(), asked, subjects, key) for key in (SALT_KEY, SALT_KEY[::-1])]
    assert frames[0].manifest.pool.root != frames[1].manifest.pool.root
    assert len({row["salt"] for frame in frames for row in map(json.loads, frame.pool.splitlines())}) == 60
    assert run(frames[0]).lists.subjects == run(frames[1]).lists.subjects


def test_salt_and_pepper_do_not_tell_each_other() -> None:
    rows = [json.loads(line) for line in subject_frame().pool.splitlines()]
    assert len({row[name] for row in rows for name in ("salt", "pepper")}) == 2 * len(rows)


def test_what_is_concluded_is_read_from_the_bytes() -> None:
    outcome = run(double_frame(2))
    assert tuple(outcome.files) == SIX
    assert [selection.line.id for selection in outcome.selections] == ["L0", "L1", "L2", "L3"]
    assert json.loads(outcome.files[RESULT])["manifest"] == SHA256.digest(outcome.files["manifest.json"]).hex()
    assert json.loads(outcome.files[RESULT])["seed"] == SHA256.digest(outcome.files["seed.json"]).hex()
    assert json.loads(outcome.files[ASSIGNMENT])["result"] == SHA256.digest(outcome.files[RESULT]).hex()
    assert {task.sid for task, _ in outcome.assignment.tasks} == frozenset().union(*(one.sids for one in outcome.selections))


def test_no_stratum_and_no_officer_in_what_is_published() -> None:
    outcome = run(double_frame(2))
    for name in ("seed.json", RESULT, ASSIGNMENT):
        content = outcome.files[name].decode()
        assert not any(secret in content for secret in ("证0", "某", '"A"', '"B"', '"C"', '"D"', "strata"))


def test_a_frame_can_be_kept_and_taken_up_again() -> None:
    for frame in (subject_frame(), officer_frame(), double_frame()):
        assert Frame.from_files(frame.to_files()) == frame


@pytest.mark.parametrize("name", ["pool.jsonl", "officers.jsonl"])
def test_a_kept_frame_that_was_changed_is_refused(name: str) -> None:
    files = double_frame().to_files()
    with pytest.raises(DrawError, match=f"{name}：与清单中的指纹不符"):
        Frame.from_files(files | {name: files[name].replace(b"1", b"2", 1)})


@pytest.mark.parametrize("name", KEPT_FILES)
def test_kept_columns_are_those_of_the_list_or_the_frame_is_refused(name: str) -> None:
    files = double_frame().to_files()
    with pytest.raises(DrawError, match="所存的名录列与名录不符"):
        Frame.from_files(files | {name: files[name] + b"\n"})


@pytest.mark.parametrize("frame", [subject_frame(), officer_frame(), double_frame()], ids=["subjects", "officers", "double"])
def test_with_and_without_kept_columns_the_draw_is_the_same(frame: Frame) -> None:
    files = frame.to_files()
    rows = {name: content for name, content in files.items() if name not in KEPT_FILES}
    assert Frame.from_files(rows) == frame
    manifest = frame.seal(participants_of(1, frame.manifest.heading.draw), DRAND)
    assert conclude(rows | {NAME: manifest}, SECRETS, DRAND_READING) == conclude(frame.sealed(manifest), SECRETS, DRAND_READING)


def test_sealing_adds_participants_and_beacon_and_nothing_else() -> None:
    frame = officer_frame()
    assert frame.manifest.participants == ()
    assert frame.manifest.beacon.is_test
    sealed = read_manifest(frame.seal(participants_of(1, "D-2"), DRAND))
    assert sealed == replace(frame.manifest, participants=participants_of(1, "D-2"), beacon=DRAND)


def test_the_manifest_keeps_every_term() -> None:
    log = LogTerms("origin", "key", ("w1", "w2"), 2)
    terms = Heading("D-9", "题", 2, CODES, {"disclosure": "2026-12-31"}, log)
    frame = freeze_subjects(terms, lines_of(4), subjects_of(9, lines_of(4), made_up(1)), SALT_KEY)
    assert read_manifest(frame.seal((), TEST)) == frame.manifest
    assert frame.manifest.heading == terms
    assert frame.manifest.lines == lines_of(4)
    assert (frame.manifest.pool.directory, frame.manifest.officers.directory) == ("D-9.P", "D-9.O")


def test_test_frames_are_the_same_bytes_and_hang_on_everything() -> None:
    def freeze(sids: str, secret: bytes) -> Frame:
        subjects = [Subject(sid, {0: Cell("A")}) for sid in sids]
        return freeze_for_test(lambda key: freeze_subjects(heading(), [LINE], subjects, key), secret)

    first = freeze("AB", SECRETS[0])
    assert freeze("AB", SECRETS[0]) == first
    roots = {frame.manifest.pool.root for frame in (first, freeze("AB", SECRETS[1]), freeze("AC", SECRETS[0]))}
    assert len(roots) == 3
    salts = {row["salt"] for frame in (first, freeze("AC", SECRETS[0])) for row in map(json.loads, frame.pool.splitlines())}
    assert len(salts) == 4
    assert freeze_subjects(heading(), [LINE], [Subject("A", {0: Cell("A")}), Subject("B", {0: Cell("A")})], SECRETS[0]) != first


def frozen(lines: list[Line], *subjects: Subject, roster: Roster | None = None, **terms: object) -> Frame:
    return freeze_subjects(replace(heading(), **terms), lines, subjects, SALT_KEY, roster)  # type: ignore[arg-type]  # a column by its name


BAD_FRAMES: dict[str, tuple[Callable[[], object], str]] = {
    "lower-case sid": (lambda: frozen([LINE], Subject("s1", {})), r"pool.jsonl:1.sid：应是编号"),
    "long sid": (lambda: frozen([LINE], Subject("S" * 65, {})), "sid"),
    "subject twice": (lambda: frozen([LINE], Subject("S1", {}), Subject("S1", {})), "重复的编号"),
    "no such line": (lambda: frozen([LINE], Subject("S1", {1: Cell("A")})), "S1：没有第 1 个计划行"),
    "line below nought": (lambda: frozen([LINE], Subject("S1", {-1: Cell("A")})), "没有第 -1 个计划行"),
    "no such stratum": (lambda: frozen([LINE], Subject("S1", {0: Cell("B")})), r"pool.jsonl:1：分层或权重"),
    "no such code": (lambda: frozen([LINE], Subject("S1", {0: Cell(excluded="x9")})), r"pool.jsonl:1.open：没有这个排除代码"),
    "no weight": (lambda: frozen([LINE], Subject("S1", {0: Cell("A", 0)})), "weights"),
    "weight below nought": (lambda: frozen([LINE], Subject("S1", {0: Cell("A", -2)})), "weights"),
    "weight too great": (lambda: frozen([LINE], Subject("S1", {0: Cell("A", 2**53)})), "分层或权重"),
    "stratum twice": (lambda: frozen([replace(LINE, strata=LINE.strata * 2)]), "有重复"),
    "line twice": (lambda: frozen([LINE, LINE]), "有重复"),
    "stratum of a bad name": (lambda: frozen([replace(LINE, strata=(Stratum("甲", 1, 2),))]), "标签"),
    "denominator nought": (lambda: frozen([replace(LINE, strata=(Stratum("A", 1, 0),))]), r"strata\[0\]\[2\]：应是不小于 1 的整数"),
    "draw of a bad number": (lambda: frozen([LINE], draw="d"), r"manifest.json.*编号"),
    "long number": (lambda: frozen([LINE], draw="D" * 63), "编号"),
    "suite": (lambda: frozen([LINE], suite=3), "没有第 3 号算法套件"),
    "code of a bad name": (lambda: frozen([LINE], codes={"": "x"}), "codes"),
    "salt key": (lambda: freeze_subjects(heading(), [], [], b"short"), "32 字节"),
    "officer twice": (lambda: frozen([LINE], roster=Roster((ANNA, ANNA), YEAR)), "重复的编号"),
    "officer without number": (lambda: frozen([LINE], roster=Roster((replace(ANNA, id=""),), YEAR)), r"officers.jsonl:1.id：应是非空文本"),
    "officer with minus minutes": (lambda: frozen([LINE], roster=Roster((replace(ANNA, minutes=-1),), YEAR)), "minutes"),
    "visit in no week": (lambda: freeze_officers(heading(), [VISIT], [ANNA], Basis({}), SALT_KEY), "清单中没有第 12 周"),
    "visit twice": (lambda: freeze_officers(heading(), [VISIT, VISIT], [ANNA], Basis(WEEKS), SALT_KEY), "重复的编号"),
    "half a character": (lambda: frozen([LINE], Subject("S1", {}, town="\ud800")), "半个字符"),
}


@pytest.mark.parametrize("name", BAD_FRAMES)
def test_a_bad_frame_is_refused_before_anybody_commits(name: str) -> None:
    freeze, said = BAD_FRAMES[name]
    with pytest.raises(DrawError, match=said) as refusal:
        freeze()
    assert "\n" not in str(refusal.value)


def test_the_greatest_weight_is_taken() -> None:
    frame = frozen([LINE], Subject("S1", {0: Cell("A", 2**53 - 1)}), Subject("S2", {0: Cell("A", 2)}))
    assert [one.cells[0].weight for one in run(frame).lists.subjects] == [2**53 - 1, 2]


def test_an_empty_draw_is_a_draw() -> None:
    outcome = run(frozen([LINE]))
    assert json.loads(outcome.files[RESULT])["lines"] == [{"cut": "0" * 64, "drawn": [], "id": "L", "selected": 0}]


class TestSeed:
    frame = subject_frame()
    manifest_json = frame.seal(participants_of(1, "D-1"), DRAND)
    manifest = read_manifest(manifest_json)

    def conclude(self, reveals: tuple[bytes, ...], reading: Reading = DRAND_READING) -> dict[str, bytes]:
        return conclude(self.frame.sealed(self.manifest_json), reveals, reading).files

    def test_a_missing_reveal_counts_as_nothing_and_is_named(self) -> None:
        seed = json.loads(self.conclude((SECRETS[0], MISSING))["seed.json"])
        assert seed["reveals"] == [SECRETS[0].hex(), ""]
        assert seed["seed"] == seed_of(SHA256, SHA256.digest(self.manifest_json), [SECRETS[0], b""], DRAND_READING.value).hex()

    def test_every_reveal_and_the_beacon_change_the_seed(self) -> None:
        outcomes = [
            self.conclude(SECRETS),
            self.conclude((SECRETS[0], MISSING)),
            self.conclude((MISSING, SECRETS[1])),
            self.conclude(SECRETS, Reading(DRAND.source, b"other")),
        ]
        assert len({json.loads(files["seed.json"])["seed"] for files in outcomes}) == 4

    def test_the_fallback_may_speak_instead(self) -> None:
        assert DRAND.fallback is not None
        files = self.conclude(SECRETS, Reading(DRAND.fallback, b"07"))
        assert json.loads(files["seed.json"])["beacon"] == {"name": "双色球", "round": "2026001", "value": b"07".hex()}

    @pytest.mark.parametrize("reveals", [SECRETS[::-1], (SECRETS[0], bytes(32)), (SECRETS[0], SECRETS[1] + b"x"), (SECRETS[0][:31], b"")])
    def test_a_secret_that_was_not_committed_is_refused(self, reveals: tuple[bytes, ...]) -> None:
        with pytest.raises(DrawError, match=r"部门[01] 的揭示与承诺不符"):
            self.conclude(reveals)

    @pytest.mark.parametrize("reveals", [(), SECRETS[:1], (*SECRETS, b"")])
    def test_one_reveal_for_each_participant(self, reveals: tuple[bytes, ...]) -> None:
        with pytest.raises(DrawError, match="揭示数与参与方数不等"):
            self.conclude(reveals)

    @pytest.mark.parametrize("source", [Round("drand", "43"), Round("dice", "42"), TEST.source])
    def test_another_beacon_is_refused(self, source: Round) -> None:
        with pytest.raises(DrawError, match="不是清单所定的那一期"):
            self.conclude(SECRETS, Reading(source, b"x"))

    def test_who_opens_what(self) -> None:
        assert [opens(self.manifest, place, secret) for place in (0, 1) for secret in SECRETS] == [True, False, False, True]
        assert not opens(self.manifest, 0, b"")

    @pytest.mark.parametrize("size", [0, 31, 33])
    def test_a_secret_has_32_bytes(self, size: int) -> None:
        with pytest.raises(DrawError, match="秘密数应为 32 字节"):
            commitment_of(SHA256, "D-1", 0, bytes(size))

    def test_commitments_hang_on_draw_place_and_secret(self) -> None:
        made = {commitment_of(SHA256, draw, place, secret) for draw in ("D-1", "D-2") for place in (0, 1) for secret in SECRETS}
        assert len(made) == 8

    def test_each_use_has_its_key(self) -> None:
        assert key_of(SHA256, bytes(32), "select") != key_of(SHA256, bytes(32), "match")

    def test_other_lists_than_the_sealed_ones_are_refused(self) -> None:
        other = subject_frame(2)
        with pytest.raises(DrawError, match=r"pool\.jsonl：与清单中的指纹不符"):
            conclude(other.sealed(self.manifest_json), SECRETS, DRAND_READING)
        with pytest.raises(DrawError, match=r"officers\.jsonl：与清单中的指纹不符"):
            conclude(self.frame.sealed(self.manifest_json) | {"officers.jsonl": b"{}\n"}, SECRETS, DRAND_READING)


def test_a_test_draw_says_so() -> None:
    outcome = making.run_test(subject_frame())
    assert json.loads(outcome.files["seed.json"])["beacon"] == {"name": "test", "round": "", "value": ""}
    assert read_manifest(outcome.files["manifest.json"]).beacon == TEST
    assert Reading(Round("test"), b"") == TEST_READING
    assert not Beacon(Round("drand")).is_test


@pytest.mark.parametrize(
    ("skills", "count", "candidates", "dealt"),
    [
        ((), 2, [], [(), ()]),
        (("p",), 2, [{"p"}], [("p",), ()]),
        (("p", "q"), 2, [{"p", "q"}], [("p", "q"), ()]),
        (("p", "q"), 2, [{"p"}, {"q"}], [("p",), ("q",)]),
        (("p", "q", "r"), 2, [{"p", "r"}, {"q"}], [("p", "r"), ("q",)]),
        (("p", "q", "r"), 2, [{"p"}, {"q"}, {"r"}], [("p",), ("q",), ("r",)]),
        (("p", "q"), 1, [{"p"}], [("p",), ("q",)]),
        (("z",), 1, [{"p"}], [(), ("z",)]),
    ],
)
def test_skills_are_dealt_out(skills: tuple[str, ...], count: int, candidates: list[set[str]], dealt: list[tuple[str, ...]]) -> None:
    assert deal_skills(skills, count, [frozenset(one) for one in candidates]) == dealt


def test_slots_of_a_double_draw_follow_from_the_lines() -> None:
    """Departments in the order of their lines, most officers of theirs, minutes added up, lines without officers left out."""
    whole = (Stratum("*", 1, 1),)
    asked = [
        Line("a", whole, "乙", minutes=30, officers=1, skills=("p",)),
        Line("b", whole, "甲", minutes=20, officers=2),
        Line("c", whole, "乙", minutes=5, officers=3, skills=("q", "p")),
        Line("d", whole, "丙", minutes=500, officers=0, skills=("z",)),
    ]
    officers = tuple(Officer(f"{name}{n}", name, 9000, skills=("p", "q") if n == 0 else ()) for name in "甲乙丙" for n in range(4))
    frame = frozen(
        asked, Subject("S1", dict.fromkeys(range(4), Cell()), town="T1"), Subject("S2", {3: Cell()}), roster=Roster(officers, YEAR, 7)
    )
    tasks = {task.sid: task for task, _ in run(frame).assignment.tasks}
    assert tasks["S1"].slots == (
        Slot("乙", 42, ("p", "q")),
        Slot("乙", 42),
        Slot("乙", 42),
        Slot("甲", 27),
        Slot("甲", 27),
    )
    assert (tasks["S1"].subject, tasks["S1"].town, tasks["S1"].week) == ("S1", "T1", 0)
    assert tasks["S2"].slots == ()


def test_a_programme_s_draw_names_what_it_stands_on() -> None:
    manifest = officer_frame().manifest
    assert manifest.kind is Kind.OFFICERS
    assert manifest.first is not None
    assert (manifest.first.draw, manifest.programme, manifest.weeks) == ("D-1", "ab" * 32, WEEKS)
    assert manifest.weeks[12] == Week(date(2026, 3, 16), date(2026, 3, 22), 5)


def test_more_participants_than_two() -> None:
    secrets = tuple(bytes([n]) * 32 for n in range(5))
    assert json.loads(run(subject_frame(), secrets).files["seed.json"])["reveals"] == [secret.hex() for secret in secrets]
    assert Participant("x", bytes(32)).key == ""
