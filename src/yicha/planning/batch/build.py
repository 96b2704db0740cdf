"""`programme build` and `programme template`: from the arguments to the folder."""

import resource
import secrets
import time
from argparse import Namespace
from datetime import date

from yicha.engines.draw import SECRET_SIZE
from yicha.engines.planning import to_plain
from yicha.engines.programme_check import check
from yicha.kernel.command_line import BadInput, answer, say, show
from yicha.orgs.workbooks import write_officers_template
from yicha.planning.batch.inputs import Places, read_inputs
from yicha.planning.batch.job import Job, run_job
from yicha.planning.batch.notices import write_notices
from yicha.planning.batch.outputs import require_free, write_outputs
from yicha.planning.batch.progress import Telling, in_words
from yicha.planning.batch.report import Run
from yicha.planning.workbooks import write_history_template, write_plans_template
from yicha.subjects.workbooks import write_subjects_template

TEMPLATES = {
    "subjects.xlsx": write_subjects_template,
    "officers.xlsx": write_officers_template,
    "plans.xlsx": write_plans_template,
    "history.xlsx": write_history_template,
}


def run_build(arguments: Namespace) -> int:
    """0 a lawful programme was written, losses or not · 1 none could be · 2 bad input."""
    started = time.monotonic()
    require_free(arguments.out)
    first_day = arguments.first_day or date(arguments.year, 1, 1)
    if first_day.year != arguments.year:
        raise BadInput(f"--from {first_day} 不在 {arguments.year} 年 · is not in that year", "改日期或年份 · change one of them")
    inputs = read_inputs(Places(arguments.subjects, arguments.officers, arguments.plans, arguments.history), arguments.year, first_day)
    secret = arguments.seed or secrets.token_bytes(SECRET_SIZE)
    telling = Telling()
    job = run_job(inputs, secret, telling)
    breaches = check(to_plain(job.instance), to_plain(job.programme))
    if breaches:
        say(f"求得的方案未通过独立核查，未写入 · the programme failed the independent check and was not written: {breaches[0]}")
        return 1
    write_outputs(job, arguments.out, _run(started), None if arguments.seed else secret)
    notices = write_notices(job, arguments.out / "notices") if arguments.notices else 0
    _report(arguments, job, notices, _run(started))
    return 0


def run_template(arguments: Namespace) -> int:
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, write in TEMPLATES.items():
        write(arguments.out / name)
    names = sorted(TEMPLATES)
    answer({"out": str(arguments.out), "files": names}) if arguments.json else show("\n".join(str(arguments.out / name) for name in names))
    return 0


def _run(started: float) -> Run:
    children, own = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
    return Run(f"{time.monotonic() - started:.1f}", max(children, own) // 1024)


def _report(arguments: Namespace, job: Job, notices: int, run: Run) -> None:
    if arguments.json:
        written = {"out": str(arguments.out), "notices": notices}
        answer({**job.figures, "seconds": float(run.seconds), "peak_mb": run.peak_mb, **written})
        return
    show(in_words(job.figures))
    open_posts = sum(not post.cert_no for team in job.teams.values() for post in team)
    posts = sum(len(team) for team in job.teams.values())
    show(f"执法人员岗位 {posts} 个，空缺 {open_posts} 个；未经见证，只能作试验 · {posts} posts, {open_posts} open; a test, not witnessed")
    show(f"{run.seconds} 秒，{run.peak_mb} MB → {arguments.out}")
