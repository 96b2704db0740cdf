"""`python -m yicha.config.served`: granian's master. It loads the program once; its workers are forks of it, so that a start costs one
import and not one for each of them, and what the first page would have to load is there. It loads while the database comes up.

A worker does not outlive its master and go on holding the port.
"""

import gc
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.translation import gettext, override
from granian import Granian
from granian.constants import Interfaces

from yicha.config.home import FIRST, locked
from yicha.kernel.children import die_with_parent
from yicha.kernel.command_line import load

THREADS, KILL_SECONDS = 10, 10
FRAMES = ("shell/office.html", "shell/public.html", "shell/phone.html", "shell/blank.html")


def main() -> None:
    gc.disable()  # what is loaded stays: to search it for rings while it grows takes a seventh of the start
    asked = _asked()
    load("django:setup")()
    _warm_up()
    with locked(Path(os.environ["YICHA_HOME"]), FIRST):
        application = load("yicha.config.wsgi:application")  # which asks the database whether all is sound
    gc.freeze()  # nor do the forks search it, so it stays one copy in memory
    gc.enable()
    connections.close_all()  # of the checks of the start: forks must not share one
    server = Granian(
        "yicha.config.wsgi:application",
        asked.host,
        asked.port,
        interface=Interfaces.WSGI,
        workers=asked.workers,
        blocking_threads=THREADS,
        websockets=False,
        ssl_cert=asked.ssl_certificate,
        ssl_key=asked.ssl_keyfile,
        respawn_failed_workers=True,  # without it one dead worker would end the whole server
        workers_kill_timeout=KILL_SECONDS,
    )
    server.serve(target_loader=partial(_in_worker, application), wrap_loader=False)


def _asked() -> Namespace:
    parser = ArgumentParser()
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--ssl-certificate", type=Path)
    parser.add_argument("--ssl-keyfile", type=Path)
    return parser.parse_args()


def _warm_up() -> None:
    """What every first page would wait for: addresses, words, the frames of pages."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            get_resolver().reverse_dict  # noqa: B018 made when it is asked for
            gettext("一查")
    for frame in FRAMES:
        get_template(frame)


def _in_worker(application: Callable[..., Any]) -> Callable[..., Any]:
    die_with_parent()
    return application


if __name__ == "__main__":
    main()
