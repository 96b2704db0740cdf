"""What every answer forbids the browser: no code or style that stands in the page itself, nothing from elsewhere, no frames.

Answers to somebody who is signed in are never kept by a cache.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from yicha.kernel.access import actor_of

Answer = Callable[[HttpRequest], HttpResponseBase]

ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{what} {where}" for what, where in ALLOWED.items()),
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), interest-cohort=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def strict_headers(answer: Answer) -> Answer:
    """Middleware."""

    def guarded(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if actor_of(request).id:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded
