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
        began = data.get("began", "")
        return Session(
            session_key=self._get_or_create_session_key(),
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            account=data.get("account", ""),
            place=data.get("place", ""),
            began_at=datetime.fromisoformat(began) if began else None,
        )


def end_oldest(account: str, most: int, *, beside: str) -> None:
    """So that with the one `beside`, which has just begun, no more than `most` go on."""
    others = Session.objects.filter(account=account).exclude(session_key=beside)
    kept = others.order_by("-began_at", "-session_key").values_list("session_key", flat=True)[: most - 1]
    others.exclude(session_key__in=list(kept)).delete()
