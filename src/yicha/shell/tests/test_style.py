"""The style sheet keeps to what old browsers know, and stays small."""

import gzip
import re
from importlib import import_module
from pathlib import Path
from zipfile import ZipFile

from yicha.shell.templatetags.yc import LIGHT_ICONS

STATIC = Path(__file__).parents[1] / "static/shell"
PAGES = Path(__file__).parents[2].rglob("templates/**/*.html")
TEMPLATES = sorted(path for path in PAGES if path.name != "report.html")  # that one is a file of its own, opened from disk
TOO_NEW = re.compile(r":has\(|@container|color-mix|\bdvh\b|accent-color|@layer|data:image")


def test_style_sheets_stay_small() -> None:
    assert len(gzip.compress((STATIC / "yicha.css").read_bytes())) <= 12_000


def test_style_sheets_are_for_chromium_90() -> None:
    sheets = Path(__file__).parents[2].rglob("static/**/*.css")
    assert [str(sheet) for sheet in sheets if TOO_NEW.search(sheet.read_text(encoding="utf-8"))] == []


def test_no_template_holds_style_or_code() -> None:
    inline = re.compile(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\bsrc=)(?![^>]*application/json)|javascript:")
    kept = {"verifier.html"}  # taken home and opened without a network: it is one file, and no page of ours
    assert {path.name for path in TEMPLATES if inline.search(path.read_text(encoding="utf-8"))} == kept


def test_every_icon_exists() -> None:
    package = import_module("lucide")
    with ZipFile(Path(str(package.__file__)).parent / "lucide.zip") as archive:
        known = {Path(name).stem for name in archive.namelist()}
    house = Path(__file__).parents[2]
    drawn = {name for path in TEMPLATES for name in re.findall(r'{% icon "([\w-]+)"', path.read_text(encoding="utf-8"))}
    menu = set(re.findall(r'Entry\(_\(".*?"\), "[\w:]+", "([\w-]+)"', (house / "config/navigation.py").read_text(encoding="utf-8")))
    assert len(menu) > 5
    assert sorted((drawn | menu | set(LIGHT_ICONS.values())) - known) == []
