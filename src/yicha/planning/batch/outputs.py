"""What `programme build` leaves in its folder. Everything is written beside the target and moved in at the end of its kind."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from yicha.draws.batch.bundles import write_bundle
from yicha.engines.draw import write_full
from yicha.kernel.command_line import BadInput
from yicha.kernel.tables import write_workbook
from yicha.planning.batch.job import Job
from yicha.planning.batch.report import Run, render
from yicha.planning.batch.sheets import Sheets

NEW_FOLDER = "换一个新的文件夹 · choose a new folder"
OURS = {"instance.json", "programme.json", "programme.xlsx", "report.html", "seed.json", "draws", "notices"}


def require_free(out: Path) -> None:
    """BadInput if the folder holds anything else: it would be taken for part of the programme."""
    if out.exists() and not out.is_dir():
        raise BadInput("不是文件夹 · is not a folder", "换一个路径 · choose another path", file=out)
    foreign = sorted({path.name for path in out.iterdir()} - OURS) if out.is_dir() else []
    if foreign:
        raise BadInput(
            f"文件夹中还有 {foreign[0]} · the folder also holds {foreign[0]}", "换一个新的文件夹 · choose a new folder", file=out
        )


def write_outputs(job: Job, out: Path, run: Run, secret_of_ours: bytes | None) -> None:
    """`secret_of_ours`: the seed that was made here because none was given; it is written to seed.json."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "instance.json").write_bytes(job.instance_json)
    (out / "programme.json").write_bytes(job.programme_json)
    for name, outcome in {"subjects": job.subjects_draw, "officers": job.drawn_officers}.items():
        shutil.rmtree(out / "draws" / name, ignore_errors=True)
        write_bundle(out / "draws" / name, write_full(outcome))
    if secret_of_ours is not None:
        _write_json(out / "seed.json", {"participant": "cli", "seed": secret_of_ours.hex()})
    sheets = Sheets(job).all()
    write_workbook(out / "programme.xlsx", sheets)
    (out / "report.html").write_text(render(job, sheets[-1], run), encoding="utf-8")


def _write_json(path: Path, plain: Mapping[str, str]) -> None:
    path.write_text(json.dumps(plain, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
