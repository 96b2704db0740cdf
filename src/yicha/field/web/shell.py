"""What the shell of the app consists of: its files, the drawings and the English of its words."""

import json
from functools import cache
from gettext import translation
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from yicha.field.web.words import PHONE_NAMES
from yicha.shell.icons import drawing

ROOM = Path(__file__).parents[1]
SHARED = ("bootstrap/css/bootstrap-reboot.min.css", "shell/yicha.css", "shell/mark.svg")
ICONS = (
    "arrow-down",
    "arrow-left",
    "arrow-right",
    "book-open",
    "camera",
    "check",
    "check-check",
    "chevron-left",
    "chevron-right",
    "circle-dashed",
    "clipboard-check",
    "clock",
    "cloud",
    "cloud-off",
    "cloud-upload",
    "copy",
    "eye-off",
    "file-down",
    "file-text",
    "gavel",
    "git-compare",
    "handshake",
    "hourglass",
    "image",
    "languages",
    "list",
    "list-checks",
    "lock",
    "lock-open",
    "log-in",
    "log-out",
    "map-pin",
    "mic",
    "minus",
    "monitor",
    "octagon-x",
    "pencil",
    "phone-call",
    "qr-code",
    "refresh-cw",
    "save",
    "search",
    "shield",
    "siren",
    "smartphone",
    "sun",
    "user",
    "user-check",
    "user-plus",
    "user-x",
    "users",
    "video",
    "wifi-off",
    "x",
)


@cache
def english() -> dict[str, str]:
    """By the Chinese that stands in the app's code. Of this room: another one may mean something else by the same word."""
    own = translation("django", ROOM / "locale", ["en"], fallback=True)
    return {words: own.gettext(words) for words in PHONE_NAMES}


@cache
def sheet() -> SafeString:
    """Every drawing once, to be used by its name."""
    return mark_safe("".join(_symbol(name) for name in ICONS))  # noqa: S308 drawings of the package lucide


def _symbol(name: str) -> str:
    _opening, _end, lines = drawing(name, 24).partition(">")
    return format_html('<symbol id="icon-{}" viewBox="0 0 24 24">{}</symbol>', name, mark_safe(lines.removesuffix("</svg>")))  # noqa: S308 as above


@cache
def _own() -> tuple[str, ...]:
    return tuple(sorted(f"field/{path.name}" for path in (ROOM / "static/field").iterdir()))


@cache
def version() -> str:
    """A fingerprint of all that the shell consists of."""
    whole = sha256()
    for name in (*SHARED, *_own()):
        whole.update(Path(str(finders.find(name))).read_bytes())
    for path in sorted((ROOM / "templates/field").iterdir()):
        whole.update(path.read_bytes())
    whole.update(json.dumps([english(), sheet()]).encode())
    return whole.hexdigest()[:12]


def files_json() -> str:
    """What the worker keeps, as addresses."""
    return json.dumps([reverse("field:app"), *(static(name) for name in (*SHARED, *_own()))])
