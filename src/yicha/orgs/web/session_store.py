"""Django's sessions in a table that knows whose they are, so that one person's can be counted and ended."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from yicha.orgs.models import Session


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        made = super().create_model_instance(data)
        began = data.get("began", "")
        made.account = data.get("account", "")
        made.place = data.get("place", "")
        made.began_at = datetime.fromisoformat(began) if began else None
        return made


def end_oldest(account: str, most: int, *, beside: str) -> None:
    """So that with the one `beside`, which has just begun, no more than `most` go on."""
    others = Session.objects.filter(account=account).exclude(session_key=beside)
    kept = others.order_by("-began_at", "-session_key").values_list("session_key", flat=True)[: most - 1]
    others.exclude(session_key__in=list(kept)).delete()
