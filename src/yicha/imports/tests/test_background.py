"""Large imports: the worker confirms and undoes them, all or nothing, also when it is killed in the middle."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from yicha.engines.quality.tests.makers import invented_uscc
from yicha.imports.actions.ask_import import ask_import
from yicha.imports.actions.finish_import import finish_import
from yicha.imports.queries import import_row
from yicha.imports.testing import bring_in, look_at
from yicha.imports.tests.sheets import CODES, WRONG, line, register, sheet
from yicha.imports.types import AskImport, FinishImport, ImportAct, ImportRow, ImportState, RegisterKind
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.jobs import sweep
from yicha.kernel.models import Entry
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, by_the_clock, jobs, until, work_off
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting
from yicha.subjects.testing import make_subjects
from yicha.subjects.types import SubjectRow

STEWARD = make_actor(Role.DATA_STEWARD)
MANY = 60


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("imports.web.acts", "imports.web.pages", "imports.actions.waive_check_digit", "config.wiring"):
        monkeypatch.setattr(f"yicha.{place}.IN_BACKGROUND", 10)


def found(made: int) -> ImportRow:
    return import_row(SYSTEM, RegisterKind.SUBJECTS, made)


def asked(made: int, act: ImportAct = ImportAct.CONFIRM, reason: str = "") -> None:
    ask_import(STEWARD, AskImport(made, act, bool(reason), reason), NOW)


def finished(made: int) -> ImportState:
    return finish_import(SYSTEM, FinishImport(made), NOW).state


@pytest.mark.django_db
@pytest.mark.clause("LYG-4.2", "YX-2.7")
def test_who_asks_has_confirmed_and_undone_it_and_the_worker_does_it() -> None:
    made = look_at(sheet(line(1), line(2)))
    asked(made)
    assert (found(made).state, register()) == (ImportState.CONFIRMING, {})
    assert finished(made) is ImportState.CONFIRMED
    assert sorted(register()) == sorted(CODES[1:3])
    asked(made, ImportAct.UNDO, "传错了")
    assert len(register()) == 2
    assert finished(made) is ImportState.UNDONE
    done = found(made)
    assert (register(), done.confirmed_by, done.undone_by, done.undone_because) == ({}, STEWARD.id, STEWARD.id, "传错了")
    assert finished(made) is ImportState.UNDONE, "asked again by nobody, so nothing is done"


@pytest.mark.django_db
@pytest.mark.parametrize(("act", "reason"), [(ImportAct.CONFIRM, ""), (ImportAct.UNDO, "传错了"), (ImportAct.UNDO, " ")])
def test_what_is_asked_for_out_of_time_is_refused_at_once(act: ImportAct, reason: str) -> None:
    made = look_at(sheet(line(1))) if act is ImportAct.CONFIRM else bring_in(sheet(line(1)))
    if reason.strip() or act is ImportAct.CONFIRM:
        asked(made, act, reason)
    with pytest.raises(RuleBroken):
        asked(made, act, reason)


@pytest.mark.django_db
def test_rows_that_are_refused_are_asked_about_before_the_worker_begins() -> None:
    made = look_at(sheet(line(1), ["甲店", WRONG, "", ""]))
    with pytest.raises(RuleBroken, match="有 1 行错误"):
        asked(made)
    asked(made, reason="错的下周补")
    assert finished(made) is ImportState.CONFIRMED
    assert found(made).accepted_because == "错的下周补"


@pytest.mark.django_db
@pytest.mark.clause("LYG-4.2")
def test_a_register_that_has_moved_writes_nothing_and_the_page_says_why() -> None:
    made = look_at(sheet(line(1), line(2)))
    asked(made)
    make_subjects(SubjectRow(CODES[2], "别的店", CODES[2]))
    assert finished(made) is ImportState.PREVIEWED
    assert (list(register()), found(made).confirmed_by) == ([CODES[2]], "")
    assert "名录又有改动" in acting(STEWARD).get(f"/subjects/import/{made}/").content.decode()
    assert not Entry.objects.filter(event__endswith="ImportConfirmed").exists()


@pytest.mark.django_db
def test_an_undoing_that_is_refused_leaves_the_import_in_the_register() -> None:
    made = bring_in(sheet(line(1)))
    asked(made, ImportAct.UNDO, "传错了")
    make_subjects(SubjectRow(CODES[1], "改了名", CODES[1]))
    assert finished(made) is ImportState.CONFIRMED
    assert (list(register()), found(made).undone_by, found(made).undone_because) == ([CODES[1]], "", "")
    assert "没有撤销" in acting(STEWARD).get(f"/subjects/import/{made}/").content.decode()


@pytest.mark.usefixtures("own_database", "large")
def test_the_pages_of_a_large_file_wait_for_the_worker() -> None:
    made = look_at(sheet(line(1), ["甲店", WRONG, "", ""]))
    page, client = f"/subjects/import/{made}/", acting(STEWARD)
    for act, said in (("waive", {"code": WRONG, "reason": "原件如此"}), ("confirm", {}), ("undo", {"reason": "传错了"})):
        assert client.post(page + act + "/", said).status_code == 303
        waiting = client.get(page).content.decode()
        assert 'hx-trigger="every 2s"' in waiting
        assert "HX-Redirect" not in client.get(page + "state/").headers
        work_off()
        assert client.get(page + "state/").headers["HX-Redirect"] == page
    assert found(made).state is ImportState.UNDONE


@contextmanager
def program(url: str, name: str) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "yicha.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-m", "yicha.imports.tests.program", name]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def killed_half_way(url: str, name: str) -> None:
    with program(url, name) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        process.kill()
    until(alone)


def alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        return bool(cursor.fetchone()[0] == 0)


def many() -> bytes:
    return sheet(*([f"第{number}号店", invented_uscc(100 + number), "城关镇", ""] for number in range(MANY)))


def test_killed_half_way_the_naive_way_leaves_a_part(own_database: str) -> None:
    look_at(many())
    killed_half_way(own_database, "write-half")
    assert 0 < len(register()) < MANY


@pytest.mark.clause("LYG-4.2")
def test_a_worker_killed_half_way_loses_and_doubles_nothing(own_database: str) -> None:
    made = look_at(many())
    asked(made)
    killed_half_way(own_database, "work-half")
    assert (register(), found(made).state, jobs()) == ({}, ImportState.CONFIRMING, ["doing"])
    by_the_clock(sweep, seconds=0)
    work_off()
    assert (len(register()), found(made).state) == (MANY, ImportState.CONFIRMED)
    assert Entry.objects.filter(event__endswith="ImportConfirmed").count() == 1
