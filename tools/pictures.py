"""Pictures of the README, taken from a running demo: `python -m tools.pictures [--home DIR] [--address URL]`.

Start `./yicha demo` first. Each page is opened by the role whose page it is; 256 colours keep a picture small.
"""

import argparse
import io
import json
import os
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser import chromium

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs/pictures"
OFFICE, PHONE = (1440, 900), (390, 844)
LARGEST, SETTLES_MS, LONGEST_MS = 150_000, 1500, 120_000


@dataclass(frozen=True)
class Picture:
    """What to photograph; `{sid}` is the enterprise that has a sign-in. No role: as anybody. `wants`: what must stand there first."""

    name: str
    role: str
    address: str
    size: tuple[int, int] = OFFICE
    wants: str = "h1"


PICTURES = (
    Picture("today", "coordinator", "/"),
    Picture("programme", "coordinator", "/programmes/"),
    Picture("dossier", "coordinator", "/subjects/{sid}/"),
    Picture("public", "", "/public/"),
    Picture("verify", "", "/public/draws/990421-2026-D1/", wants="[data-holds]"),
    Picture("phone", "officer", "/check/", size=PHONE),
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, default=Path.home() / ".local/share/yicha/demo")
    parser.add_argument("--address", default="http://127.0.0.1:8470")
    parser.add_argument("--only", nargs="*", default=[], help="names of pictures")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    accounts = {row["role"]: row for row in json.loads((given.home / "demo-accounts.json").read_text(encoding="utf-8"))}
    sid = accounts["enterprise"]["department"].removeprefix("subject:")
    given.out.mkdir(parents=True, exist_ok=True)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=arguments)
        for picture in PICTURES:
            if not given.only or picture.name in given.only:
                width, height = picture.size
                with browser.new_context(base_url=given.address, viewport={"width": width, "height": height}, locale="zh-CN") as context:
                    take(context, picture, accounts.get(picture.role), given.out, sid)
        browser.close()


def take(context: BrowserContext, picture: Picture, account: dict[str, str] | None, out: Path, sid: str) -> None:
    page = context.new_page()
    if account:
        _sign_in(page, account)
    page.goto(picture.address.format(sid=sid), wait_until="networkidle")
    page.wait_for_selector(picture.wants, timeout=LONGEST_MS)
    page.wait_for_timeout(SETTLES_MS)
    path = out / f"{picture.name}.png"
    _write_small(page.screenshot(), path)
    print(f"{path} {path.stat().st_size}")


def _sign_in(page: Page, account: dict[str, str]) -> None:
    page.goto("/sign-in/")
    page.fill("input[name=username]", account["username"])
    page.fill("input[name=password]", account["password"])
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")


def _write_small(content: bytes, path: Path) -> None:
    for colours in (256, 128, 64):
        drawn = Image.open(io.BytesIO(content)).convert("RGB").quantize(colours, dither=Image.Dither.NONE)
        drawn.save(path, optimize=True)
        if path.stat().st_size <= LARGEST:
            return


if __name__ == "__main__":
    main()
