"""轮换: the same pair does not go to the same door twice in a row (R-SUB-3)."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from hashlib import sha256

from yicha.planning.rules.staffing import Roster, VisitWork

Teams = Mapping[str, Mapping[str, Collection[str]]]  # sid → department → certificate numbers of who went there last


def rotated(visit: VisitWork, last: Teams, roster: Roster, drawn: str) -> VisitWork:
    """R-SUB-3: of each department's last team at this door one may come again, so no two come again together.

    Who that is nobody chooses: the least SHA-256 of `drawn` (the result of the draw of subjects), the sid and the certificate number.
    A department too small to do without them sends whom it has: the draw is not made impossible.
    """
    resting = visit
    for department, team in sorted(last.get(visit.sid, {}).items()):
        if department in visit.departments:
            away = sorted(team, key=lambda cert_no: sha256(f"{drawn}|{visit.sid}|{cert_no}".encode()).digest())[1:]
            asked = replace(resting, resting=(*resting.resting, *away))
            resting = asked if _enough(department, visit, asked, roster) else resting
    return resting


def _enough(department: str, whole: VisitWork, rested: VisitWork, roster: Roster) -> bool:
    """The same posts with the same skills, and somebody for each."""
    wanted, left = (roster.slots(visit, department) for visit in (whole, rested))
    return wanted == left and len(roster.candidates(department, rested)) >= len(wanted)
