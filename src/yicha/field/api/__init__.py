"""`/api/v1/field`: FIELD1, address by address (README)."""

from yicha.field.api import keys, sync, visits
from yicha.field.api.answers import router

__all__ = ["keys", "router", "sync", "visits"]
