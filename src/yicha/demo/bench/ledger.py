"""`yicha bench ledger`: how many entries a second the replay of the log checks on one core, beside asking for each entry's proof.

The naive way looks entries up one by one, as an auditor does who has only the proofs: each in both logs against the present head, and
its columns and payload. It sees neither a lost entry nor a broken checkpoint.

Counted is the processor's time of the program and of its backend in PostgreSQL together, so that neighbours do not change the answer.
"""

import json
import os
import time
from argparse import Namespace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.db import connection, transaction

from yicha.demo.story import CHINA
from yicha.engines.ledger import is_included, leaf_hash
from yicha.kernel.command_line import CannotRun, answer, say, show
from yicha.kernel.fsck import fsck
from yicha.kernel.ledger import BATCH, LOGS, opened, prove_inclusion, sequence
from yicha.kernel.models import Entry, Leaf, Payload, Unsequenced
from yicha.kernel.trail import salted, sealed

BEGINS = datetime(2026, 1, 5, 9, tzinfo=CHINA)
TICKS = os.sysconf("SC_CLK_TCK")
NAIVE_MOST = 1000
USER_TICKS = 11  # place of utime in /proc/…/stat after the name; stime follows


def run(arguments: Namespace) -> int:
    """1 if the log that was just written is found unsound."""
    _write_log(arguments.entries)
    say(f"日志 {arguments.entries} 条，开始重放 · entries written, replaying")
    begun, clock = _processor_seconds(), time.monotonic()
    problems = fsck()
    used, waited = _processor_seconds() - begun, time.monotonic() - clock
    ours, naive = arguments.entries / used, _one_by_one(min(NAIVE_MOST, arguments.entries))
    told = {
        "entries": arguments.entries,
        "entries_per_core_second": round(ours),
        "one_by_one_per_core_second": round(naive),
        "ours_to_one_by_one": round(ours / naive, 1),
        "processor_seconds": round(used, 2),
        "seconds": round(waited, 2),
        "problems": problems,
    }
    if arguments.json:
        answer(told)
    else:
        show("\n".join(f"{name}  {value}" for name, value in told.items()))
    return 1 if problems else 0


def _one_by_one(entries: int) -> float:
    """Entries a second, of the first so many."""
    runs = Leaf.objects.order_by("index").values_list("entry", flat=True)[:entries]
    begun = _processor_seconds()
    for run in list(runs):
        for log in LOGS:
            found = prove_inclusion(run, log)
            size, root = opened(found.checkpoint, log) or (0, b"")
            if not is_included(found.index, leaf_hash(found.body.encode(), log.suite), size, root, found.hashes, suite=log.suite):
                raise CannotRun(f"记录 {run} 的证明不成立 · its proof does not hold")
        entry = Entry.objects.select_related("payload").get(pk=run)
        said = entry.payload
        if salted(bytes(said.salt or b""), said.text or "") != json.loads(entry.body)["payload_digest"]:
            raise CannotRun(f"记录 {run} 的内容被改动 · its payload was changed")
    return entries / (_processor_seconds() - begun)


def _write_log(entries: int) -> None:
    for start in range(0, entries, BATCH):
        _append(range(start, min(start + BATCH, entries)))
        sequence()


@transaction.atomic
def _append(numbers: range) -> None:
    """Entries as large as those of the demo county on the average, under the run of the first: one use case each would take minutes."""
    found = [(entry, sealed(entry, "{}", {"inspection": entry.about, "told": "检" * 35})) for entry in map(_entry, numbers)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('yicha.use_case', %s, true)", [f"{found[0][0].run}"])
    Payload.objects.bulk_create(payload for _, payload in found)
    Entry.objects.bulk_create(entry for entry, _ in found)
    Unsequenced.objects.bulk_create(Unsequenced(entry_id=entry.run) for entry, _ in found)


def _entry(number: int) -> Entry:
    return Entry(
        run=uuid4(),
        at=BEGINS + timedelta(seconds=number),
        actor=f"officer-{number % 97}",
        role="officer",
        region="99/9904/990421",
        department="990421-01",
        use_case="yicha.inspections.actions.record_answers.record_answers",
        event="yicha.inspections.types.events.AnswersRecorded",
        about=f"inspection:{number}",
        clause="LYG-4.3a R-INSP-1",
    )


def _processor_seconds() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [backend] = cursor.fetchone()
    told = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + sum(map(int, told[USER_TICKS : USER_TICKS + 2])) / TICKS
