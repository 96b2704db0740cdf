"""What frees a check from which limit, and the evidence that each asks for (LYG-4.3c, LYG-4.3d, R-FREQ-4, R-PLAN-4).

Three kinds, never mixed. A statute frees a plan line from the limits on frequency. Three codes free a filed check from the conference's
consent, from nothing else. A cause frees a check from plan, filing, consent and frequency, and is watched instead.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Flag, auto
from typing import Final

from yicha.kernel.refusals import Exit, RuleBroken
from yicha.planning.types import Ground

TRIGGERED = Exit("因投诉举报、转办交办、数据监测或企业申请检查", "来源文号（R-FREQ-4）")
FILE_FIRST = Exit("提前报备，经联席会议同意后检查", "LYG-4.3b")
EXEMPT = Exit("法律另有规定的，填写豁免依据", "LYG-4.3c")
ANYTHING: Final = re.compile(r"\S")
A_LAW: Final = re.compile(r"《.+》")
A_DOCUMENT: Final = re.compile(r"\S.*[〔\[（(]\s*\d{4}\s*[〕\]）)].*\d+\s*号")


class Frees(Flag):
    """From what a ground frees."""

    NOTHING = 0
    FREQUENCY = auto()  # LYG-4.3d, R-FREQ-1, R-FREQ-3, R-NODISTURB
    CONSENT = auto()  # LYG-4.3c, R-PLAN-4
    FILING = auto()  # LYG-4.3b, R-PLAN-3


CAUSE: Final = Frees.FREQUENCY | Frees.CONSENT | Frees.FILING


@dataclass(frozen=True)
class Demanded:
    """The evidence that a ground asks for: what it is called, what it must look like, which clause allows it."""

    frees: Frees
    evidence: str
    form: re.Pattern[str]
    clause: str


GROUNDS: Final[Mapping[Ground, Demanded]] = {
    Ground.LEGAL: Demanded(Frees.FREQUENCY, "法律、法规、规章的名称（用书名号）和条款", A_LAW, "LYG-4.3d"),
    Ground.COMMITMENT: Demanded(Frees.CONSENT, "告知承诺书或许可决定的编号", ANYTHING, "LYG-4.3c"),
    Ground.ENV_SAFETY: Demanded(Frees.CONSENT, "环保、安全风险或隐患材料的编号", ANYTHING, "LYG-4.3c"),
    Ground.SUPERIOR: Demanded(Frees.CONSENT, "国家或省组织专项检查的文号，如苏应急〔2026〕12号", A_DOCUMENT, "LYG-4.3c"),
    Ground.CONSENT: Demanded(Frees.NOTHING, "联席会议意见", ANYTHING, "LYG-4.3b"),
    Ground.COMPLAINT: Demanded(CAUSE, "投诉举报工单号", ANYTHING, "R-FREQ-4"),
    Ground.ASSIGNED: Demanded(CAUSE, "转办、交办文号", ANYTHING, "R-FREQ-4"),
    Ground.DATA_CLUE: Demanded(CAUSE, "监测预警编号", ANYTHING, "R-FREQ-4"),
    Ground.REQUEST: Demanded(CAUSE, "企业申请的编号或日期", ANYTHING, "R-FREQ-4"),
    Ground.RECHECK: Demanded(CAUSE, "责令改正通知书文号", A_DOCUMENT, "R-FREQ-4"),
}


def require_evidence(ground: Ground, evidence: str, where: str = "") -> None:
    """LYG-4.3c, R-FREQ-4: nothing is exempt by word alone; each ground names the document that one can look up."""
    asked = GROUNDS[ground]
    if not asked.form.search(evidence):
        raise RuleBroken(f"{where}须填写{asked.evidence}", clause=asked.clause, exits=(FILE_FIRST,))


def require_filed_ground(exemption: str, evidence: str) -> None:
    """LYG-4.3c: what a filing may cite is one of the three codes that need no consent, with its evidence; or nothing."""
    if not exemption:
        if evidence.strip():
            raise RuleBroken("填了证明材料，须选豁免情形", clause="LYG-4.3c")
        return
    ground = next((one for one in Ground if one == exemption), None)
    if ground is None or GROUNDS[ground].frees is not Frees.CONSENT:
        raise RuleBroken(f"报备不能以“{exemption}”免除同意", clause="LYG-4.3c", exits=(FILE_FIRST,))
    require_evidence(ground, evidence)
