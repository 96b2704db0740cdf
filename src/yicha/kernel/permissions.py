"""What a role may do. The table stands in `config/roles.py`; lower rooms ask for it here."""

from django.conf import settings
from django.utils.module_loading import import_string


def permissions_of(role: str) -> frozenset[str]:
    """Of an unknown role: none."""
    granted: frozenset[str] = import_string(settings.YICHA_ROLES).get(role, frozenset())
    return granted
