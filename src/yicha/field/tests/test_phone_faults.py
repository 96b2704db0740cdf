"""The network lies, the disk is read by others, the clock jumps, two windows are open: nothing is lost and nothing counts twice."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from playwright.sync_api import expect

from yicha.field.tests.acts import ANSWER, answer, photograph, unsent_chunks
from yicha.field.tests.desk import Desk, Json, digest
from yicha.field.tests.phones import until
from yicha.field.tests.test_phone_visit import Phones

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("phones")]


@pytest.mark.nightly
def test_a_captive_portal_is_no_office(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    phone.start()
    phone.sign_in()
    answer(phone, "pass")
    desk.faults[:] = ["portal"] * 3
    assert phone.send() is False
    expect(phone.page.locator("#line")).to_contain_text("没网，照常检查。1 份有网后自动上传")
    assert phone.states() == [[1, "sealed", ""]]


def test_a_receipt_that_the_office_did_not_sign_settles_nothing(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    phone.start()
    phone.sign_in()
    answer(phone, "pass")
    real = desk.sync

    def between(body: Json) -> Json:
        told = real(body)
        return told | {"receipts": [one | {"sig": "0" * 127 + "1"} for one in told["receipts"]]}

    desk.sync = between  # type: ignore[method-assign] # somebody in the middle
    assert phone.send() is False
    assert phone.states() == [[1, "sealed", ""]]
    desk.sync = real  # type: ignore[method-assign] # as it was
    until(phone.send, 40)
    assert phone.states() == [[1, "applied", ""]]


@pytest.mark.nightly
def test_a_photograph_goes_on_where_it_stopped(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    phone.start()
    phone.sign_in()
    desk.log.clear()
    assert photograph(phone, 1_500_000) == ""
    desk.faults[:] = ["", "", "", "", "503"]  # sync, state, two parts, then the line breaks
    assert phone.send() is False
    until(phone.send, 40)
    sent = [line for line in desk.log if line.startswith("PUT")]
    assert (len(sent), len(set(sent))) == (7, 6)
    [(name, parts)] = desk.files.items()
    assert digest(b"".join(parts[n] for n in sorted(parts))) == name
    assert unsent_chunks(phone) == 0


def test_nothing_can_be_read_on_the_disk(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    phone.start()
    phone.sign_in()
    answer(phone, "fail")
    phone.page.evaluate("""() => field.evidence.capture(field.app.store, '1', 'p/1',
      new TextEncoder().encode('JPEG-ORIGINAL-4711 '.repeat(20000)).buffer)""")
    phone.page.evaluate("""async () => {  // the control: what lies there unsealed is found
      const open = indexedDB.open('control', 1);
      open.onupgradeneeded = () => open.result.createObjectStore('s');
      await new Promise((resolve) => { open.onsuccess = resolve; });
      const run = open.result.transaction('s', 'readwrite', { durability: 'strict' });
      run.objectStore('s').put({ plain: 'CONTROL-' + 'WORDS-5713', words: '对照' + '的话' }, 1);
      await new Promise((resolve) => { run.oncomplete = resolve; }); }""")
    phone.kill()
    disk = b"".join(path.read_bytes() for path in phone.profile.rglob("*") if path.is_file())
    assert b"CONTROL-WORDS-5713" in disk
    assert "对照的话".encode("utf-16-le") in disk
    for words in ("灶间灭火器指针在红区", "青禾里餐饮店", "correct horse", "JPEG-ORIGINAL-4711", "张禾"):
        for coded in ("utf-8", "utf-16-le"):
            assert words.encode(coded) not in disk, words


@pytest.mark.nightly
def test_case_40_a_phone_restored_from_a_backup_says_again_what_was_refused(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    phone.start()
    phone.sign_in()
    answer(phone, "pass")
    phone.kill()
    copy = phone.profile.with_name("copy")
    shutil.copytree(phone.profile, copy, symlinks=True)
    phone.start()
    phone.unlock()
    answer(phone, "pass", "q/2")
    until(phone.send, 40)
    phone.kill()
    shutil.rmtree(phone.profile)
    copy.rename(phone.profile)
    desk.dark = True
    phone.start()
    phone.unlock()
    answer(phone, "fail", "q/2")  # number 2 once more
    desk.dark = False
    until(phone.send, 40)
    assert (desk.answers(), sorted(desk.answers(path="q/2"))) == (["pass"], ["fail", "pass"])
    assert len(desk.lanes) == 2
    assert phone.states() == [[1, "applied", ""], [2, "again", "fork"], [3, "conflict", "differs"]]


@pytest.mark.nightly
def test_an_office_that_went_back_to_yesterday_gets_everything_again(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    phone.start()
    phone.sign_in()
    answer(phone, "pass")
    until(phone.send)
    [lane] = desk.lanes.values()
    answer(phone, "fail", "q/2")
    until(phone.send)
    lane.seq, lane.fp = 0, ""
    desk.receipts.clear()
    desk.taken.clear()
    desk.seen.clear()
    for one in desk.visits.values():
        one["heads"] = {}
    answer(phone, "pass", "q/4")
    until(phone.send)
    assert [op["seq"] for op in desk.seen] == [1, 2, 3]
    assert {state for _, state, _ in phone.states()} == {"applied"}


@pytest.mark.nightly
def test_two_windows_share_one_chain(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    one = phone.start()
    phone.sign_in()
    two = phone.context.new_page()
    two.goto(phone.address)
    phone.page = two
    phone.unlock()
    many = f"""(path) => {{ globalThis.work = (async () => {{
      for (let i = 0; i < 20; i += 1) await ({ANSWER})(['1', path, i % 2 ? 'pass' : 'fail']); }})(); }}"""
    for page, path in ((one, "q/1"), (two, "q/2")):
        page.evaluate(many, path)
    for page in (one, two):
        page.evaluate("() => globalThis.work")
    until(phone.send, 40)
    assert [seq for seq, *_ in phone.states()] == list(range(1, 41))
    assert {state for _, state, _ in phone.states()} == {"applied"}
    assert (desk.answers(), desk.answers(path="q/2")) == (["pass"], ["pass"])


def test_a_new_version_waits_for_the_officer(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    page = phone.start()
    phone.sign_in()
    phone.settled()
    page.reload()  # from now on the worker stands between the page and the network
    phone.unlock()
    page.evaluate("async () => field.oplog.draft(field.app.store, '1', 'q/2', { v: 'pass', note: '', value: '' })")
    before = page.evaluate("() => caches.keys()")
    desk.release = "2"
    page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update(); }")
    until(lambda: page.evaluate("async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)"))
    assert page.evaluate("() => caches.keys()") == before
    page.get_by_role("link", name="我的").click()
    page.get_by_role("button", name="换新版本").click()
    until(lambda: page.evaluate("() => Boolean(globalThis.field && field.ready && !field.app.store)"))
    phone.unlock()
    until(phone.send)
    assert desk.answers(path="q/2") == ["pass"]


@pytest.mark.nightly
def test_the_clock_of_1970_and_a_file_instead_of_the_network(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    page = phone.start("Date = class extends Date { constructor(...given) { super(...(given.length ? given : [0])); } };")
    phone.sign_in()
    desk.dark = True
    answer(phone, "fail")
    page.get_by_role("link", name="我的").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="存成文件").click()
    sealed = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert download.value.suggested_filename.endswith(".yc1")
    assert "fail" not in json.dumps(sealed)
    with pytest.raises(InvalidSignature):
        desk.hand_in(sealed | {"sig": "0" * 127 + "1"})
    [said] = desk.hand_in(sealed)
    assert json.loads(said["text"])["status"] == "applied"
    desk.dark = False
    until(phone.send, 40)
    assert (desk.answers(), len(desk.seen)) == (["fail"], 1)  # case 56


@pytest.mark.skipif(os.geteuid() != 0, reason="mounts a small disk")
@pytest.mark.nightly
def test_a_full_disk_loses_nothing_and_can_still_send(desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    phone.profile.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", phone.profile], check=False).returncode:
        pytest.skip("no disk may be mounted here")
    try:
        phone.start()
        phone.sign_in()
        answer(phone, "fail")
        desk.dark, taken = True, 0
        while (said := photograph(phone, 4_000_000 + taken)) == "":
            taken += 1
        assert said == "QuotaExceededError"
        desk.dark = False
        until(phone.send, 60)
        assert desk.answers() == ["fail"]
        assert len(desk.visits["1"]["heads"]["p/1"]) == taken > 0
        phone.page.evaluate("() => field.evidence.free(field.app.store, true)")
        until(lambda: photograph(phone, 4_100_000) == "", 30)
    finally:
        phone.kill()
        subprocess.run(["umount", "-l", phone.profile], check=True)
