"""Events: frozen dataclasses in the past tense, and their one canonical text."""

import json
from functools import cache
from typing import Any, Final, Protocol, TypeVar, cast, runtime_checkable

from pydantic import TypeAdapter

T = TypeVar("T")


SHOWN: Final[set[str]] = set()
"""The events that say that somebody was shown sealed or personal data, each by its `name_of`."""


@runtime_checkable
class Event(Protocol):
    @property
    def about(self) -> str:
        """The aggregate, e.g. `clue:12`. Handlers of one aggregate run in order."""


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_plain(value: object) -> Any:
    """Plain JSON values; dates, decimals and enums become text."""
    kind: Any = type(value)
    return _adapter(kind).dump_python(value, mode="json")


def from_plain(kind: type[T], plain: Any) -> T:
    restored: T = _adapter(cast("Any", kind)).validate_python(plain)
    return restored


def to_text(value: object) -> str:
    """The JSON text of `to_plain`, without the values between; for many rows."""
    kind: Any = type(value)
    return _adapter(kind).dump_json(value).decode()


def from_text(kind: type[T], text: str) -> T:
    """What `to_text` was made of."""
    restored: T = _adapter(cast("Any", kind)).validate_json(text)
    return restored


def canonical(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def require_event(value: object) -> Event:
    """Exactly one frozen event, otherwise nothing is committed."""
    parameters = getattr(value, "__dataclass_params__", None)
    if isinstance(value, type) or not (parameters and parameters.frozen and isinstance(value, Event)):
        raise TypeError(f"a use case returns one frozen event, not {value!r}")
    return value


def name_of(kind: type[Any]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def shows(kind: type[T]) -> type[T]:
    """Marks such an event where it is defined: `kernel.audit.reads` finds it, in whatever room it stands."""
    SHOWN.add(name_of(kind))
    return kind
