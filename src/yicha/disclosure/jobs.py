"""What the worker does by the clock: look whether the portal opens, and whether its links lead somewhere."""

from dataclasses import astuple
from datetime import datetime

from django.conf import settings
from django.db.models import F, QuerySet
from procrastinate import JobContext
from procrastinate.contrib.django import app

from yicha.disclosure.models import WatchDay
from yicha.disclosure.rules.links import FIRST_ERROR, FOLLOWED, walked
from yicha.kernel.clock import now
from yicha.kernel.jobs import CLOCK
from yicha.kernel.outbox import visibly
from yicha.kernel.outside import Away, Outside
from yicha.norms.queries import norms_in_force
from yicha.norms.types import COUNTRY, NormCode
from yicha.orgs.queries import seat

ANYWHERE = ("0.0.0.0/0", "::/0")  # our own address, which the site has named


@app.periodic(cron="*/5 * * * *", periodic_id="portal-watch")
@app.task(queue=CLOCK, queueing_lock="portal-watch", pass_context=True)
@visibly
def watch_portal(context: JobContext, timestamp: int = 0) -> None:
    if settings.YICHA_ADDRESS and seat().region_path:
        look(settings.YICHA_ADDRESS, now())


@app.periodic(cron="37 * * * *", periodic_id="portal-links")
@app.task(queue=CLOCK, queueing_lock="portal-links", pass_context=True)
@visibly
def follow_portal_links(context: JobContext, timestamp: int = 0) -> None:
    """Tried every hour, done once a day."""
    if settings.YICHA_ADDRESS and seat().region_path:
        follow(settings.YICHA_ADDRESS, now())


def look(address: str, at: datetime) -> None:
    """Whether the front page opens in time, as it would for somebody outside."""
    status, said = _asked(at, "GET", f"{address.rstrip('/')}{FOLLOWED}")
    day = _day(at)
    day.update(looks=F("looks") + 1, looked_at=at)
    if not 0 < status < FIRST_ERROR:
        day.update(missed=F("missed") + 1, trouble=said.decode() if status == 0 else f"答复 {status}")


def follow(address: str, at: datetime) -> None:
    day = _day(at).filter(followed_at=None)
    if day.exists():
        walk = walked(lambda method, link: _asked(at, method, link), f"{address.rstrip('/')}{FOLLOWED}")
        day.update(links=walk.links, dead=[list(astuple(one)) for one in walk.dead], followed_at=at)


def _day(at: datetime) -> QuerySet[WatchDay]:
    WatchDay.objects.get_or_create(day=at.date())
    return WatchDay.objects.filter(day=at.date())


def _asked(at: datetime, method: str, link: str) -> tuple[int, bytes]:
    """Status and page; 0, and why, where nobody answers in time."""
    seconds = norms_in_force(COUNTRY, at.date()).whole(NormCode.PORTAL_OPEN_SECONDS)
    try:
        return Outside(ANYWHERE, seconds).ask(method, link)
    except Away as away:
        return 0, str(away).encode()
