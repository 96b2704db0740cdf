"""Pages in a browser without a server: what the browser asks for, Django's test client answers, inside the test's own transaction."""

from collections.abc import Callable
from contextvars import copy_context
from datetime import datetime
from math import ceil
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.test import Client, override_settings
from django.utils import timezone
from playwright.sync_api import Page, Route

from yicha.kernel.actor import Actor
from yicha.shell.testing import acting

SEE_OTHER = 303
HOST = "http://testserver"
PASSED_ON = ("content-type", "cookie", "hx-request", "x-csrftoken", "referer")


def shifted(at: datetime) -> override_settings:
    """The clock of the pages stands at that moment."""
    return override_settings(YICHA_CLOCK_SHIFT=ceil((at - timezone.now()).total_seconds()), YICHA_DEMO=True)


def serve(page: Page, actor: Actor) -> None:
    """From here on the page is that person's."""
    client = acting(actor)
    page.unroute("**/*")
    page.route("**/*", _answering(client))


def _answering(client: Client) -> Callable[[Route], None]:
    test = copy_context()  # Django keeps its connection there, and with it the test's transaction

    def answer(route: Route) -> None:
        asked = urlsplit(route.request.url)
        if asked.path.startswith("/static/"):
            route.fulfill(path=str(finders.find(asked.path.removeprefix("/static/"))))
            return
        headers = {name: value for name, value in route.request.headers.items() if name in PASSED_ON}
        content_type = headers.pop("content-type", "application/octet-stream")
        found = test.copy().run(
            client.generic,
            route.request.method,
            f"{asked.path}?{asked.query}",
            route.request.post_data_buffer or b"",
            content_type,
            headers=headers,
        )
        if found.status_code == SEE_OTHER:  # a redirect of an answer of ours would go past us, to the network
            route.fulfill(body=f'<meta http-equiv="refresh" content="0;url={found["Location"]}">', content_type="text/html")
            return
        body = b"".join(found.streaming_content) if found.streaming else found.content  # type: ignore[attr-defined] # both kinds of answers have one
        route.fulfill(status=found.status_code, headers=dict(found.items()), body=body)

    return answer
