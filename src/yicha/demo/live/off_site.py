"""非现场检查: nobody goes. The enterprise has handed in most of what its notice asks for; the officer can begin."""

from functools import partial

from yicha.demo.live.incidents import days
from yicha.demo.live.pictures import picture, scanned
from yicha.demo.story import Story
from yicha.inspections.actions.hand_in_paper import hand_in_paper
from yicha.inspections.actions.issue_notice import issue_notice
from yicha.inspections.queries import inspections, notice_of
from yicha.inspections.types import HandInPaper, InspectionRow, InspectionStatus, IssueNotice
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.permissions import permissions_of
from yicha.kernel.uploads import upload
from yicha.planning.queries import visits
from yicha.planning.types import VisitRow, VisitStatus

PAPERS = ("营业执照", "经营场所照片", "许可证件")  # where the notice names none
WEEKS_AHEAD, MOST, LIMIT = 3, 3, 1 << 20


def hand_in_papers(story: Story, programme: int) -> str:
    """Of one coming check, if possible at an enterprise that is visited soon as well: it is returned, to be signed in as."""
    ahead = days(0).date(), days(7 * WEEKS_AHEAD).date()
    rows = story.steady.read(lambda: visits(SYSTEM, story.place, programme=programme, between=ahead))
    opened = story.steady.read(lambda: inspections(SYSTEM, story.place, visits=[row.id for row in rows]))
    open_ones = {row.visit: row for row in opened if row.status is InspectionStatus.SCHEDULED}
    visited = {row.sid for row in rows if row.door and row.status is VisitStatus.NOTIFIED and row.first_day > ahead[0]}
    ready = [row for row in rows if row.id in open_ones and not row.door and row.announced and row.uscc]
    for row in sorted(ready, key=lambda one: (one.sid not in visited, one.first_day, one.number))[:1]:
        _hand_in(story, row, open_ones[row.id])
        return row.sid
    return ""


def _hand_in(story: Story, row: VisitRow, inspection: InspectionRow) -> None:
    """As a session by the code of a notice makes it: a photograph, the others scanned."""
    story.steady.do(issue_notice, story.who(Role.DEPARTMENT_CLERK, row.lead), IssueNotice(inspection.id), days(-3))
    asked = story.steady.read(lambda: notice_of(SYSTEM, inspection, row, days(-3)).materials)
    enterprise = Actor(
        f"firm:{row.sid}", row.name, story.place, f"subject:{row.sid}", Role.ENTERPRISE, permissions=permissions_of(Role.ENTERPRISE)
    )
    for place, paper in enumerate((asked or PAPERS)[:MOST]):
        at, made = days(-1, 14 + place), scanned if place else picture
        kept = story.steady.read(partial(upload, enterprise, [made(row.number, paper)], at, kind="paper", name=paper, limit=LIMIT))
        story.steady.do(hand_in_paper, enterprise, HandInPaper(inspection.id, paper, kept.file), at)
