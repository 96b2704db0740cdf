"""`yicha demo --once`: the whole main job on the demo county, and one screen that says what came of it."""

import json
import time
from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from procrastinate.contrib.django.models import ProcrastinateJob

from yicha.demo.county import make_county
from yicha.demo.results import write_everything
from yicha.demo.steady import Steady
from yicha.demo.story import Drawn, Story
from yicha.demo.visits import carry_out, due, publish
from yicha.kernel import fsck, ledger
from yicha.kernel.command_line import CannotRun, answer, say, show
from yicha.kernel.outbox import dead_letters
from yicha.planning.batch.outputs import appearing, require_free

SEED, YEAR = "青禾", 2026
LAST_WEEKDAY, MOST_VISITS, PUBLISHED_ON = date(YEAR, 3, 13), 120, date(YEAR, 3, 20)
DRAIN_SECONDS, PAUSE_SECONDS = 120.0, 0.1
BACKGROUND = ("events", "messages")


def run(arguments: Namespace) -> int:
    """0 when every promise held: draws verify, the programme is lawful, the ledger is whole, nothing acknowledged was lost."""
    begun = time.monotonic()
    if arguments.out is None:
        told = _play(None)
    else:
        require_free(arguments.out)
        with appearing(arguments.out) as folder:
            told = _play(folder)
    told["seconds"] = round(time.monotonic() - begun, 1)
    answer(told) if arguments.json else _show(told, arguments.out)
    return 0 if _kept(told) else 1


def _play(out: Path | None) -> dict[str, Any]:
    story = Story(make_county(SEED, YEAR), say)
    story.prepare()
    drawn = story.plan()
    drain(story.steady)
    carried = due(story, drawn.programme, LAST_WEEKDAY, MOST_VISITS)
    say(f"检查 {len(carried)} 次上门：通知、扫码入企、记录、审核 · visits carried out")
    carry_out(story, carried)
    drain(story.steady)
    say("公示结果 · results published")
    published = publish(story, PUBLISHED_ON)
    drain(story.steady)
    while story.steady.read(ledger.sequence):
        pass
    return _findings(story, drawn, len(carried), published, out)


def drain(steady: Steady) -> None:
    """Wait until the background jobs are done. The worker, should it be killed, is started again by who started us."""
    deadline = time.monotonic() + DRAIN_SECONDS
    waiting = ProcrastinateJob.objects.filter(queue_name__in=BACKGROUND, status__in=["todo", "doing"])
    while steady.read(waiting.exists):
        if time.monotonic() > deadline:
            raise CannotRun("后台任务没有完成，请重试 · background jobs do not come to an end, try again")
        time.sleep(PAUSE_SECONDS)


def _findings(story: Story, drawn: Drawn, carried: int, published: int, out: Path | None) -> dict[str, Any]:
    say("核验并写出文书 · verifying and writing documents")
    written = write_everything(story, drawn, out)
    return {
        "subjects": len(story.county.subjects),
        "departments": len(story.departments),
        "lines": sum(len(filed.lines) for filed in story.county.plans),
        **written,
        "visits_carried_out": carried,
        "results_published": published,
        "ledger_problems": story.steady.read(fsck.fsck),
        "dead_letters": len(story.steady.read(dead_letters)),
        "acknowledged": len(story.steady.acknowledged),
        "acknowledged_and_lost": story.steady.lost(),
    }


def _kept(told: Mapping[str, Any]) -> bool:
    return not any(told[name] for name in NOTHING)


def _show(told: Mapping[str, Any], out: Path | None) -> None:
    shown = {**told, "saved": told["alone_doors"] - told["doors"], "ledger_problems": len(told["ledger_problems"])}
    for line in SCREEN:
        show(line.format(**shown))
    if out is not None:
        show(f"文书在 · documents in {out}")
    for name, what in NOTHING.items():
        if told[name]:
            show(f"✗ {what} · {name}: {json.dumps(told[name], ensure_ascii=False)}")


NOTHING = {
    "breaches": "方案违法",
    "draw_problems": "抽取不一致",
    "ledger_problems": "日志不完好",
    "dead_letters": "消息未送达",
    "acknowledged_and_lost": "办理丢失",
}
SCREEN = (
    "青禾县 {subjects} 户、{departments} 个部门、{lines} 个计划行 · a county that does not exist",
    "需求 {demands} 项 · demands      未排 {unplaced} 项，至少 {unplaced_bound} 项 · not placed, at least",
    "上门 {alone_doors} → {doors} 次，少打扰 {saved} 次；已证明至少 {lower_bound} 次 · doors alone → together, proven least",
    "抽取 {subjects_bundle:.16}… 对象  {officers_bundle:.16}… 人员，均重算一致 · both draws verified",
    "执法人员岗位 {posts} 个，空缺 {open_posts} 个 · posts, open",
    "通知书 {notices} 份 · notices      已检查 {visits_carried_out} 次上门，公示 {results_published} 份结果 · visits, results",
    "存证 {acknowledged} 次办理，丢失 {acknowledged_and_lost} 次；日志问题 {ledger_problems} · acts acknowledged, lost, ledger problems",
    "用时 {seconds} 秒 · seconds      未经见证，只作演示 · a test draw, for show only",
)
