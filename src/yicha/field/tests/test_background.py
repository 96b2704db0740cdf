"""What the phone holds besides the form, to be read at the door: earlier results, orders that run, what the checks rest on, the slight."""

from collections.abc import Sequence
from typing import Any

from yicha.field.testing import Phone
from yicha.followups.testing import after, delivered, opened, rechecked, reported
from yicha.inspections.testing import officer, on_the_day, planned
from yicha.inspections.types import InspectionRow
from yicha.items.queries import items_in_force
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.queries import departments

LISTED, NOT_LISTED = "标签标识不规范、不误导", "没有这一条"
SLIGHT = """UPDATE items_item SET check_points =
    (SELECT jsonb_agg(point || jsonb_build_object('slight', %s::text)) FROM jsonb_array_elements(check_points) point)"""


def package(row: InspectionRow) -> dict[str, Any]:
    phone = Phone(officer(row, planned(row).lead), on_the_day(row))
    phone.pull(row.id)
    return phone.visits[str(row.id)]


def same_firm(row: InspectionRow, other: InspectionRow) -> None:
    """It comes out that both visits are to one."""
    merged = Sql("UPDATE subjects_subject SET merged_into_id = %s WHERE sid = %s", (planned(row).sid, planned(other).sid))
    run_sql(actor(RUN_SQL), merged, NOW)


def test_what_was_found_before_goes_along(row: InspectionRow, county: Sequence[InspectionRow]) -> None:
    """Under whatever number the subject was kept; nothing of the visit itself, nothing of another subject."""
    opened(row)
    other = next(one for one in county if planned(one).sid != planned(row).sid)
    assert (package(row)["subject"]["history"], package(other)["subject"]["history"]) == ([], [])
    same_firm(row, other)
    found = package(other)["subject"]["history"]
    assert {one["no"] for one in found} == {row.number}
    assert "corrected" in {one["outcome"] for one in found}


def test_every_part_has_its_name_and_every_item_its_basis(row: InspectionRow) -> None:
    found = package(row)
    names = {one.code: one.short_name for one in departments(SYSTEM, planned(row).first_day)}
    assert {code: part["name"] for code, part in found["parts"].items()} == {code: names[code] for code in found["parts"]}
    items = items_in_force(SYSTEM, REGION, planned(row).first_day)
    wanted = {(items[one.item_code].name, items[one.item_code].legal_basis) for one in planned(row).demands}
    assert {(one["item"], one["basis"]) for one in found["refs"]} == wanted


def test_only_what_stands_on_the_list_of_the_day_is_called_slight(row: InspectionRow) -> None:
    for said, expected in ((NOT_LISTED, set()), (LISTED, {LISTED})):
        run_sql(actor(RUN_SQL), Sql(SLIGHT, (said,)), NOW)
        questions = [what for path, what in package(row)["paths"].items() if path.startswith("q/")]
        assert {matter for what in questions for matter, _ in what["slight"]} == expected
        assert all("行政处罚法" in basis for what in questions for _, basis in what["slight"])


def test_an_order_that_runs_is_looked_at_again_until_it_is_put_right(row: InspectionRow, county: Sequence[InspectionRow]) -> None:
    """By whoever comes next: at the visit that gave it, it is what was ordered there."""
    made = delivered(row)
    other = next(one for one in county if planned(one).sid != planned(row).sid)
    same_firm(row, other)
    assert (package(row)["recheck"], package(row)["parts"]["SCJG"]["order"] != "") == ([], True)
    [found] = package(other)["recheck"]
    assert (bool(found["no"]), found["demand"], found["by"]) == (True, "装好纱窗", after(row, 10).date().isoformat())
    reported(row, made)
    rechecked(row, made)
    assert package(other)["recheck"] == []
