"""What a role may do. The table stands in `config/roles.py`; lower rooms ask for it here."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.module_loading import import_string


def permissions_of(role: str) -> frozenset[str]:
    """Of an unknown role: none."""
    granted: frozenset[str] = import_string(settings.YICHA_ROLES).get(role, frozenset())
    return granted


def holders_of(*permissions: str) -> str:
    """Whose posts have one of these, as people call them; '' where it is nobody's."""
    names: dict[str, str] = import_string(settings.YICHA_ROLE_NAMES)
    return "、".join(name for role, name in names.items() if permissions_of(role).intersection(permissions))


def permissions_in(scopes: Iterable[str]) -> frozenset[str]:
    """What a program may that was admitted for these. Of an unknown scope: nothing."""
    known = import_string(settings.YICHA_SCOPES)
    return frozenset[str]().union(*(known.get(scope, ()) for scope in scopes))
