"""Phones before the real office: what is said to it the views of `/api/v1/field/` answer, inside the test's own transaction.

One Chromium for all tests of a file, one line and one window for each officer. The worker stays, a phone's storage is each test's own.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from playwright.sync_api import Browser, Page, expect

from yicha.field.tests.acts import unsent_chunks
from yicha.field.tests.desk import Answering, Desk, Json, open_desk
from yicha.field.tests.phones import SIZE, Phone, until
from yicha.kernel.actor import Actor
from yicha.shell.testing import acting

PEOPLE = ("zhang", "su", "bai")
ADD = """async ([visit, path, v, note, more]) => {
  const { app, oplog } = field, base = Object.keys((await oplog.fields(app.store, visit))[path] || {});
  await oplog.append(app.store, visit, 'answer', { path, base, body: { v, note, value: '' }, ...more }); }"""
LOSE = """async (seqs) => { const { store } = field.app, rows = await store.rows('ops');
  globalThis.lost = [...(globalThis.lost || []), ...rows.filter((row) => seqs.includes(row.seq))];
  await store.write(['ops'], (at) => seqs.forEach((seq) => at.ops.delete(seq))); }"""
FIND = """(seqs) => field.app.store.write(['ops'], (at) =>
  globalThis.lost.filter((row) => seqs.includes(row.seq)).forEach((row) => at.ops.put(row)))"""
SPOIL = """async ([seq, name, value]) => { const { store } = field.app, row = await store.raw('ops', seq);
  const { canonical } = await import('/static/field/crypto.js'), said = JSON.parse(await store.unbox('ops', row));
  if (value === null) delete said[name]; else said[name] = value;
  const box = await store.box('ops', seq, canonical(said), { state: 'sealed', lane: row.lane, visit: row.visit });
  store.texts.delete(seq); await store.put('ops', box); }"""
TEXTS = "async () => Promise.all((await field.app.store.rows('ops')).map((row) => field.app.store.unbox('ops', row)))"
SIGN = """async (visit) => { const { app, oplog } = field, task = await app.store.get('visits', visit);
  const covers = await oplog.covers(app.store, visit, Object.keys(task.paths));
  const body = { person: '李掌柜', position: '店长', strokes: 'M10 20 L30 40 L50 20', covers };
  await oplog.append(app.store, visit, 'sign', { body }); }"""
CONCLUDE = """async (visit) => { const { app, oplog } = field, task = await app.store.get('visits', visit), dept = task.dept;
  const own = Object.keys(task.paths).filter((path) => task.paths[path].depts.includes(dept));
  const officers = task.parts[dept].officers.map(({ cert }) => cert), covers = await oplog.covers(app.store, visit, own);
  await oplog.append(app.store, visit, 'conclude', { body: { dept, outcome: 'no_problem', officers, note: '', covers } }); }"""
PHOTO = """async ([visit, path, bytes]) => field.evidence.capture(field.app.store, visit, path,
  new Blob([new Uint8Array(bytes)], { type: 'image/png' }))"""
OTHERS = """async (visit) => (await field.app.store.all('visits'))
  .filter(({ id }) => id !== visit).map(({ id, paths }) => [id, Object.keys(paths)])"""
LANE = "async () => (await field.app.store.raw('meta', 'lane')).lane"
RECEIPTS = "async () => (await field.app.store.rows('ops')).map((row) => row.receipt || null)"


@dataclass
class Line(Desk):
    """One officer's. `short`: the middle of a request is missing; `lock`: whose turn it is, the test's or its phones'."""

    actor: Actor | None = None
    link: BaseDatabaseWrapper | None = None
    short: bool = False


class AtTheCounter(Answering):
    """The shell and the sign-in are the tests', everything else is the office's."""

    def ask(self, path: str, body: bytes) -> tuple[int, Json]:
        line = self.desk
        assert isinstance(line, Line)
        assert line.actor
        assert line.link
        connections["default"] = line.link
        if not line.inside:
            return 401, {"status": 401, "title": "登录已过期", "code": "expired"}
        if line.dark:
            return 503, {"status": 503, "title": "它的线路断了", "code": "busy"}
        sent = body[: len(body) // 2] if line.short else body
        client = acting(line.actor, Accept="application/json")
        client.raise_request_exception = False
        said = client.generic(self.command, path, sent, self.headers.get("Content-Type") or "application/json")
        told = said.content if "json" in said.headers["Content-Type"] else json.dumps({"status": said.status_code, "title": "坏了"})
        return said.status_code, json.loads(told)


@dataclass
class Officer:
    """Somebody with a phone. What he does he does without network (`off`) until he is told to `send`."""

    name: str
    line: Line
    phone: Phone
    visit: str = ""
    order: list[str] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.phone.page

    @contextmanager
    def waited_for(self) -> Iterator[None]:
        """The office answers: meanwhile the test itself must not touch the database."""
        self.line.lock.release()
        try:
            yield
        finally:
            self.line.lock.acquire()

    def meet(self, actor: Actor, package: Json) -> None:
        """Whose phone it is, and for which visit."""
        self.line.actor, self.visit = actor, package["id"]
        self.order = [path for path in package["paths"] if path.startswith("q/")]

    def come(self) -> None:
        """A phone that holds nothing, signed in; from then on without network."""
        self.line.dark, self.line.short, self.line.inside = False, False, ""
        self.line.faults.clear()
        self.page.goto("about:blank")
        origin = self.phone.address.removesuffix("/field/")
        asked = self.page.context.new_cdp_session(self.page)
        asked.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "cookies,indexeddb,local_storage"})
        self.page.goto(self.phone.address)
        with self.waited_for():
            self.phone.sign_in(self.name)
        self.line.dark = True

    def write(self, path: str, *values: str, visit: str = "", **more: object) -> None:
        """By the app's own modules: an operation each, over what stands on the screen."""
        for v in values or ("pass",):
            self.page.evaluate(ADD, [visit or self.visit, path, v, "" if v == "pass" else "看过", more])

    def sign(self) -> None:
        """The firm, over what stands on the screen."""
        self.page.evaluate(SIGN, self.visit)

    def conclude(self) -> None:
        self.page.evaluate(CONCLUDE, self.visit)

    def photograph(self, path: str, content: bytes, visit: str = "") -> None:
        self.page.evaluate(PHOTO, [visit or self.visit, f"p{path[1:]}", list(content)])

    def tap(self, path: str, v: str = "pass", note: str = "看过") -> None:
        """On the screen: a tap, words if they are wanted, and on to the visit."""
        before = len(self.phone.states())
        self.see(f"/q/{self.order.index(path) + 1}")
        self.page.locator(f"#choice-{v}").click()
        expect(self.page.locator(f"#choice-{v}")).to_have_attribute("aria-pressed", "true")
        if v != "pass":
            self.page.locator("#note").fill(note)
        self.see()
        until(lambda: len(self.phone.states()) == before + 1)

    def see(self, place: str = "") -> Page:
        """A screen of the visit."""
        self.page.evaluate("(to) => { location.hash = to; }", f"#/v/{self.visit}{place}")
        return self.page

    def says(self, words: str, box: str = "sent") -> None:
        """In the list of what was sent, or of what was not."""
        self.page.evaluate("(box) => { location.hash = `#/box/${box}`; }", box)
        expect(self.page.locator("body")).to_contain_text(words)

    def reads(self, words: str, place: str = "") -> None:
        """On a screen of the visit."""
        expect(self.see(place).locator("body")).to_contain_text(words)

    def send(self) -> list[tuple[str, str]]:
        """On the network until all is told; then off it again. What became of each."""
        self.line.dark = False
        with self.waited_for():
            until(self.phone.send, 40)
        self.line.dark = True
        return self.became

    def fails_to_send(self) -> None:
        self.line.dark = False
        with self.waited_for():
            assert self.phone.send() is False
        self.line.dark = True

    @property
    def became(self) -> list[tuple[str, str]]:
        return [(state, why) for _, state, why in self.phone.states()]

    @property
    def lane(self) -> str:
        return str(self.page.evaluate(LANE))

    @property
    def texts(self) -> list[str]:
        return list(self.page.evaluate(TEXTS))

    @property
    def ops(self) -> list[str]:
        return [json.loads(text)["id"] for text in self.texts]

    @property
    def elsewhere(self) -> tuple[str, str]:
        """Another visit of his that nobody has begun, and a question of it."""
        visit, paths = self.page.evaluate(OTHERS, self.visit)[0]
        return visit, next(path for path in paths if path.startswith("q/"))

    @property
    def receipts(self) -> Any:
        return self.page.evaluate(RECEIPTS)

    def lose(self, *seqs: int) -> None:
        """Rows of the store are gone: what the office has never got it will not get from here."""
        self.page.evaluate(LOSE, list(seqs))

    def find(self, *seqs: int) -> None:
        self.page.evaluate(FIND, list(seqs))

    def spoil(self, seq: int, name: str, value: object) -> None:
        """What was sealed under that number lacks something (None), or says it wrongly."""
        self.page.evaluate(SPOIL, [seq, name, value])

    @property
    def unsent_chunks(self) -> Any:
        return unsent_chunks(self.phone)


@contextmanager
def at_the_counter(browser: Browser) -> Iterator[dict[str, Officer]]:
    """Windows and lines of the three, the workers installed. The lock is the test's until it waits for a phone."""
    lock, link = threading.Lock(), connections["default"]
    link.inc_thread_sharing()
    lock.acquire()
    with ExitStack() as stack:
        made = {}
        for name in PEOPLE:
            line = Line(accounts={name: name}, lock=lock, link=link)
            address = stack.enter_context(open_desk(line, AtTheCounter))
            context = browser.new_context(viewport={"width": SIZE["width"], "height": SIZE["height"]}, locale="zh-CN")
            stack.callback(context.close)
            phone = Phone(None, Path(), address)  # type: ignore[arg-type] # its browser is everybody's
            phone.page = context.new_page()
            phone.page.goto(address)
            phone.ready()
            phone.settled()
            made[name] = Officer(name, line, phone)
        yield made
    link.dec_thread_sharing()  # the lock stays: whoever still waits for it has nobody to ask any more
