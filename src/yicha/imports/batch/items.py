"""`yicha items import FILE`: a list comes in as proposals of its departments; review and publication are people's, on the screen."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from yicha.imports.batch.command import in_words, region_named
from yicha.items.actions.propose_items import propose_items
from yicha.items.actions.register_main_items import register_main_items
from yicha.items.queries import entries_of, listed
from yicha.items.types import ItemEntry, ProposeItems, RegisterMainItems, Revision
from yicha.items.workbooks import coded, read_items
from yicha.kernel.actor import SYSTEM
from yicha.kernel.clock import now
from yicha.kernel.command_line import answer, say, show
from yicha.kernel.tables import Level, read_rows
from yicha.orgs.queries.places import department_codes


def run(arguments: Namespace) -> int:
    """0 proposed, or the preview of `--dry-run` · 1 rows are refused, nothing proposed · 2 unreadable."""
    at, region = now(), region_named(arguments.region)
    held = entries_of(SYSTEM, region, {item.code: item.version for item in listed(SYSTEM, region, at.date())})
    reading = read_items(read_rows(arguments.file), {entry.row.code: entry for entry in held})
    wanted = not arguments.dry_run and bool(reading.rows) and (arguments.accept_valid or not reading.refused)
    if wanted:
        _propose(region, reading.rows, arguments.because, at)
    if arguments.json:
        answer(reading.as_json() | {"imported": reading.valid if wanted else 0})
    else:
        for problem in reading.problems:
            if problem.level is Level.REFUSED:
                say(problem.line)
        show(in_words(reading.new, reading.changed, reading.unchanged, reading.refused))
        show("已提出，待审核 · proposed, to be reviewed" if wanted else "没有提出 · nothing proposed")
    return int(bool(reading.refused) and not arguments.accept_valid)


@transaction.atomic
def _propose(region: str, entries: Sequence[ItemEntry], because: str, at: datetime) -> None:
    """All departments of the file, or none."""
    codes = department_codes(region, at.date())
    placed = [coded(entry, codes) for entry in entries]
    for department in sorted({entry.row.department for entry in placed}):
        own = [entry for entry in placed if entry.row.department == department]
        mains = {entry.main.code: entry.main for entry in own if entry.main}
        if mains:
            register_main_items(SYSTEM, RegisterMainItems(region, department, tuple(mains.values())), at)
        revision = Revision.POWERS_CHANGED if because else None
        propose_items(SYSTEM, ProposeItems(region, department, tuple(entry.row for entry in own), revision, because), at)
