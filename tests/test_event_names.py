"""Every event that a use case gives is called something on pages."""

from typing import get_type_hints

from yicha.kernel.use_case import all_use_cases
from yicha.shell.event_names import NAMES


def test_every_event_of_the_product_has_a_name() -> None:
    given = {get_type_hints(made.body)["return"].__name__ for made in all_use_cases()}
    assert given - NAMES.keys() == set()
    assert NAMES.keys() - given == set()
