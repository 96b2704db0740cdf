"""What the worker would have done meanwhile, at the hour of the story."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicRegistry

QUEUES = ["events", "messages"]


def do_jobs(moment: datetime) -> None:
    """Every job that waits, here and now; handlers read `moment` on their clock. The jobs of the real clock do not run."""
    settings.YICHA_CLOCK_SHIFT = round((moment - timezone.now()).total_seconds())
    by_the_clock = app.periodic_registry
    app.periodic_registry = PeriodicRegistry()  # type: ignore[no-untyped-call] # theirs
    try:
        with app.replace_connector(app.connector.get_worker_connector()) as awake:  # type: ignore[attr-defined] # Django's connector has it
            awake.run_worker(wait=False, queues=QUEUES, install_signal_handlers=False, listen_notify=False)
    finally:
        app.periodic_registry = by_the_clock
