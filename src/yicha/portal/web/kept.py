"""Pages that are kept as long as nothing public has changed. Each is asked for by its version, which counts on in the same
transaction that publishes, corrects or withdraws (`disclosure.queries.epoch`): what was withdrawn is in no page from that moment on,
and no cache between may show one without asking.

A hit costs one look at the version, neither a session nor a template. While a page is being made, whoever else asks for it waits for it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from time import monotonic
from typing import Concatenate, Final, ParamSpec

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language_from_request

from yicha.disclosure.queries import epoch
from yicha.kernel.clock import now

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Answer = Callable[[HttpRequest], HttpResponseBase]
MOST_BYTES: Final = 32 << 20  # of all pages that a process keeps
LARGEST: Final = 1 << 20  # a page that is larger is not kept
SECONDS: Final = 300.0  # after which names that come from other registers are read anew
STRIPES: Final = 64
COOKIES: Final = ("large", "size")  # what a page looks at besides the language
MARK: Final = "kept_by_version"


def versioned(view: View[P]) -> View[P]:
    """Mark of a view that shows nothing but what `epoch` counts, to whoever asks."""
    setattr(view, MARK, True)
    return view


@dataclass(frozen=True)
class Version:
    epoch: int
    day: date


@dataclass(frozen=True)
class Kept:
    version: Version
    until: float
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        response = HttpResponse(self.body, headers=dict(self.headers))
        return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response


@dataclass
class Shelf:
    """The pages of this process; who was asked for longest ago goes first."""

    pages: OrderedDict[str, Kept] = field(default_factory=OrderedDict)
    size: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    stripes: tuple[threading.Lock, ...] = field(default_factory=lambda: tuple(threading.Lock() for _ in range(STRIPES)))

    def get(self, key: str, version: Version) -> Kept | None:
        with self.lock:
            found = self.pages.get(key)
            if found is None or found.version != version or found.until < monotonic():
                return None
            self.pages.move_to_end(key)
            return found

    def put(self, key: str, page: Kept) -> None:
        with self.lock:
            self.size += len(page.body) - self._drop(key)
            self.pages[key] = page
            while self.size > MOST_BYTES:
                self.size -= self._drop(next(iter(self.pages)))

    def _drop(self, key: str) -> int:
        gone = self.pages.pop(key, None)
        return len(gone.body) if gone else 0

    def alone(self, key: str) -> threading.Lock:
        """Held while a page is made: a thousand who ask at once cost one page."""
        return self.stripes[hash(key) % STRIPES]


class KeptPages:
    """Middleware, outside of everything that looks at who asks. Whoever is signed in gets the page fresh: its frame names him."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response, self.shelf = get_response, Shelf()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = _key(request) if _nobody_asks(request) else ""
        if not key or not (key in self.shelf.pages or _is_marked(request)):
            return self.get_response(request)
        try:
            version = Version(epoch(), now().date())
        except DatabaseError:
            return self.get_response(request)  # which says that the database is away
        kept = self.shelf.get(key, version)
        return kept.answer(request) if kept else self._made(request, key, version)

    def _made(self, request: HttpRequest, key: str, version: Version) -> HttpResponseBase:
        with self.shelf.alone(key):
            if kept := self.shelf.get(key, version):
                return kept.answer(request)
            response = self.get_response(request)
            return self._shelved(request, response, key, version)

    def _shelved(self, request: HttpRequest, response: HttpResponseBase, key: str, version: Version) -> HttpResponseBase:
        """What is no page, or brings a cookie, is handed on as it is."""
        if response.status_code != HttpResponse.status_code or response.cookies:
            return response
        response.headers["Cache-Control"] = "public, no-cache"
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        if not isinstance(response, HttpResponse):
            response.headers["ETag"] = f'W/"{sha256(f"{version}{key}".encode()).hexdigest()[:32]}"'
            return get_conditional_response(request, etag=response.headers["ETag"]) or response
        response.headers["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
        kept = Kept(version, monotonic() + SECONDS, tuple(response.items()), response.content)
        if len(kept.body) <= LARGEST:
            self.shelf.put(key, kept)
        return kept.answer(request)


def _nobody_asks(request: HttpRequest) -> bool:
    """A page of the public part, read by somebody who brings nothing that says who he is."""
    if request.method != "GET" or not request.path_info.startswith("/public/"):
        return False
    return not (settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers or hasattr(request, "actor"))


def _is_marked(request: HttpRequest) -> bool:
    try:
        return hasattr(resolve(request.path_info).func, MARK)
    except Resolver404:
        return False


def _key(request: HttpRequest) -> str:
    chosen = "&".join(request.COOKIES.get(name, "") for name in COOKIES)
    return f"{get_language_from_request(request)}|{chosen}|{request.get_host()}|{request.get_full_path()}"
