"""`/api/v1/field`: FIELD1, address by address (README)."""

from yicha.field.api import files, keys, sync, visits
from yicha.field.api.answers import router

__all__ = ["files", "keys", "router", "sync", "visits"]
