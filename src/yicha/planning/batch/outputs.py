"""What `programme build` leaves in its folder. It appears there only when all of it is written: an interrupted run leaves nothing
that looks whole, and what an earlier run left stays until then.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from yicha.draws.batch.bundles import write_bundle
from yicha.engines.draw import write_full
from yicha.kernel.command_line import BadInput
from yicha.kernel.tables import write_workbook
from yicha.planning.batch.job import Job
from yicha.planning.batch.report import Run, render
from yicha.planning.batch.sheets import Sheets

UNFINISHED = ".unfinished"
OF_THE_DEMO = ("public", "results.xlsx", "checkpoint.txt")
OURS = (*OF_THE_DEMO, "draws", "notices", "seed.json", "report.html", "programme.xlsx", "instance.json", "programme.json")  # the last seals


def require_free(out: Path) -> None:
    """BadInput if the folder holds anything else: it would be taken for part of the programme."""
    if out.exists() and not out.is_dir():
        raise BadInput("不是文件夹 · is not a folder", "换一个路径 · choose another path", file=out)
    foreign = sorted({path.name for path in out.iterdir()} - {*OURS, UNFINISHED}) if out.is_dir() else []
    if foreign:
        what = f"文件夹中还有 {foreign[0]} · the folder also holds {foreign[0]}"
        raise BadInput(what, "换一个新的文件夹 · choose a new folder", file=out)


@contextmanager
def appearing(out: Path) -> Iterator[Path]:
    """A folder to write into. If all goes well, what it holds takes the place of what an earlier run left in `out`."""
    fresh, draft = not out.exists(), out / UNFINISHED
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        yield draft
        _replace(out, draft)
    except BaseException:
        shutil.rmtree(out if fresh else draft, ignore_errors=True)
        raise


def _replace(out: Path, draft: Path) -> None:
    for name in reversed(OURS):
        _remove(out / name)
    for name in (name for name in OURS if (draft / name).exists()):
        (draft / name).rename(out / name)
    draft.rmdir()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def write_outputs(job: Job, out: Path, run: Run, secret_of_ours: bytes | None) -> None:
    """All but the notices. `secret_of_ours`: the seed that was made here because none was given; it is written to seed.json."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "instance.json").write_bytes(job.instance_json)
    (out / "programme.json").write_bytes(job.programme_json)
    for name, outcome in {"subjects": job.subjects_draw, "officers": job.drawn_officers}.items():
        write_bundle(out / "draws" / name, write_full(outcome))
    if secret_of_ours is not None:
        _write_json(out / "seed.json", {"participant": "cli", "seed": secret_of_ours.hex()})
    sheets = Sheets(job)
    write_workbook(out / "programme.xlsx", sheets.all())
    (out / "report.html").write_text(render(sheets, run), encoding="utf-8")


def _write_json(path: Path, plain: Mapping[str, str]) -> None:
    path.write_text(json.dumps(plain, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
