"""首违不罚 in the demo: some check points stand on the county's list."""

import pytest

from yicha.demo.county.items import make_items
from yicha.norms.workbooks import shipped_norms

LIST = "slight_first"


@pytest.mark.clause("LYG-4.4a")
def test_points_that_may_go_unpunished_name_a_matter_of_the_list() -> None:
    listed = {norm.text for norm in shipped_norms() if f".{LIST}." in f".{norm.code}"}
    named = {point.slight for item in make_items(2026) for point in item.check_points if point.slight}
    assert named <= listed
    assert len(named) == 3
