"""Each ground frees from its own limits and asks for its own evidence."""

import pytest

from yicha.kernel.refusals import RuleBroken
from yicha.planning.rules.exempting import CAUSE, GROUNDS, Frees, require_evidence, require_filed_ground
from yicha.planning.types import NO_CONSENT, Ground, TriggerSource


def clause_of(ground: str, evidence: str) -> str:
    try:
        require_filed_ground(ground, evidence)
    except RuleBroken as refused:
        return refused.clause
    return ""


def test_every_ground_says_what_it_frees_from_and_what_it_asks_for() -> None:
    assert set(GROUNDS) == set(Ground)
    assert {ground for ground, asked in GROUNDS.items() if asked.frees is Frees.CONSENT} == set(NO_CONSENT)
    assert {ground.value for ground, asked in GROUNDS.items() if asked.frees is CAUSE} == {source.value for source in TriggerSource}
    assert all(asked.evidence and asked.clause for asked in GROUNDS.values())


@pytest.mark.clause("LYG-4.3c", "R-FREQ-4")
@pytest.mark.parametrize(
    ("ground", "evidence", "lawful"),
    [
        (Ground.LEGAL, "《消防法》第五十三条", True),
        (Ground.LEGAL, "消防法", False),
        (Ground.LEGAL, "《》", False),
        (Ground.COMMITMENT, "青行审承〔2026〕4号", True),
        (Ground.COMMITMENT, " ", False),
        (Ground.ENV_SAFETY, "重大隐患 2026-17", True),
        (Ground.ENV_SAFETY, "", False),
        (Ground.SUPERIOR, "苏应急〔2026〕12号", True),
        (Ground.SUPERIOR, "苏应急[2026]12 号", True),
        (Ground.SUPERIOR, "省里要求", False),
        (Ground.SUPERIOR, "〔2026〕12号", False),
        (Ground.COMPLAINT, "12345-2026-0098", True),
        (Ground.COMPLAINT, "\t", False),
        (Ground.REQUEST, "2026-03-01 申请", True),
        (Ground.REQUEST, "", False),
        (Ground.RECHECK, "青禾市监责改〔2026〕3号", True),
        (Ground.RECHECK, "上次的问题", False),
    ],
)
def test_evidence_is_something_one_can_look_up(ground: Ground, evidence: str, *, lawful: bool) -> None:
    if lawful:
        require_evidence(ground, evidence)
        return
    with pytest.raises(RuleBroken) as refused:
        require_evidence(ground, evidence)
    assert refused.value.clause == GROUNDS[ground].clause
    assert GROUNDS[ground].evidence in refused.value.message


@pytest.mark.clause("LYG-4.3c")
@pytest.mark.parametrize(
    ("ground", "evidence", "clause"),
    [
        ("", "", ""),
        ("", "青行审承〔2026〕4号", "LYG-4.3c"),
        ("commitment", "青行审承〔2026〕4号", ""),
        ("commitment", "", "LYG-4.3c"),
        ("env_safety", "隐患通报", ""),
        ("superior", "苏应急〔2026〕12号", ""),
        ("legal", "《消防法》", "LYG-4.3c"),  # frees from frequency, not from consent
        ("complaint", "12345-1", "LYG-4.3c"),  # is planned as a check for a cause
        ("consent", "会议纪要", "LYG-4.3c"),
        ("anything", "x", "LYG-4.3c"),
    ],
)
def test_a_filing_cites_one_of_three_codes_or_none(ground: str, evidence: str, clause: str) -> None:
    assert clause_of(ground, evidence) == clause
