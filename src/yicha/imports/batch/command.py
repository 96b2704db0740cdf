"""`yicha subjects import FILE`: the same preview and confirmation as on the screen, by the system itself."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db import transaction

from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.drop_import import drop_import
from yicha.imports.actions.open_import import open_import
from yicha.imports.actions.read_import import read_import
from yicha.imports.queries import as_json, import_row, problems
from yicha.imports.types import ConfirmImport, DropImport, ImportRow, ImportState, OpenImport, ReadImport, RegisterKind
from yicha.kernel.actor import SYSTEM
from yicha.kernel.clock import now
from yicha.kernel.command_line import BadInput, CannotRun, answer, say, show
from yicha.kernel.parsers.limits import LIMITS
from yicha.kernel.tables import Level
from yicha.kernel.tables.files import require_readable
from yicha.kernel.uploads import upload
from yicha.orgs.queries import regions, seat

CHUNK = 1 << 20
TOLD = 20  # problems on the screen of a person; `--json` gives all
REASON = "命令行 --accept-valid"


def run(arguments: Namespace) -> int:
    """0 imported, or the preview of `--dry-run` · 1 rows are refused, nothing imported · 2 unreadable."""
    kind, at = RegisterKind(arguments.kind), now()
    region = region_named(arguments.region)
    with transaction.atomic():
        found = _previewed(kind, region, arguments.file, at)
        wanted = not arguments.dry_run and bool(found.new + found.changed) and (arguments.accept_valid or not found.refused)
        told = as_json(found)
        if wanted:
            confirm_import(SYSTEM, ConfirmImport(found.id, arguments.accept_valid, REASON if found.refused else ""), at)
        elif not arguments.dry_run:
            drop_import(SYSTEM, DropImport(found.id), at)
        lines = [] if arguments.json else _lines(found)
        transaction.set_rollback(arguments.dry_run)
    if arguments.json:
        answer(told | {"imported": found.valid if wanted else 0})
    else:
        _tell(found, lines, imported=wanted, dry=arguments.dry_run)
    return int(bool(found.refused) and not arguments.accept_valid)


def _previewed(kind: RegisterKind, region: str, path: Path, at: datetime) -> ImportRow:
    require_readable(path)
    kept = upload(SYSTEM, _chunks(path), at, kind="import", name=path.name, limit=LIMITS.stream_bytes)
    made = open_import(SYSTEM, OpenImport(kind, region, kept.file), at).import_id
    read_import(SYSTEM, ReadImport(made), at)
    found = import_row(SYSTEM, kind, made)
    if found.state is ImportState.UNREADABLE:
        fault = dict(found.fault)
        raise BadInput(
            str(fault.get("message")),
            str(fault.get("mend")),
            file=path,
            sheet=str(fault.get("sheet", "")),
            row=fault.get("row"),
            column=str(fault.get("column", "")),
        )
    return found


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(CHUNK), b"")


def region_named(code: str) -> str:
    """The path of a region by its code; without one, the home's own."""
    path = next((one.path for one in regions(SYSTEM) if one.code == code), "") if code else seat().region_path
    if not path:
        raise CannotRun("不知道是哪里的名录，请用 --region 写明区划代码 · whose register? name the region with --region")
    return path


def _lines(found: ImportRow) -> list[str]:
    """The refused first; they are what keeps the file out."""
    refused = problems(found, Level.REFUSED, 0, TOLD)
    return [f"{one.sheet} 第{one.row}行 {one.letter}列“{one.column}”：{one.message}" for one in refused]


def in_words(new: int, changed: int, unchanged: int, refused: int) -> str:
    return f"新增 new {new} · 修改 changed {changed} · 没有变化 unchanged {unchanged} · 拒绝 refused {refused}"


def _tell(found: ImportRow, lines: list[str], *, imported: bool, dry: bool) -> None:
    for line in lines:
        say(line)
    show(in_words(found.new, found.changed, found.unchanged, found.refused))
    if imported:
        show(f"已导入 {found.valid} 行 · imported")
    elif dry:
        show("只看差异，没有导入 · differences only, nothing imported")
    elif found.refused:
        show("没有导入，请改正后再试，或加 --accept-valid · nothing imported: mend the rows, or add --accept-valid")
    else:
        show("没有要导入的 · nothing to import")
