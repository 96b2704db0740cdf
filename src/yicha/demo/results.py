"""What the demo leaves: programme, bundles, workbook, report, notices, results; and the independent checks of them."""

import resource
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from yicha.demo.story import Drawn, Story
from yicha.disclosure.queries import publications
from yicha.draws.batch.bundles import write_bundle
from yicha.draws.queries import bundle, draw
from yicha.engines.draw import number_of, verify
from yicha.engines.planning import to_plain
from yicha.engines.programme_check import check
from yicha.inspections.queries import notices
from yicha.kernel.actor import SYSTEM
from yicha.kernel.ledger import latest_checkpoint
from yicha.kernel.tables import Sheet, write_workbook
from yicha.planning.batch.job import Job
from yicha.planning.batch.outputs import write_outputs
from yicha.planning.batch.recorded import recorded_job
from yicha.planning.batch.report import Run
from yicha.planning.documents import render_each

NOTICES_DATED = date(2026, 1, 5)
PROCESSES = 2
RESULTS = ("检查编号", "部门", "主体编号", "主体名称", "结果", "检查时间", "填报期限", "推送期限", "公示期限", "状态")


def write_everything(story: Story, drawn: Drawn, out: Path | None) -> dict[str, object]:
    """The figures and what the independent checks found; the files too, if there is a folder for them."""
    begun = time.monotonic()
    job = story.steady.read(lambda: recorded_job(SYSTEM, drawn.programme))
    found = _checked(story, job, drawn)
    if out is None:
        return {**job.figures, **found, "notices": 0}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    write_outputs(job, out, Run(f"{time.monotonic() - begun:.1f}", peak), None)
    for name, pk in {"subjects": drawn.draw, "officers": drawn.staffing_draw}.items():
        write_bundle(out / "public" / name, story.steady.read(partial(bundle, SYSTEM, pk, public=True)))
    write_workbook(out / "results.xlsx", [Sheet("检查结果", RESULTS, list(_results(story)))])
    (out / "checkpoint.txt").write_text(story.steady.read(latest_checkpoint), encoding="utf-8")
    return {**job.figures, **found, "notices": _write_notices(story, drawn, out / "notices")}


def _checked(story: Story, job: Job, drawn: Drawn) -> dict[str, object]:
    breaches = check(to_plain(job.instance), to_plain(job.programme))
    problems: list[str] = []
    for pk in (drawn.draw, drawn.staffing_draw):
        for public in (False, True):
            problems += verify(story.steady.read(partial(bundle, SYSTEM, pk, public=public))).problems
    posts = [post for team in job.teams.values() for post in team]
    return {
        "breaches": [str(breach) for breach in breaches],
        "draw_problems": problems,
        "draws": [story.steady.read(partial(draw, SYSTEM, pk)).number for pk in (drawn.draw, drawn.staffing_draw)],
        "subjects_bundle": number_of(job.subjects_draw.files),
        "officers_bundle": number_of(job.drawn_officers.files),
        "posts": len(posts),
        "open_posts": sum(not post.cert_no for post in posts),
    }


def _results(story: Story) -> Iterator[tuple[str, ...]]:
    for row in story.steady.read(lambda: publications(SYSTEM, story.place)):
        days = (row.file_by, row.push_by, row.publish_by)
        shown = (row.inspection, row.department, row.sid, row.name, row.outcome, f"{row.checked_at:%Y-%m-%d %H:%M}")
        yield (*shown, *map(str, days), row.status)


def _write_notices(story: Story, drawn: Drawn, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    values = story.steady.read(lambda: list(notices(SYSTEM, drawn.programme, story.place, story.year, NOTICES_DATED)))
    for (row, _), content in zip(values, render_each((notice for _, notice in values), PROCESSES), strict=True):
        (folder / f"{row.number}.pdf").write_bytes(content)
    return len(values)
