"""`programme build` and `programme template`: from the arguments to the folder."""

import resource
import secrets
import shutil
import time
from argparse import Namespace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from yicha.engines.draw import SECRET_SIZE
from yicha.engines.planning import to_plain
from yicha.engines.programme_check import check
from yicha.kernel.command_line import BadInput, CannotRun, answer, say, show
from yicha.kernel.progress import Watched
from yicha.orgs.workbooks import write_officers_template
from yicha.planning.batch.inputs import Places, read_inputs, require_year
from yicha.planning.batch.job import Job, run_job
from yicha.planning.batch.notices import write_notices
from yicha.planning.batch.outputs import appearing, require_free, write_outputs
from yicha.planning.batch.progress import STAGES, in_words
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
    first_day = arguments.first_day or date(arguments.year, 1, 1)
    require_free(arguments.out)
    require_year(arguments.year, first_day)
    inputs = read_inputs(Places(arguments.subjects, arguments.officers, arguments.plans, arguments.history), arguments.year, first_day)
    for remark in inputs.remarks:
        say(remark)
    with Watched(STAGES) as progress, appearing(arguments.out) as draft:
        job = run_job(inputs, arguments.seed or secrets.token_bytes(SECRET_SIZE), progress)
        require_lawful(job)
        progress("files", 0, 1)
        write_outputs(job, draft, _run(started), None if arguments.seed else job.secret)
        progress("files", 1, 1)
        notices = write_notices(job, draft / "notices", progress) if arguments.notices else 0
    _report(arguments, job, notices, _run(started))
    return 0


def require_lawful(job: Job) -> None:
    """The checker shares no code with the solver: what it refuses is never written."""
    breaches = check(to_plain(job.instance), to_plain(job.programme))
    if breaches:
        raise CannotRun(f"求得的方案未通过独立核查，未写入 · the programme failed the independent check and was not written: {breaches[0]}")


def run_template(arguments: Namespace) -> int:
    """Never over a workbook that somebody has begun to fill in."""
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made:
        for name, write in TEMPLATES.items():
            write(Path(made) / name)
        filled = [name for name in TEMPLATES if (out / name).exists() and (out / name).read_bytes() != (Path(made) / name).read_bytes()]
        if filled:
            raise BadInput("已有填写过的表格 · a workbook is there already", "换一个新的文件夹 · choose a new folder", file=out / filled[0])
        for name in TEMPLATES:
            shutil.copyfile(Path(made) / name, out / name)
    answer({"out": str(out), "files": [*TEMPLATES]}) if arguments.json else show("\n".join(str(out / name) for name in TEMPLATES))
    return 0


def _run(started: float) -> Run:
    children, own = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
    return Run(f"{time.monotonic() - started:.1f}", max(children, own) // 1024)


def _report(arguments: Namespace, job: Job, notices: int, run: Run) -> None:
    unknown, posts, open_posts = len(job.demands.unknown), job.posts, job.open_posts
    if arguments.json:
        more = {"posts": posts, "open_posts": open_posts, "unknown": unknown, "provisional": job.provisional, "notices": notices}
        answer({**job.figures, "seconds": float(run.seconds), "peak_mb": run.peak_mb, **more, "out": str(arguments.out)})
        return
    show(in_words(job.figures))
    show(f"执法人员岗位 {posts} 个，空缺 {open_posts} 个；未经见证，只能作试验 · {posts} posts, {open_posts} open; a test, not witnessed")
    if unknown:
        show(f"名单中 {unknown} 个主体编号不在名录，见 programme.xlsx“名单查无” · {unknown} names of lists are not in the register")
    if job.provisional:
        show(f"{job.year.year} 年放假安排未公布，工作日历为暂定 · the calendar of {job.year.year} is provisional")
    show(f"{run.seconds} 秒，{run.peak_mb} MB → {arguments.out}")
