"""The norms of a draw that is meant in earnest."""

import pytest

from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode


@pytest.fixture(autouse=True)
def witnesses(request: pytest.FixtureRequest) -> None:
    """None are wanted, as the shipped norms say."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        put_norm(NormCode.WITNESSES_MIN, 0)
