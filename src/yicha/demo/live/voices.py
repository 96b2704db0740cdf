"""What is said back in 青禾县: firms have rated their visits, one appeals, one passer-by has reported a blocked exit."""

from datetime import timedelta

from yicha.demo.county.chance import Chance
from yicha.demo.live.incidents import days
from yicha.demo.live.sharing import FIRE
from yicha.demo.story import Story
from yicha.disclosure.queries import publications
from yicha.disclosure.types import PublicationRow, PublicationStatus
from yicha.feedback.actions.forward_door_report import forward_door_report
from yicha.feedback.actions.raise_petition import raise_petition
from yicha.feedback.actions.rate_visit import rate_visit
from yicha.feedback.actions.report_problem import report_problem
from yicha.feedback.queries import departments_to_rate, digest_of, passer_by, sender_of
from yicha.feedback.types import DepartmentRating, ForwardDoorReport, Grade, PetitionKind, RaisePetition, RateVisit, ReportProblem
from yicha.inspections.queries import inspection
from yicha.inspections.types import Outcome
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.permissions import permissions_of

MOST = 24
GRADES = (Grade.VERY_GOOD, Grade.GOOD, Grade.GOOD, Grade.VERY_GOOD, Grade.FAIR)


def subjects_speak(story: Story) -> None:
    """Of the visits whose results are out."""
    out = [row for row in story.steady.read(lambda: publications(SYSTEM, story.place)) if row.status is PublicationStatus.PUBLISHED]
    for row in list({one.visited: one for one in out}.values())[:MOST]:
        _rate(story, row)
    wrong = next((row for row in out if row.outcome == Outcome.CORRECTED), None)
    if wrong:
        asked = RaisePetition(PetitionKind.APPEAL, wrong.id, "当天已经整改到位，现场拍了照片，请复核")
        story.steady.do(raise_petition, _one_subject(story, wrong), asked, days(-1, 15))


def _one_subject(story: Story, row: PublicationRow) -> Actor:
    """As a session by the code of a notice makes it."""
    allowed = permissions_of(Role.ENTERPRISE)
    return Actor(f"firm:{row.sid}", row.name, story.place, f"subject:{row.sid}", Role.ENTERPRISE, permissions=allowed)


def _rate(story: Story, row: PublicationRow) -> None:
    chance = Chance("rating", row.inspection)
    came = departments_to_rate(story.steady.read(lambda: inspection(SYSTEM, row.visited)))
    said = tuple(DepartmentRating(code, chance.pick(GRADES), ("B6",) if chance.below(20) == 0 else ()) for code in came)
    if said:
        story.steady.do(rate_visit, _one_subject(story, row), RateVisit(row.visited, said), days(-2, 14))


def passer_by_reports(story: Story) -> None:
    """One that the joint office has given on, and one of this morning."""
    shops = [row.sid for row in story.county.subjects if row.status == "存续"]
    for place, matter in enumerate(("后门上锁，堆着纸箱，消防通道出不去", "外卖窗口没有公示健康证")):
        at = days(place - 1, 8)
        command = ReportProblem(shops[place], matter, (), digest_of(f"QHDEMO{place}222"), sender_of(f"demo-{place}", at.date()))
        made = story.steady.do(report_problem, passer_by(), command, at)
        if not place:
            given = ForwardDoorReport(made.report, FIRE)
            story.steady.do(forward_door_report, story.who(Role.COORDINATOR), given, at + timedelta(minutes=40))
