"""A public page may be kept for some minutes by whoever stands between, and asked again with its ETag."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from yicha.kernel.access import actor_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def cached(seconds: int) -> Callable[[View[P]], View[P]]:
    """Whoever is signed in gets it fresh: the frame names him."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def kept(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            if actor_of(request).id or response.status_code != HttpResponse.status_code:
                return response
            return _marked(request, response, seconds)

        return kept

    return decorate


def _marked(request: HttpRequest, response: HttpResponseBase, seconds: int) -> HttpResponseBase:
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    if not isinstance(response, HttpResponse):
        return response
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
