import errno
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone

from yicha.kernel import jobs
from yicha.kernel.actions.keep_file import keep_file
from yicha.kernel.files import (
    FORGOTTEN,
    FileRow,
    StoredFile,
    answer,
    file_of,
    own_file,
    path_of,
    remove_forgotten,
    store,
    verify,
)
from yicha.kernel.models import FileRecord
from yicha.kernel.refusals import NotFound, NotPermitted, OutOfSpace, RuleBroken
from yicha.kernel.testing import NOW, actor, by_the_clock, storm, until
from yicha.kernel.tests.sample import STRANGER
from yicha.kernel.types import FileKept, KeepFile, KernelPermission
from yicha.kernel.uploads import upload

OFFICER = actor(KernelPermission.KEEP_FILE, id="officer")
COLLEAGUE = actor(KernelPermission.KEEP_FILE, id="colleague")
AWAY = actor(KernelPermission.KEEP_FILE, id="officer", region="62/6299")
PHOTO = b"\xff\xd8\xff" + b"photo" * 1000


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.YICHA_HOME = tmp_path
    return tmp_path


def on_disk(home: Path) -> list[Path]:
    return [path for path in (home / "files").rglob("*") if path.is_file()]


def keep(stored: StoredFile, name: str = "照片.jpg") -> FileKept:
    return keep_file(OFFICER, KeepFile(stored.digest, stored.size, "evidence", stored.media_type, name), NOW)


class TestStoring:
    def test_names_the_file_by_its_content_alone(self, home: Path) -> None:
        stored = store([PHOTO[:100], PHOTO[100:]], limit=10_000)
        content = sha256(PHOTO).hexdigest()
        assert stored == StoredFile(f"sha256:{content}", len(PHOTO), "image/jpeg")
        assert on_disk(home) == [home / "files" / content[:2] / content[2:]]
        assert path_of(stored.digest).read_bytes() == PHOTO
        assert path_of(stored.digest).stat().st_mode & 0o077 == 0

    def test_sees_the_type_however_the_stream_is_cut(self) -> None:
        pieces = [b"", *(PHOTO[place : place + 1] for place in range(len(PHOTO)))]
        assert store(pieces, limit=10_000, accept=frozenset({"image/jpeg"})).media_type == "image/jpeg"

    def test_keeps_equal_bytes_once(self, home: Path) -> None:
        assert store([PHOTO], limit=10_000) == store([PHOTO[:7], PHOTO[7:]], limit=10_000)
        assert len(on_disk(home)) == 1

    def test_mends_a_damaged_copy(self) -> None:
        stored = store([PHOTO], limit=10_000)
        path_of(stored.digest).write_bytes(b"rotten")
        store([PHOTO], limit=10_000)
        assert path_of(stored.digest).read_bytes() == PHOTO

    def test_takes_an_empty_file_too(self) -> None:
        assert store([], limit=0).size == 0

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            ({"limit": 10}, "上限"),
            ({"limit": len(PHOTO) - 1}, "上限"),
            ({"limit": 10_000, "declared": len(PHOTO) + 1}, "不完整"),
            ({"limit": 10_000, "declared": len(PHOTO) - 1}, "不完整"),
            ({"limit": 10_000, "accept": frozenset({"application/pdf"})}, "不接受"),
        ],
    )
    def test_refuses_and_leaves_nothing(self, home: Path, options: dict[str, Any], said: str) -> None:
        with pytest.raises(RuleBroken, match=said) as caught:
            store([PHOTO], **options)
        assert caught.value.exits
        assert on_disk(home) == []

    def test_stops_reading_at_the_limit(self) -> None:
        read = []

        def endless() -> Iterator[bytes]:
            while True:
                read.append(1)
                yield b"x" * 1000

        with pytest.raises(RuleBroken):
            store(endless(), limit=5000)
        assert len(read) == 6

    def test_leaves_nothing_when_the_sender_breaks_off(self, home: Path) -> None:
        def broken() -> Iterator[bytes]:
            yield PHOTO
            raise ConnectionResetError

        with pytest.raises(ConnectionResetError):
            store(broken(), limit=10_000)
        assert on_disk(home) == []

    @pytest.mark.parametrize(
        "digest", ["", "sha256:", "sha256:../../etc/passwd", "md5:" + "0" * 64, "sha256:" + "0" * 63, "sha256:" + "G" * 64]
    )
    def test_has_no_path_for_what_is_no_digest(self, digest: str) -> None:
        with pytest.raises(NotFound):
            path_of(digest)


CALLS: dict[str, int] = {"write": 3, "fsync": 3, "rename": 1, "open": 3}


class TestAFullDisk:
    """At each system call in turn: one clear refusal, nothing half-written, and it works again once there is room."""

    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
    @pytest.mark.parametrize(("call", "nth"), [(call, nth) for call, count in CALLS.items() for nth in range(count)])
    def test_at(self, call: str, nth: int, number: int, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        owner: Any = Path if call == "rename" else os
        genuine: Callable[..., Any] = getattr(owner, call)
        seen = []

        def failing(*arguments: Any, **options: Any) -> Any:
            seen.append(call)
            if len(seen) == nth + 1:
                raise OSError(number, "injected")
            return genuine(*arguments, **options)

        with monkeypatch.context() as patched:
            patched.setattr(owner, call, failing)
            with pytest.raises(OutOfSpace, match="未保存") as caught:
                store([PHOTO[:10], PHOTO[10:20], PHOTO[20:]], limit=10_000)
        assert caught.value.status == 507
        assert all(sha256(path.read_bytes()).hexdigest() == path.parent.name + path.name for path in on_disk(home))
        assert path_of(store([PHOTO], limit=10_000).digest).read_bytes() == PHOTO

    def test_short_writes_are_written_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        genuine = os.write
        monkeypatch.setattr(os, "write", lambda file, content: genuine(file, content[:7]))
        assert path_of(store([PHOTO], limit=10_000).digest).read_bytes() == PHOTO

    def test_another_fault_of_the_disk_is_not_called_full(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def failing(*_: object) -> None:
            raise OSError(errno.EIO, "injected")

        monkeypatch.setattr(os, "fsync", failing)
        with pytest.raises(OSError, match="injected"):
            store([PHOTO], limit=10_000)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_disk_that_is_really_full(home: Path) -> None:
    place = home / "files"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("no mount here")
    try:
        with pytest.raises(OutOfSpace):
            store([b"x" * 4096] * 1000, limit=10**9)
        assert on_disk(home) == []
        assert store([b"x" * 4096], limit=10**9).size == 4096
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.mark.django_db
class TestKeeping:
    def test_makes_the_file_its_sender_s(self) -> None:
        kept = keep(store([PHOTO], limit=10_000), "../现场:照片\u202egnp.jpg")
        record = FileRecord.objects.get()
        assert (record.pk, record.uploaded_by, record.region_path, record.kind) == (kept.file, "officer", OFFICER.region, "evidence")
        assert record.name == "现场_照片gnp.jpg"
        assert (own_file(OFFICER, kept.file).digest, file_of(COLLEAGUE, kept.file).name) == (kept.digest, record.name)

    def test_gives_two_senders_of_equal_bytes_a_file_each(self) -> None:
        stored = store([PHOTO], limit=10_000)
        assert keep(stored).file != keep(stored).file

    def test_gives_a_file_to_nobody_else_to_attach(self) -> None:
        kept = keep(store([PHOTO], limit=10_000))
        with pytest.raises(NotFound):
            own_file(COLLEAGUE, kept.file)

    def test_hides_it_from_other_regions_as_if_it_were_not(self) -> None:
        kept = keep(store([PHOTO], limit=10_000))
        answers = []
        for file in (kept.file, UUID(int=0)):
            for look in (own_file, file_of):
                with pytest.raises(NotFound) as caught:
                    look(AWAY, file)
                answers.append(caught.value.message)
        assert len(set(answers)) == 1

    def test_wants_the_bytes_first(self) -> None:
        with pytest.raises(RuleBroken, match="过期"):
            keep(StoredFile("sha256:" + "0" * 64, 5, "text/plain"))
        assert not FileRecord.objects.exists()

    def test_believes_no_other_size(self) -> None:
        stored = store([PHOTO], limit=10_000)
        with pytest.raises(RuleBroken):
            keep(StoredFile(stored.digest, stored.size + 1, stored.media_type))

    def test_wants_the_permission(self) -> None:
        stored = store([PHOTO], limit=10_000)
        with pytest.raises(NotPermitted):
            keep_file(STRANGER, KeepFile(stored.digest, stored.size, "evidence", "image/jpeg", "x"), NOW)

    def test_is_served_as_a_download_that_runs_nothing(self) -> None:
        kept = keep(store([b"<script>alert(1)</script>"], limit=10_000), "坏\r\nX: y.html")
        response = answer(own_file(OFFICER, kept.file))
        assert b"".join(response) == b"<script>alert(1)</script>"
        response.close()
        assert response["Content-Type"] == "text/plain"
        assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert "X" not in response.headers

    def test_lost_bytes_are_not_found_rather_than_a_crash(self) -> None:
        kept = keep(store([PHOTO], limit=10_000))
        path_of(kept.digest).unlink()
        with pytest.raises(NotFound):
            answer(own_file(OFFICER, kept.file))
        assert "丢失" in next(verify())

    def test_a_change_rolled_back_leaves_a_file_that_harms_nobody(self) -> None:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            keep(store([PHOTO], limit=10_000))
            raise ZeroDivisionError
        assert list(verify()) == []


@pytest.mark.django_db
class TestAnUpload:
    def test_is_stored_and_recorded_in_one_go(self) -> None:
        kept = upload(
            OFFICER, [PHOTO], NOW, kind="evidence", name="1.jpg", limit=10_000, declared=len(PHOTO), accept=frozenset({"image/jpeg"})
        )
        assert own_file(OFFICER, kept.file) == FileRow(kept.file, kept.digest, len(PHOTO), "evidence", "image/jpeg", "1.jpg")

    def test_repeated_after_a_lost_answer_is_one_file(self) -> None:
        sent = [upload(OFFICER, [PHOTO], NOW, kind="evidence", name="1.jpg", limit=10_000, key="k").file for _ in range(2)]
        assert sent[0] == sent[1] == FileRecord.objects.get().pk

    def test_refused_leaves_neither(self, home: Path) -> None:
        with pytest.raises(RuleBroken):
            upload(OFFICER, [PHOTO], NOW, kind="evidence", name="1.jpg", limit=10)
        assert (on_disk(home), FileRecord.objects.count()) == ([], 0)


def age(path: Path) -> None:
    old = (timezone.now() - FORGOTTEN - timedelta(minutes=1)).timestamp()
    os.utime(path, (old, old))


@pytest.mark.django_db
class TestForgetting:
    def test_removes_what_nobody_recorded_within_a_day(self, home: Path) -> None:
        old, young, recorded = (store([content], limit=100) for content in (b"old", b"young", b"recorded"))
        keep(recorded)
        age(path_of(old.digest))
        age(path_of(recorded.digest))
        draft = home / "files/draft/killed"
        draft.write_bytes(b"half")
        age(draft)
        assert remove_forgotten() == 2
        assert sorted(on_disk(home)) == sorted([path_of(young.digest), path_of(recorded.digest)])

    def test_has_nothing_to_do_in_a_new_home(self) -> None:
        assert remove_forgotten() == 0

    def test_comes_too_late_file_is_asked_for_again(self) -> None:
        stored = store([PHOTO], limit=10_000)
        age(path_of(stored.digest))
        remove_forgotten()
        with pytest.raises(RuleBroken, match="过期"):
            keep(stored)


@pytest.mark.usefixtures("own_database")
class TestForgettingAtWork:
    def test_never_takes_a_file_that_is_just_being_recorded(self) -> None:
        stored = store([PHOTO], limit=10_000)
        sessions: list[int] = []
        with ThreadPoolExecutor(1) as pool:
            with transaction.atomic():
                keep(stored)
                age(path_of(stored.digest))
                sweeper = pool.submit(sweep, sessions)
                until(lambda: bool(sessions) and is_waiting(sessions[0]))
            assert sweeper.result() == 0
        assert path_of(stored.digest).exists()
        assert list(verify()) == []

    def test_is_done_by_the_clock(self) -> None:
        stored = store([PHOTO], limit=10_000)
        age(path_of(stored.digest))
        by_the_clock(jobs.remove_forgotten_files)
        assert not path_of(stored.digest).exists()

    def test_sixteen_uploads_of_one_file_at_once_are_sixteen_records_of_one_file(self, home: Path) -> None:
        kept = storm(lambda _: keep(store([PHOTO[:9], PHOTO[9:]], limit=10_000)).file)
        assert len(set(kept)) == FileRecord.objects.count() == 16
        assert len(on_disk(home)) == 1


def sweep(sessions: list[int]) -> int:
    """The sweeper in another thread; tells its database session, so that we can see it wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        sessions.append(cursor.fetchone()[0])
    try:
        return remove_forgotten()
    finally:
        connection.close()


def is_waiting(session: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = %s", [session])
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.parametrize(("call", "nth"), [(call, nth) for call, count in CALLS.items() for nth in range(count)])
def test_killed_at_any_system_call_leaves_a_whole_file_or_a_draft_that_is_swept(call: str, nth: int, home: Path) -> None:
    killed_while_storing(call, nth)
    for path in on_disk(home):
        assert path.parent.name == "draft" or sha256(path.read_bytes()).hexdigest() == path.parent.name + path.name
        age(path)
    assert list(verify()) == []
    remove_forgotten()
    assert on_disk(home) == []


def killed_while_storing(call: str, nth: int) -> None:
    """In a child of our own, kill -9 just before the system call."""
    child = os.fork()
    if child == 0:
        try:
            owner: Any = Path if call == "rename" else os
            genuine: Callable[..., Any] = getattr(owner, call)
            seen: list[str] = []

            def deadly(*arguments: Any, **options: Any) -> Any:
                seen.append(call)
                if len(seen) == nth + 1:
                    os.kill(os.getpid(), signal.SIGKILL)
                return genuine(*arguments, **options)

            setattr(owner, call, deadly)
            store([PHOTO[:10], PHOTO[10:20], PHOTO[20:]], limit=10_000)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
