"""What a session says: account and post, or the firm that came by code, since when, and when it was last awake.

A page that is only looked at writes nothing: the last sign of life travels in a signed cookie, not in the table.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import rotate_token
from django.utils import timezone

from yicha.kernel.access import source_of
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.web.session_store import end_oldest

SEEN: Final = "seen"
SEEN_EVERY: Final = 60  # seconds between two marks
DEVICE: Final = "device"
DEVICE_SECONDS: Final = 180 * 24 * 3600
BROWSERS: Final = (("MicroMessenger", "微信"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Enterprise:
    """An enterprise that signed in by the code of its notice."""

    sid: str
    region_path: str
    name: str


def begin(  # noqa: PLR0913 all that a session says
    request: HttpRequest, account: str, region_path: str, at: datetime, *, post: int = 0, enterprise: Enterprise | None = None
) -> None:
    """A new session under a new key; whatever session there was ends."""
    norms = norms_in_force(region_path, timezone.localdate(at))
    request.session.flush()
    request.session.update(
        {
            "account": account,
            "post": post,
            "enterprise": asdict(enterprise) if enterprise else None,
            "began": at.isoformat(),
            "until": (at + timedelta(hours=norms.whole(NormCode.ABSOLUTE_HOURS))).isoformat(),
            "idle": norms.whole(NormCode.IDLE_MINUTES) * 60,
            "place": place_of(request),
        }
    )
    request.session.save()
    if account:
        end_oldest(account, norms.whole(NormCode.PARALLEL_MAX), beside=str(request.session.session_key))
    mark_alive(request, at)
    rotate_token(request)


def place_of(request: HttpRequest) -> str:
    """Address, browser, system: as much as a person needs to know it again, and no more."""
    told = request.META.get("HTTP_USER_AGENT", "")
    named = [next((name for mark, name in kinds if mark in told), "") for kinds in (BROWSERS, SYSTEMS)]
    return " · ".join(filter(None, [source_of(request)[:39], *named]))


def is_awake(request: HttpRequest, at: datetime) -> bool:
    """Begun, not over, and used within the idle time."""
    held = request.session
    if "until" not in held or at >= datetime.fromisoformat(held["until"]):
        return False
    seen = _seen(request)
    return seen is not None and at.timestamp() - seen < held["idle"]


def mark_alive(request: HttpRequest, at: datetime) -> None:
    """The mark is sent with the answer (`send_marks`)."""
    request.seen_at = int(at.timestamp())  # type: ignore[attr-defined]  # ours, between here and the middleware


def stays_alive(request: HttpRequest, at: datetime) -> None:
    """A page that asks by itself, by a header `X-Poll`, keeps nobody signed in."""
    seen = _seen(request) or 0
    if at.timestamp() - seen >= SEEN_EVERY and "X-Poll" not in request.headers:
        mark_alive(request, at)


def send_marks(request: HttpRequest, response: HttpResponseBase) -> None:
    seen = getattr(request, "seen_at", None)
    if seen is not None and request.session.session_key:
        _set(response, SEEN, signing.dumps([_key_mark(request), seen], salt=SEEN))
    if device := getattr(request, "device_of", ""):
        _set(response, DEVICE, signing.dumps([*_devices(request, device), device], salt=DEVICE), DEVICE_SECONDS)


def remember_device(request: HttpRequest, account: str) -> None:
    request.device_of = account  # type: ignore[attr-defined]  # as above


def known_device(request: HttpRequest, account: str) -> str:
    """A mark of this device if the person has signed in here before, else empty."""
    return sha256(request.COOKIES[cookie(DEVICE)].encode()).hexdigest() if account and account in _known(request) else ""


def last_account(request: HttpRequest) -> str:
    """Who signed in here last, for the dialog that only asks for the password."""
    known = _known(request)
    return known[-1] if known else ""


def _devices(request: HttpRequest, account: str) -> list[str]:
    return [known for known in _known(request) if known != account][-9:]


def _known(request: HttpRequest) -> list[str]:
    found = _loaded(request, DEVICE, DEVICE_SECONDS)
    return [name for name in found if isinstance(name, str)]


def _seen(request: HttpRequest) -> int | None:
    found = _loaded(request, SEEN)
    match found:
        case [mark, int(seen)] if mark == _key_mark(request):
            return seen
        case _:
            return None


def _loaded(request: HttpRequest, name: str, max_age: int | None = None) -> list[object]:
    try:
        found = signing.loads(request.COOKIES.get(cookie(name), ""), salt=name, max_age=max_age)
    except signing.BadSignature:
        return []
    return found if isinstance(found, list) else []


def _key_mark(request: HttpRequest) -> str:
    return sha256(f"{request.session.session_key}".encode()).hexdigest()[:32]


def _set(response: HttpResponseBase, name: str, value: str, max_age: int | None = None) -> None:
    response.set_cookie(cookie(name), value, max_age=max_age, secure=settings.YICHA_TLS, httponly=True, samesite="Lax")


def cookie(name: str) -> str:
    return f"__Host-{name}" if settings.YICHA_TLS else name
