"""What must be true before anything is served. `manage.py` commands ask by themselves; a web server does not."""

import logging

from django.core.checks import ERROR, run_checks
from django.db import OperationalError

log = logging.getLogger(__name__)


class NotSound(SystemExit):
    """The program does not start; the message says why, one line for each reason."""


def require_sound() -> None:
    """A table without its guard or a route without its permission stops the start. A database that is away does not: it comes back."""
    found = run_checks()
    try:
        found += run_checks(tags=["database"], databases=["default"])
    except OperationalError:
        log.warning("数据库暂时无法连接，稍后自动恢复 · the database is away")
    if reasons := [f"{fault.id}: {fault.msg}" for fault in found if fault.level >= ERROR]:
        raise NotSound("\n".join(["不能启动 · not sound:", *reasons]))
