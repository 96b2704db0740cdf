"""The moment, for interfaces: they read it once and pass it on as `at`. Below them there is no clock.

The demo county lives on a day of its own: its home shifts the clock, and every page says so. A home in earnest cannot.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils import timezone


def now() -> datetime:
    """The local moment (Asia/Shanghai), of the demo's day in a demo home."""
    return timezone.localtime() + timedelta(seconds=settings.YICHA_CLOCK_SHIFT)


def shifted_clock(**_: object) -> list[CheckMessage]:
    if settings.YICHA_CLOCK_SHIFT and not settings.YICHA_DEMO:
        return [Error("YICHA_CLOCK_SHIFT is for the demo only", id="yicha.E003")]
    return []
