"""Phones for tests: one Chromium with one profile each, that can be killed with -9 at a named step."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright

from tests.browser import Seen, be_patient, chromium, watch
from yicha.field.tests.desk import PASSWORD

T = TypeVar("T")
SIZE = {"width": 390, "height": 844}
PATIENCE = 20
STATES = "async () => (await field.app.store.rows('ops')).map((row) => [row.seq, row.state, row.why || ''])"


def until(true: Callable[[], T], seconds: float = PATIENCE) -> T:
    """What `true` gives as soon as it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if got := true():
                return got
        except Error:
            """The page is being loaded anew."""
        time.sleep(0.03)
    raise AssertionError("waited in vain")


def port_in(said: Path) -> str:
    """The file is made first and filled after: nothing before its second line, the path, is there."""
    port, _, path = said.read_text().partition("\n") if said.exists() else ("", "", "")
    return port if path else ""


@dataclass
class Phone:
    """`kill` is SIGKILL to the whole process group."""

    play: Playwright
    profile: Path
    address: str
    process: subprocess.Popen[bytes] | None = None
    page: Page = None  # type: ignore[assignment] # from `start` on there is one
    seen: Seen = None  # type: ignore[assignment] # as above

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def start(self, script: str = "", *flags: str, address: str = "") -> Page:
        port = self.profile.with_name(f"{self.profile.name}.port")
        ports = self.profile / "DevToolsActivePort"
        ports.unlink(missing_ok=True)
        command = [chromium(), "--headless=new", "--disable-gpu", "--remote-debugging-port=0", f"--user-data-dir={self.profile}"]
        command += [
            "--no-first-run",
            "--lang=zh-CN",
            "--accept-lang=zh-CN",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            *flags,
            "about:blank",
        ]
        with port.open("wb") as said:
            self.process = subprocess.Popen(command, stdout=said, stderr=said, start_new_session=True)
        number = until(lambda: port_in(ports))
        browser = self.play.chromium.connect_over_cdp(f"http://127.0.0.1:{number}")
        self.page = browser.contexts[0].pages[0]
        self.page.set_viewport_size({"width": SIZE["width"], "height": SIZE["height"]})
        self.seen = watch(self.page)
        if script:
            self.page.add_init_script(script)
        self.page.goto(address or self.address)
        return self.ready()

    def ready(self) -> Page:
        until(lambda: self.page.evaluate("() => Boolean(globalThis.field && field.ready)"))
        return self.page

    def sign_in(self, account: str = "zhang", password: str = PASSWORD) -> Page:
        """The first time, online; the tasks are on the phone."""
        page = self.ready()
        page.get_by_label("账号").fill(account)
        page.get_by_label("登录密码").fill(password)
        page.get_by_role("button", name="登录", exact=True).click()
        until(lambda: page.evaluate("() => Boolean(field.app.store && field.app.fresh)"))
        return page

    def unlock(self, secret: str = PASSWORD) -> Page:
        """Any time after."""
        page = self.ready()
        page.get_by_label("登录密码").fill(secret)
        page.get_by_role("button", name="打开", exact=True).click()
        until(lambda: page.evaluate("() => Boolean(field.app.store)"))
        return page

    def settled(self) -> Page:
        """The worker has the whole shell: from now on the network may go."""
        until(lambda: self.page.evaluate("async () => Boolean(((await navigator.serviceWorker.getRegistration()) || {}).active)"))
        return self.page

    def send(self) -> Any:
        return self.page.evaluate("() => field.app.send()")

    def states(self) -> Any:
        return self.page.evaluate(STATES)

    def kill(self) -> None:
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@contextmanager
def phones_in(folder: Path, address: str, play: Playwright) -> Iterator[Callable[[str], Phone]]:
    made: list[Phone] = []

    def make(name: str = "a") -> Phone:
        made.append(Phone(play, folder / name, address))
        return made[-1]

    try:
        yield make
    finally:
        for phone in made:
            phone.kill()


def playwright() -> Iterator[Playwright]:
    be_patient()
    with sync_playwright() as play:
        yield play
