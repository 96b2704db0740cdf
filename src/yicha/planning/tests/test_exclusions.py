"""Who is kept out of a draw is kept out by an entry of the ledger."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from yicha.engines.draw.types import Line, Stratum
from yicha.kernel.actor import SYSTEM
from yicha.kernel.ledger import sequence
from yicha.kernel.models import Leaf
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.testing import instrument
from yicha.planning import models
from yicha.planning.actions.record_past_checks import record_past_checks
from yicha.planning.actions.spare_subject import spare_subject
from yicha.planning.queries import exclusion_places
from yicha.planning.rules.competence import Competence
from yicha.planning.rules.exclusions import Excluder, Exclusion, require_recorded
from yicha.planning.rules.pools import ALREADY_CHECKED, DELEGATED, SPARED, checked_this_year
from yicha.planning.rules.sparing import spares
from yicha.planning.testing import YEAR, draw_year, make_county, make_plans
from yicha.planning.tests.files import plan_line
from yicha.planning.types import PastCheck, RecordPastChecks, SparedRow, SpareSubject
from yicha.subjects.testing import subject_row

LINE = plan_line(check_class="食品")
SUBJECT = subject_row(1)
ENTRY = SparedRow(7, SUBJECT.sid, SUBJECT.name, "", date(YEAR, 1, 1), date(YEAR, 12, 31), "文号", "理由", "")
CHECK = PastCheck(SUBJECT.sid, "食品", "省局", "省", date(YEAR, 2, 3))


def excluder(*, spared: bool = False, checked: bool = False) -> Excluder:
    here = Competence(REGION, {}, (), {LINE.line.item_code: LINE.department})
    past = [CHECK] if checked else []
    return Excluder(
        REGION,
        {LINE.line.line_id: LINE},
        here,
        spares([ENTRY] if spared else []),
        checked_this_year(YEAR, past, [SUBJECT], per_site=False),
    )


@pytest.mark.clause("YX-2.7b")
@pytest.mark.parametrize(
    ("why", "expected"),
    [
        ({}, None),
        ({"spared": True}, (SPARED, "spared:7")),
        ({"checked": True}, (ALREADY_CHECKED, f"past_checks:{REGION}")),
        ({"spared": True, "checked": True}, (SPARED, "spared:7")),
    ],
    ids=["nobody", "not to be disturbed", "checked already", "the first reason that holds"],
)
def test_what_keeps_out_names_what_the_ledger_knows(why: dict[str, Any], expected: tuple[str, str] | None) -> None:
    asked, line = excluder(**why), Line(LINE.line.line_id, (Stratum("*", 1, 2),))
    found = asked.exclusion(SUBJECT, line.id)
    assert (found and (found.code, found.about)) == expected
    assert asked.code(SUBJECT, line.id) == (expected[0] if expected else "")
    assert list(asked.all_of([line], {line.id: [SUBJECT]})) == ([found] if found else [])


def test_without_an_entry_nobody_is_kept_out() -> None:
    one = Exclusion(SUBJECT.sid, "SC-01", SPARED, "spared:7")
    require_recorded([one], {"spared:7": uuid4()})
    with pytest.raises(RuleBroken, match="spared:7"):
        require_recorded([one], {"spared:8": uuid4()})


@pytest.mark.django_db
@pytest.mark.clause("YX-2.7b", "R-NODISTURB", "R-FREQ-2", "GX-3.5")
def test_a_freeze_keeps_the_entry_of_each_exclusion() -> None:
    make_county()
    make_plans()
    first, second = (subject_row(number).sid for number in (0, 1))
    spare_subject(SYSTEM, SpareSubject(REGION, first, "", date(YEAR, 1, 1), date(YEAR, 12, 31), "文号", "理由"), NOW)
    record_past_checks(SYSTEM, RecordPastChecks(REGION, "省局", (PastCheck(second, "消防安全", "省局", "省", date(YEAR, 1, 5)),)), NOW)
    delegate_power(SYSTEM, instrument(from_department="WSJK", to_department="SCJG", items=("WSJK-I",), first_day=date(YEAR, 1, 1)), NOW)
    draw = draw_year()
    kept = models.Exclusion.objects.filter(draw=draw)
    codes = {(sid, line, code) for sid, line, code in kept.values_list("sid", "line_id", "code")}
    assert {(first, "SCJG-01", SPARED), (first, "XFJY-01", SPARED), (second, "XFJY-01", ALREADY_CHECKED)} <= codes
    assert {line for _, line, code in codes if code == DELEGATED} == {"WSJK-01"}
    said = set(kept.values_list("code", "entry__about"))
    assert {code for code, _ in said} == {SPARED, ALREADY_CHECKED, DELEGATED}
    assert {about.partition(":")[0] for _, about in said} == {"spared", "past_checks", "delegation"}


@pytest.mark.django_db
def test_everybody_can_look_the_entry_up_once_it_has_its_place() -> None:
    make_county()
    make_plans()
    sid = subject_row(0).sid
    spare_subject(SYSTEM, SpareSubject(REGION, sid, "", date(YEAR, 1, 1), date(YEAR, 12, 31), "文号", "理由"), NOW)
    draw = draw_year()
    assert exclusion_places(draw, [sid]) == {}
    sequence()
    found = exclusion_places(draw, [sid, subject_row(1).sid])
    leaves = Leaf.objects.filter(entry__about__startswith="spared:").values_list("index", flat=True)
    assert found == {sid: tuple(leaves)}
    assert len(leaves) == 1
