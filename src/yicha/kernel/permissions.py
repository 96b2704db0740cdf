"""What a role may do. The table stands in `config/roles.py`; lower rooms ask for it here."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.module_loading import import_string


def permissions_of(role: str) -> frozenset[str]:
    """Of an unknown role: none."""
    granted: frozenset[str] = import_string(settings.YICHA_ROLES).get(role, frozenset())
    return granted


def permissions_in(scopes: Iterable[str]) -> frozenset[str]:
    """What a program may that was admitted for these. Of an unknown scope: nothing."""
    known = import_string(settings.YICHA_SCOPES)
    return frozenset[str]().union(*(known.get(scope, ()) for scope in scopes))
