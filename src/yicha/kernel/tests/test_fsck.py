"""An intruder who owns the database takes the triggers off and edits. Whatever the edit, fsck names it."""

import json
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as depth
from hypothesis import strategies as st

from tests.paper import words_of
from yicha.engines.ledger import parse_checkpoint
from yicha.kernel import files, ledger_commands
from yicha.kernel.actions.keep_file import keep_file
from yicha.kernel.actions.redact_payload import redact_payload
from yicha.kernel.checkpoint_sheet import checkpoint_sheet
from yicha.kernel.command_line import BadInput
from yicha.kernel.cosigning import anchor_today, daily_checkpoints
from yicha.kernel.fsck import ENOUGH, fsck
from yicha.kernel.ledger import sequence
from yicha.kernel.models import Checkpoint, Entry, Payload
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, actor, sql
from yicha.kernel.tests.sample import AWAY, CLERK, AddThing, add_thing
from yicha.kernel.trail import history, payload
from yicha.kernel.types import KeepFile, KernelPermission, RedactPayload

TRAILS = ("kernel_entry", "kernel_payload", "kernel_leaf", "kernel_node", "kernel_checkpoint")
AUDITOR = actor(KernelPermission.REDACT_PAYLOAD, id="audit")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.YICHA_HOME = tmp_path
    return tmp_path


@pytest.fixture
def log(room: None) -> None:
    """Nine entries under checkpoints 4, 8 and 9."""
    for number in range(9):
        add_thing(CLERK, AddThing(f"线索{number}"), NOW + timedelta(minutes=number))
        if number in {3, 7, 8}:
            sequence()


@contextmanager
def triggers_off() -> Iterator[None]:
    sql("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    for table in TRAILS:
        sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    yield
    for table in TRAILS:
        sql(f"ALTER TABLE {table} ENABLE TRIGGER ALL")


REHASH = """UPDATE kernel_leaf l SET leaf_hash = sha256('\\x00'::bytea || convert_to(e.body, 'UTF8'))
FROM kernel_entry e WHERE e.run = l.entry_id"""
THIRD = "(SELECT entry_id FROM kernel_leaf WHERE index = 3)"

FORGERIES = {
    "the hashed text": f"UPDATE kernel_entry SET body = replace(body, 'u1', 'u2') WHERE run = {THIRD}",
    "the actor's column": f"UPDATE kernel_entry SET actor = 'u2' WHERE run = {THIRD}",
    "the hour": f"UPDATE kernel_entry SET at = at + interval '1 second' WHERE run = {THIRD}",
    "the clause": f"UPDATE kernel_entry SET clause = 'T-9' WHERE run = {THIRD}",
    "what it is about": f"UPDATE kernel_entry SET about = 'thing:0' WHERE run = {THIRD}",
    "the region": f"UPDATE kernel_entry SET region = '' WHERE run = {THIRD}",
    "the cause": f"UPDATE kernel_entry SET cause = gen_random_uuid() WHERE run = {THIRD}",
    "the payload": f"UPDATE kernel_payload SET text = replace(text, '线索', '假线索') WHERE entry_id = {THIRD}",
    "the salt": f"UPDATE kernel_payload SET salt = '\\x00' WHERE entry_id = {THIRD}",
    "a payload taken out without a reason": f"UPDATE kernel_payload SET text = NULL, salt = NULL WHERE entry_id = {THIRD}",
    "a payload deleted": f"DELETE FROM kernel_payload WHERE entry_id = {THIRD}",
    "an entry deleted": f"DELETE FROM kernel_entry WHERE run = {THIRD}",
    "an entry and its leaf deleted": f"DELETE FROM kernel_entry WHERE run = {THIRD}; DELETE FROM kernel_leaf WHERE index = 3",
    "a leaf's hash": "UPDATE kernel_leaf SET leaf_hash = sha256('x') WHERE index = 3",
    "a leaf's hash in the twin": "UPDATE kernel_leaf SET twin_hash = sha256('x') WHERE index = 3",
    "a leaf deleted": "DELETE FROM kernel_leaf WHERE index = 2",
    "the last leaf deleted": "DELETE FROM kernel_leaf WHERE index = 8",
    "the last leaf moved": "UPDATE kernel_leaf SET index = 99 WHERE index = 8",
    "two leaves swapped": "UPDATE kernel_leaf SET index = -1 WHERE index = 2; UPDATE kernel_leaf SET index = 2 WHERE index = 5;"
    "UPDATE kernel_leaf SET index = 5 WHERE index = -1",
    "a node": "UPDATE kernel_node SET node_hash = sha256('x') WHERE level = 1 AND index = 1",
    "a node of the twin": "UPDATE kernel_node SET twin_hash = sha256('x') WHERE level = 1 AND index = 1",
    "a node deleted": "DELETE FROM kernel_node WHERE level = 2",
    "a node added": "INSERT INTO kernel_node (level, index, node_hash, twin_hash) VALUES (1, 99, sha256('x'), sha256('x'))",
    "a checkpoint's size": "UPDATE kernel_checkpoint SET size = 7 WHERE size = 8",
    "a checkpoint's note": "UPDATE kernel_checkpoint SET note = replace(note, E'\\n8\\n', E'\\n7\\n') WHERE size = 8",
    "a checkpoint's note in the twin": "UPDATE kernel_checkpoint SET twin_note = note WHERE size = 8",
    "a checkpoint's frontier in the twin": "UPDATE kernel_checkpoint SET twin_frontier = frontier WHERE size = 8",
    "a checkpoint's frontier": "UPDATE kernel_checkpoint SET frontier = o.frontier FROM kernel_checkpoint o"
    " WHERE kernel_checkpoint.size = 8 AND o.size = 4",
    "the last checkpoint deleted": "DELETE FROM kernel_checkpoint WHERE size = 9",
    "an entry hashed again": f"UPDATE kernel_entry SET body = replace(body, 'u1', 'u2'), actor = 'u2' WHERE run = {THIRD}; {REHASH}",
    "an entry slipped in": "INSERT INTO kernel_entry SELECT (jsonb_populate_record(e, jsonb_build_object('run', gen_random_uuid()))).*"
    " FROM kernel_entry e LIMIT 1",
    "a placed entry put in the inbox again": f"INSERT INTO kernel_unsequenced SELECT entry_id FROM kernel_leaf WHERE entry_id = {THIRD}",
}


@pytest.mark.usefixtures("log")
class TestFsck:
    def test_is_content_with_an_honest_log(self) -> None:
        assert fsck() == []
        add_thing(CLERK, AddThing("waiting"), NOW)
        assert fsck() == []

    @pytest.mark.parametrize("forgery", FORGERIES)
    def test_sees(self, forgery: str) -> None:
        with triggers_off():
            sql(FORGERIES[forgery])
        assert fsck() != []

    def test_sees_a_forgery_that_is_still_waiting_for_its_place(self) -> None:
        add_thing(CLERK, AddThing("waiting"), NOW)
        with triggers_off():
            sql("UPDATE kernel_payload SET text = '{}' WHERE entry_id IN (SELECT entry_id FROM kernel_unsequenced)")
        assert len(fsck()) == 1

    def test_sees_a_ticket_torn_up(self) -> None:
        add_thing(CLERK, AddThing("never to be placed"), NOW)
        sql("DELETE FROM kernel_unsequenced")
        assert fsck() == ["1 条记录既未入账也未排队 · 1 entries are neither placed nor waiting"]

    def test_sees_a_cut_tail_only_against_an_outside_checkpoint(self) -> None:
        outside = Checkpoint.objects.get(size=8).note
        with triggers_off():
            sql("DELETE FROM kernel_leaf WHERE index > 3; DELETE FROM kernel_checkpoint WHERE size > 4")
            sql("DELETE FROM kernel_node WHERE (index + 1) << level > 4")
            sql("DELETE FROM kernel_payload WHERE entry_id NOT IN (SELECT entry_id FROM kernel_leaf)")
            sql("DELETE FROM kernel_entry WHERE run NOT IN (SELECT entry_id FROM kernel_leaf)")
        assert fsck() == []
        assert fsck(outside) == ["外部检查点 8：账本只有 4 条 · the log has only 4 leaves"]

    def test_sees_a_log_replaced_as_a_whole_only_against_an_outside_checkpoint(self) -> None:
        outside = Checkpoint.objects.get(size=8).note
        with triggers_off():
            sql("TRUNCATE kernel_leaf, kernel_node, kernel_checkpoint")
            sql("INSERT INTO kernel_unsequenced SELECT run FROM kernel_entry")
            sql(f"UPDATE kernel_entry SET xact = -xact, body = replace(body, 'u1', 'u2'), actor = 'u2' WHERE run = {ANY}")
        sequence()
        assert fsck() == []
        assert fsck(outside) == ["外部检查点 8：账本不是其延续 · the log is not its continuation"]

    def test_is_content_with_an_honest_outside_checkpoint(self) -> None:
        assert all(fsck(note) == [] for note in Checkpoint.objects.values_list("note", flat=True))

    @pytest.mark.parametrize("note", ["", "nonsense", "yicha.local/ledger\n8\nAAAA\n\n— yicha.local/ledger AAAA\n"])
    def test_believes_no_outside_checkpoint_that_is_not_ours(self, note: str) -> None:
        assert fsck(note) == ["外部检查点不是本系统签发 · the outside checkpoint is not ours"]

    def test_does_not_drown_the_reader(self) -> None:
        with triggers_off():
            sql("UPDATE kernel_leaf SET leaf_hash = sha256('x')")
            sql("UPDATE kernel_entry SET actor = 'x'")
        assert 9 < len(fsck()) <= ENOUGH


ANY = "(SELECT run FROM kernel_entry ORDER BY at LIMIT 1)"
COLUMNS = ["actor", "role", "region", "department", "use_case", "event", "about", "clause", "command_digest", "body"]


@pytest.mark.usefixtures("log")
@depth(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    index=st.integers(0, 8),
    column=st.sampled_from(COLUMNS),
    put=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
)
def test_any_single_edit_of_any_entry_is_seen(index: int, column: str, put: str) -> None:
    run = Entry.objects.filter(at=NOW + timedelta(minutes=index)).get()
    if getattr(run, column) == put:
        return
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT attack")
        with triggers_off():
            cursor.execute(f"UPDATE kernel_entry SET {column} = %s WHERE run = %s", [put, run.pk])
        assert fsck() != []
        cursor.execute("ROLLBACK TO SAVEPOINT attack")


@pytest.mark.usefixtures("log")
class TestTakingOut:
    def test_leaves_the_log_sound_and_the_text_gone(self) -> None:
        run = Entry.objects.order_by("at")[2].run
        redact_payload(AUDITOR, RedactPayload(run, "个人信息删除请求 3号"), NOW)
        kept = Payload.objects.get(entry=run)
        assert (kept.text, kept.salt) == (None, None)
        assert fsck() == []
        sequence()
        assert fsck() == []
        with pytest.raises(LookupError, match="taken out"):
            payload(run)

    def test_shows_in_the_history_as_a_gap_with_its_reason(self) -> None:
        entry = Entry.objects.order_by("at")[2]
        redact_payload(AUDITOR, RedactPayload(entry.run, "个人信息删除请求 3号"), NOW)
        assert [row.payload for row in history(CLERK, entry.about)] == [None]
        (reason,) = history(CLERK, f"entry:{entry.run}")
        assert reason.payload is not None
        assert (reason.actor, reason.payload["reason"]) == ("audit", "个人信息删除请求 3号")

    def test_wants_a_reason_a_right_and_jurisdiction(self) -> None:
        run = Entry.objects.order_by("at")[2].run
        with pytest.raises(RuleBroken, match="理由"):
            redact_payload(AUDITOR, RedactPayload(run, " "), NOW)
        with pytest.raises(NotPermitted):
            redact_payload(CLERK, RedactPayload(run, "x"), NOW)
        with pytest.raises(NotFound):
            redact_payload(actor(KernelPermission.REDACT_PAYLOAD, region=AWAY.region), RedactPayload(run, "x"), NOW)

    def test_is_done_once(self) -> None:
        run = Entry.objects.order_by("at")[2].run
        redact_payload(AUDITOR, RedactPayload(run, "x"), NOW)
        with pytest.raises(RuleBroken, match="已经删除"):
            redact_payload(AUDITOR, RedactPayload(run, "x"), NOW)


@pytest.mark.usefixtures("log")
class TestTheCommand:
    def run(self, capsys: Any, **options: Any) -> tuple[int, str, str]:
        code = ledger_commands.run_fsck(Namespace(**{"checkpoint": None, "json": False, **options}))
        said = capsys.readouterr()
        return code, said.out, said.err

    def test_says_that_all_is_well(self, capsys: Any) -> None:
        assert self.run(capsys)[:2] == (0, "日志完好 · the ledger is sound\n")

    def test_shows_how_far_it_is(self, capsys: Any) -> None:
        assert "replaying 9/9" in self.run(capsys)[2]

    def test_lists_what_is_wrong_and_fails(self, capsys: Any) -> None:
        sql("DELETE FROM kernel_unsequenced")
        add_thing(CLERK, AddThing("x"), NOW)
        sql("DELETE FROM kernel_unsequenced")
        code, out, _ = self.run(capsys)
        assert code == 1
        assert "既未入账也未排队" in out

    def test_prints_one_object_for_programs(self, capsys: Any) -> None:
        code, out, err = self.run(capsys, json=True)
        assert (code, json.loads(out)) == (0, {"sound": True, "problems": []})
        assert "sound" in err

    def test_checks_against_a_checkpoint_kept_outside(self, capsys: Any, tmp_path: Path) -> None:
        kept = tmp_path / "检查点.txt"
        ledger_commands.run_checkpoint(Namespace(json=True))
        kept.write_text(json.loads(capsys.readouterr().out)["checkpoint"], encoding="utf-8")
        assert self.run(capsys, checkpoint=kept)[0] == 0
        kept.write_text("nonsense", encoding="utf-8")
        assert self.run(capsys, checkpoint=kept)[0] == 1

    def test_checks_against_the_text_of_the_printed_sheet(self, capsys: Any, tmp_path: Path) -> None:
        """As a scanner reads its code, and as a person copies the page: hex in groups of four, both logs."""
        anchor_today(NOW)
        (day,) = daily_checkpoints()
        kept = tmp_path / "打印件.txt"
        for text in ("\n".join(day.note.split("\n")[:3]), words_of(checkpoint_sheet(day))):
            kept.write_text(text, encoding="utf-8")
            assert self.run(capsys, checkpoint=kept)[0] == 0
            other = f"{parse_checkpoint(day.note)[1].root[:2].hex()} ", "0000 "
            kept.write_text(text.replace(*other).replace("ledger\n9", "ledger\n8"), encoding="utf-8")
            assert "账本不是其延续" in self.run(capsys, checkpoint=kept)[1]

    def test_says_which_file_cannot_be_a_checkpoint(self, tmp_path: Path) -> None:
        wrong = tmp_path / "x"
        wrong.write_bytes(b"\xff\xfe\x00")
        with pytest.raises(BadInput, match="not a checkpoint"):
            ledger_commands.run_fsck(Namespace(checkpoint=wrong, json=False))

    def test_shows_what_should_be_kept_outside(self, capsys: Any) -> None:
        assert ledger_commands.run_checkpoint(Namespace(json=False)) == 0
        assert "yicha.local/ledger\n9\n" in capsys.readouterr().out


@pytest.mark.usefixtures("room")
class TestFiles:
    @pytest.fixture
    def path(self) -> Path:
        stored = files.store([b"photo"], limit=100)
        keep_file(actor(KernelPermission.KEEP_FILE), KeepFile(stored.digest, stored.size, "evidence", stored.media_type, "a.jpg"), NOW)
        assert fsck() == []
        return files.path_of(stored.digest)

    def test_lost_are_found_missing(self, path: Path) -> None:
        path.unlink()
        assert "丢失" in fsck()[0]

    @pytest.mark.parametrize("content", [b"PHOTO", b"phot", b"photo!", b""])
    def test_changed_are_found_damaged(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)
        assert "损坏" in fsck()[0]
