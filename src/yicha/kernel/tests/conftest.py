from collections.abc import Iterator

import pytest

from yicha.kernel import outbox
from yicha.kernel.tests import sample


@pytest.fixture
def wired() -> Iterator[None]:
    before = [handler for by_name in outbox._handlers.values() for handler in by_name.values()]
    outbox.wire(sample.HANDLERS)
    yield
    outbox.wire(before)


@pytest.fixture
def room(db: None, wired: None) -> None:
    """The sample room in a test that rolls back."""
    sample.create_tables()


@pytest.fixture
def own_room(own_database: str, wired: None) -> str:
    """The sample room in a database of its own."""
    sample.create_tables()
    return own_database
