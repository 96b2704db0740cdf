"""What every answer forbids the browser."""

from django.http import HttpResponse
from django.test import RequestFactory

from yicha.kernel.actor import Actor
from yicha.kernel.headers import strict_headers


def test_headers_forbid_inline_code() -> None:
    answered = strict_headers(lambda _: HttpResponse())(RequestFactory().get("/"))
    policy = answered.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answered.headers["X-Frame-Options"] == "DENY"


def test_what_somebody_signed_in_sees_stays_in_no_cache() -> None:
    request = RequestFactory().get("/")
    assert "Cache-Control" not in strict_headers(lambda _: HttpResponse())(request).headers
    request.actor = Actor("a", "甲")  # type: ignore[attr-defined] # read by kernel.access.actor_of
    assert strict_headers(lambda _: HttpResponse())(request).headers["Cache-Control"] == "no-store"
