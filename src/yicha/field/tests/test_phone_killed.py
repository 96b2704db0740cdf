"""kill -9 of the whole browser at twenty named steps: afterwards everything is there exactly once (I-1, I-2)."""

import re
from pathlib import Path

import pytest

from yicha.field.tests.acts import ANSWER, CONCLUDE, PHOTO, unsent_chunks
from yicha.field.tests.desk import PASSWORD, Desk
from yicha.field.tests.phones import Phone, until
from yicha.field.tests.test_phone_visit import Phones

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("phones")]

# What is done already is not done again; an unfinished photograph is finished, as the first screen offers.
VISIT = f"""async () => {{ const {{ app, oplog, evidence }} = field;
  const there = async (path) => Object.keys((await oplog.fields(app.store, '1'))[path] || {{}}).length;
  for (const found of await oplog.drafts(app.store)) await oplog.seal(app.store, found.visit, found.path);
  if (!(await there('q/1'))) await ({ANSWER})(['1', 'q/1', 'fail']);
  for (const told of await evidence.unfinished(app.store))
    await (told.whole ? evidence.finish(app.store, told) : evidence.give(app.store, told.file));
  if (!(await there('p/1'))) await ({PHOTO})(['1', 600000]);
  const done = (await oplog.log(app.store)).some(({{ op }}) => op.kind === 'conclude');
  if (!done) await ({CONCLUDE})('1');
  await app.send(); return app.send(); }}"""
EVERY_TIME = ["vault-kept", "answer-kept", "chunks-kept", "photo-kept", "sync-answered", "file-receipted"]
NIGHTLY = ["enrolled", "draft-before", "draft-kept", "answer-made", "photo-hashed", "photo-made", "conclude-made", "conclude-kept"]
NIGHTLY += ["sync-before", "sync-kept", "chunk-before", "chunk-sent", "file-freed"]
STEPS = re.compile(r'step\("([\w-]+)"\)')
CHAIN = [f"{kind}-{end}" for kind in ("answer", "photo", "conclude") for end in ("made", "kept")]  # of `append`, by the kind of the act
AT_THE_DOOR = {"enrolled", "vault-kept"}


def test_every_named_step_is_one_at_which_it_is_killed() -> None:
    """FIELD1 names twenty: these, and half a migration of the store."""
    code = "".join(path.read_text(encoding="utf-8") for path in (Path(__file__).parents[1] / "static/field").glob("*.js"))
    assert sorted([*EVERY_TIME, *NIGHTLY]) == sorted([*STEPS.findall(code), *CHAIN])
    assert len(EVERY_TIME) + len(NIGHTLY) + 1 == 20


def halted(phone: Phone, step: str) -> None:
    """The phone stands still at that step, then there is no power any more."""
    page = phone.start(f"globalThis.fieldHalt = '{step}';" if step in AT_THE_DOOR else "")
    if step in AT_THE_DOOR:
        page.get_by_label("账号").fill("zhang")
        page.get_by_label("登录密码").fill(PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
    else:
        phone.sign_in()
        page.evaluate("(step) => { globalThis.fieldHalt = step; }", step)
        page.evaluate(f"() => {{ ({VISIT})(); }}")
    until(lambda: page.evaluate("() => globalThis.fieldHalted === globalThis.fieldHalt"))
    phone.kill()


def one_of_each(phone: Phone, desk: Desk, step: str) -> None:
    phone.start()
    if step == "enrolled":  # the office has a lane that nobody uses
        phone.sign_in()
    else:
        phone.unlock()
    until(lambda: phone.page.evaluate("() => field.app.fresh"))
    assert phone.page.evaluate(VISIT)
    assert desk.answers() == ["fail"]
    photos = list(desk.visits["1"]["heads"]["p/1"].values())
    assert [photo["n"] for photo in photos] == [1]
    assert (desk.file("1", photos[0]["file"]) or {})["receipt"]
    assert desk.visits["1"]["parts"]["SCJG"]["state"] == "submitted"
    assert [state for _, state, _ in phone.states()] == ["applied"] * 3
    assert [op["kind"] for op in desk.seen] == ["answer", "photo", "conclude"]
    assert unsent_chunks(phone) == 0
    assert desk.visits["1"]["version"] == 4


@pytest.mark.parametrize("step", EVERY_TIME)
def test_killed_at(step: str, desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    halted(phone, step)
    one_of_each(phone, desk, step)


@pytest.mark.nightly
@pytest.mark.parametrize("step", NIGHTLY)
def test_killed_at_every_other_step(step: str, desk: Desk, phones: Phones) -> None:
    phone = phones("a")
    halted(phone, step)
    one_of_each(phone, desk, step)


def test_half_a_migration_of_the_store_is_none(desk: Desk, phones: Phones) -> None:
    """Step 20: the store of a newer app opens with all that the older one kept, and the older one says what it cannot."""
    phone = phones("a")
    phone.start()
    phone.sign_in()
    phone.page.evaluate(ANSWER, ["1", "q/1", "fail"])
    phone.page.evaluate("() => { globalThis.name_ = field.app.store.name; field.app.store.close(); }")
    phone.page.evaluate("""() => new Promise((done) => { const open = indexedDB.open(globalThis.name_, 2);
      open.onupgradeneeded = () => { open.result.createObjectStore('later'); open.transaction.abort(); };
      open.onerror = () => done(1); open.onsuccess = () => done(0); })""")
    phone.kill()
    phone.start()
    phone.unlock()
    assert phone.send()
    assert desk.answers() == ["fail"]
