"""R-SUB-3, R-PROC-3: no visit begins without its officers and their certificates. The database and the use case say the same as a naive
reading of the law, over worlds that are shuffled by a seed.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.db import DatabaseError, transaction

from yicha.inspections.actions.scan_in import scan_in
from yicha.inspections.testing import notify, officer, on_the_day, planned
from yicha.inspections.types import InspectionRow, ScanIn
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql

pytestmark = [pytest.mark.clause("R-SUB-3", "R-PROC-3")]
WORLDS = 40
START = "UPDATE inspections_inspection SET status = 'started', started_at = %s, started_by = %s WHERE id = %s"


@dataclass(frozen=True)
class Person:
    cert_no: str
    department: str
    valid_to: date | None
    in_post: bool

    def counts(self, on: date) -> bool:
        return self.in_post and (self.valid_to is None or self.valid_to >= on)


def change(statement: str, *values: str | int | None) -> None:
    run_sql(actor(RUN_SQL), Sql(statement, values), NOW)


def shuffle(row: InspectionRow, chance: Random) -> list[Person]:
    """Some certificates end on the day before or on the day, some have no end, some officers have left."""
    day, people = on_the_day(row).date(), []
    for one in planned(row).officers:
        valid_to = chance.choice([None, day, day, day + timedelta(days=90), day - timedelta(days=1)])
        people.append(Person(one.cert_no, one.department, valid_to, in_post=chance.random() > 0.1))
        ends = valid_to.isoformat() if valid_to else None
        change("UPDATE orgs_officer SET valid_to = %s, in_post = %s = 1 WHERE cert_no = %s", ends, int(people[-1].in_post), one.cert_no)
    return people


def lawful(people: list[Person], starter: str, on: date, wanted: dict[str, int]) -> bool:
    """As the law reads: who begins may, and every department has its number."""
    able = [one for one in people if one.counts(on)]
    enough = all(sum(one.department == name for one in able) >= count for name, count in wanted.items())
    return enough and starter in {one.cert_no for one in able}


def database_says(row: InspectionRow, starter: str, at: datetime) -> bool:
    with suppress(DatabaseError), transaction.atomic():
        change(START, at.isoformat(), starter, row.id)
        transaction.set_rollback(True)
        return True
    return False


def use_case_says(row: InspectionRow, at: datetime) -> bool:
    with suppress(RuleBroken), transaction.atomic():
        scan_in(officer(row, planned(row).lead), ScanIn(row.id, row.code), at)
        transaction.set_rollback(True)
        return True
    return False


@pytest.mark.parametrize("seed", range(WORLDS))
def test_database_and_use_case_say_what_the_law_says(opened: list[InspectionRow], seed: int) -> None:
    row, chance = opened[seed % len(opened)], Random(seed)
    at = on_the_day(row)
    notify(row)
    starter = planned(row).officers[0].cert_no
    with transaction.atomic():
        officer(row, planned(row).lead)
        people = shuffle(row, chance)
        expected = lawful(people, starter, at.date(), planned(row).officers_wanted)
        assert database_says(row, starter, at) == expected
        assert use_case_says(row, at) == expected
        transaction.set_rollback(True)


def test_both_answers_occur(opened: list[InspectionRow]) -> None:
    """Or the table above would prove nothing."""
    found = set()
    for seed in range(WORLDS):
        row = opened[seed % len(opened)]
        with transaction.atomic():
            people = shuffle(row, Random(seed))
            found.add(lawful(people, planned(row).officers[0].cert_no, on_the_day(row).date(), planned(row).officers_wanted))
            transaction.set_rollback(True)
    assert found == {True, False}


def test_who_was_not_drawn_starts_nothing(opened: list[InspectionRow]) -> None:
    notify(opened[0])
    assert not database_says(opened[0], "6207999999", on_the_day(opened[0]))


def test_nothing_is_opened_as_begun(opened: list[InspectionRow]) -> None:
    """Neither by one who writes a new row."""
    copied = "number || 'x', region_path, visit_id, code || 'x', 'started', notice, notified_at, '', now(), 'x', '', ''"
    columns = "number, region_path, visit_id, code, status, notice, notified_at, enterprise_digest, started_at, started_by, "
    with pytest.raises(DatabaseError, match="not as scheduled"), transaction.atomic():
        change(
            f"INSERT INTO inspections_inspection ({columns}cancelled_because, stopped_because) "
            f"SELECT {copied} FROM inspections_inspection WHERE id = %s",
            opened[0].id,
        )
