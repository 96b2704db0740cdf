"""A small 青禾县 that is really served, worker included, for all browser tests of a run: `served` in `tests/conftest.py`.

YICHA_SERVED names the home of a small demo that runs already, and spares its start while a test is being written:
`python -m yicha.demo.tests.play small /dev/null demo --home DIR --port 8471`, then YICHA_SERVED=DIR:8471.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, ViewportSize

from tests.browser import Seen, watch
from yicha.config.embedded_postgres import discard
from yicha.demo.tests.starting import READY, started
from yicha.kernel.actor import Role

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
CHOSEN = "Shao-pao-yi-tang-7"
CSP = "document.addEventListener('securitypolicyviolation', found => console.error(`CSP ${found.violatedDirective} ${found.blockedURI}`))"


@dataclass(frozen=True)
class SignIn:
    role: str
    username: str
    password: str
    department: str
    region: str


@dataclass(frozen=True)
class Served:
    """`states`: who has come in once, by role or account. Whose session still holds need not type again."""

    address: str
    home: Path
    states: dict[str, StorageState] = field(default_factory=dict, compare=False, repr=False)

    @property
    def sign_ins(self) -> dict[str, SignIn]:
        rows = json.loads((self.home / "demo-accounts.json").read_text(encoding="utf-8"))
        return {row["role"]: SignIn(**row) for row in rows}

    def at(self, path: str) -> str:
        return self.address + path


@contextmanager
def small_demo(home: Path, copy_to: Callable[[Path], None]) -> Iterator[Served]:
    if named := os.environ.get("YICHA_SERVED"):
        place, _, port = named.rpartition(":")
        yield Served(f"http://127.0.0.1:{port}", Path(place))
        return
    copy_to(home)
    with started(home) as program:
        program.until_it_says(READY)
        yield Served(f"http://127.0.0.1:{program.port}", home)
    discard(home)


@contextmanager
def signed_in(browser: Browser, served: Served, role: Role | None, viewport: dict[str, int] | None = None) -> Iterator[tuple[Page, Seen]]:
    """A window of that person, who stands at the desk; None: of somebody from the street."""
    with window(browser, viewport, served.states.get(role or "")) as context:
        page = context.new_page()
        seen = watch(page)
        if role and not _still_in(page, served, role):
            sign_in(page, served, role)
            served.states[role] = context.storage_state()
        yield page, seen


def _still_in(page: Page, served: Served, who: str) -> bool:
    if who not in served.states:
        return False
    page.goto(served.at("/"))
    return "/sign-in/" not in page.url


@contextmanager
def window(browser: Browser, viewport: dict[str, int] | None, state: StorageState | None = None) -> Iterator[BrowserContext]:
    """`state`: of another window, whose person goes on here."""
    size = viewport or DESK
    look: ViewportSize = {"width": size["width"], "height": size["height"]}
    context = browser.new_context(viewport=look, locale="zh-CN", timezone_id="Asia/Shanghai", storage_state=state)
    context.add_init_script(CSP)
    try:
        yield context
    finally:
        context.close()


def sign_in(page: Page, served: Served, role: Role, then: str = "/") -> None:
    """As people do it."""
    person = served.sign_ins[role]
    page.goto(served.at(f"/sign-in/?next={then}"))
    page.get_by_label("账号").fill(person.username)
    page.get_by_label("密码", exact=False).first.fill(person.password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_load_state()
    assert "/sign-in/" not in page.url, page.inner_text("main")


@contextmanager
def let_in(browser: Browser, served: Served, username: str, viewport: dict[str, int] | None = None) -> Iterator[tuple[Page, Seen]]:
    """Somebody whom the list of sign-ins does not name: the administrator opens a one-time link, and behind it a password is chosen."""
    with window(browser, viewport, served.states.get(username)) as context:
        page = context.new_page()
        seen = watch(page)
        if not _still_in(page, served, username):
            page.goto(link_for(browser, served, username))
            for label in ("新密码", "再输一遍"):
                page.get_by_label(label, exact=True).fill(CHOSEN)
            page.get_by_role("button", name="设好并登录").click()
            page.wait_for_load_state()
            assert "/links/" not in page.url, page.inner_text("main")
            served.states[username] = context.storage_state()
        yield page, seen


def link_for(browser: Browser, served: Served, username: str) -> str:
    with signed_in(browser, served, Role.SYSTEM_ADMIN) as (page, _):
        page.goto(served.at(f"/admin/accounts/{username}/"))
        page.get_by_role("button", name="开链接").click()
        return page.locator(".orgs-key").inner_text()
