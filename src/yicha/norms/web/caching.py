"""What a request asks of the norms, it asks once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from yicha.norms.queries import cached

Answer = Callable[[HttpRequest], HttpResponseBase]


def norms_once_a_request(answer: Answer) -> Answer:
    """Middleware: a request reads the norms of a place and day, and the calendar, once."""

    def once(request: HttpRequest) -> HttpResponseBase:
        with cached():
            return answer(request)

    return once
