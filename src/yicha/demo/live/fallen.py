"""撤销 in 青禾县: a result whose decision fell and that was taken off, one that is to be in time, a month without exposure."""

from yicha.demo.live.incidents import days
from yicha.demo.story import Story
from yicha.disclosure.actions.explain_quota import explain_quota
from yicha.disclosure.actions.record_annulment import record_annulment
from yicha.disclosure.actions.withdraw_publication import withdraw_publication
from yicha.disclosure.queries import publications
from yicha.disclosure.types import AnnulmentKind, Column, ExplainQuota, PublicationStatus, RecordAnnulment, WithdrawPublication
from yicha.inspections.types import FOUND_NOTHING, Outcome
from yicha.kernel.actor import SYSTEM, Role

FALLEN = (
    (AnnulmentKind.REVOKED, "青禾县人民政府", "青政复决〔2026〕3号", -2, "现场笔录没有第二名执法人员的签名，程序违法"),
    (AnnulmentKind.CHANGED, "青禾县人民法院", "青行初〔2026〕5号", -1, "认定的事实不清，结论变更为未发现问题"),
)
NONE_QUALIFIES = "本月检查发现的问题都已当场改正，没有典型问题"


def decisions_fall(story: Story) -> None:
    """Of the last results that found something; the first is taken off at once, the other is to be. What was exposed or appealed stands."""
    rows = story.steady.read(lambda: publications(SYSTEM, story.place))
    out = [row for row in rows if row.status is PublicationStatus.PUBLISHED and row.outcome not in FOUND_NOTHING]
    spoken_of = [*out[:1], *[row for row in out if row.outcome == Outcome.CORRECTED][:1]]
    old = [row for row in out if row not in spoken_of and row.published_at and row.published_at < days(-3)]
    for place, (row, (kind, organ, number, day, reason)) in enumerate(zip(old[-len(FALLEN) :], FALLEN, strict=False)):
        clerk, head = (story.who(role, row.department) for role in (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD))
        fallen = RecordAnnulment(row.id, kind, organ, number, days(day).date(), reason)
        story.steady.do(record_annulment, clerk, fallen, days(day, 10))
        if not place:
            story.steady.do(withdraw_publication, head, WithdrawPublication(row.id, f"{number}：{reason}"), days(day, 16))
    none = ExplainQuota(story.place, Column.EXPOSURE_BOARD, story.year, 2, NONE_QUALIFIES)
    story.steady.do(explain_quota, story.who(Role.COORDINATOR), none, days(-24))
