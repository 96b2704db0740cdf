"""工作动态 and 曝光台 in 青禾县: what departments told this month, one of it corrected, one waiting to be read, and one exposure."""

from datetime import datetime

from yicha.demo.live.incidents import days
from yicha.demo.live.pictures import SOMEBODY, with_somebody
from yicha.demo.story import Story
from yicha.disclosure.actions.add_picture import add_picture
from yicha.disclosure.actions.confirm_picture import confirm_picture
from yicha.disclosure.actions.mark_picture import mark_picture
from yicha.disclosure.actions.publish_article import publish_article
from yicha.disclosure.actions.revise_article import revise_article
from yicha.disclosure.actions.write_article import write_article
from yicha.disclosure.queries import publications
from yicha.disclosure.types import (
    AddPicture,
    Column,
    ConfirmPicture,
    Mark,
    MarkPicture,
    PictureMarked,
    PublicationStatus,
    PublishArticle,
    ReviseArticle,
    WriteArticle,
)
from yicha.inspections.types import FOUND_NOTHING
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.uploads import upload

ONCE = "食品安全、燃气、消防、卫生、环保并成一次上门，每家少接待四次。\n\n检查前一周发通知，写明来谁、查什么、备什么材料。"
EXITS = "本月查了辖区的校外培训场所，多数通道畅通。\n\n没有标识的当场补齐，不再上门。"
PICTURED = "校外培训场所疏散通道检查结束"
HOSES = "逾期软管由燃气企业上门免费更换，登记电话见社区公告栏。"
NEWS = (
    (0, "餐饮店一次查完五件事", ONCE, -20),
    (1, PICTURED, EXITS, -13),
    (2, "燃气软管免费更换进社区", HOSES, -8),
)
CORRECTED = ("餐饮店一次查完五件事", ONCE.replace("四次", "三次"), "“少接待四次”应为三次")
WAITING = (0, "春季防火提醒", "清明前后请勿在林地用火。", -1)


def tell_the_public(story: Story) -> None:
    """A number is the place of a department among those of the county, however small."""
    codes = [story.departments[place % len(story.departments)] for place in range(3)]
    first, *_ = [
        _told(story, WriteArticle(story.place, codes[place], Column.WORK_NEWS, title, body), days(day)) for place, title, body, day in NEWS
    ]
    story.steady.do(revise_article, story.who(Role.DEPARTMENT_CLERK, codes[0]), ReviseArticle(first, *CORRECTED), days(-18))
    story.steady.do(publish_article, story.who(Role.DEPARTMENT_HEAD, codes[0]), PublishArticle(first), days(-18, 15))
    place, title, body, day = WAITING
    clerk = story.who(Role.DEPARTMENT_CLERK, codes[place])
    waiting = story.steady.do(write_article, clerk, WriteArticle(story.place, codes[place], Column.WORK_NEWS, title, body), days(day))
    _pictured(story, codes[place], waiting.article, days(day))
    _expose(story)


def _expose(story: Story) -> None:
    """The first result of the year that found something and is public."""
    rows = story.steady.read(lambda: publications(SYSTEM, story.place))
    found = next((row for row in rows if row.status is PublicationStatus.PUBLISHED and row.outcome not in FOUND_NOTHING), None)
    if found:
        told = "检查发现的问题已责令限期改正，改正后复查。"
        about = (Column.EXPOSURE_BOARD, f"{found.name}：检查发现问题", told, found.id)
        _told(story, WriteArticle(story.place, found.department, *about), days(-2))


def _told(story: Story, said: WriteArticle, at: datetime) -> int:
    """A clerk writes, the head reads it on the same day; of one there is a picture."""
    article: int = story.steady.do(write_article, story.who(Role.DEPARTMENT_CLERK, said.department), said, at).article
    head, later = story.who(Role.DEPARTMENT_HEAD, said.department), at.replace(hour=17)
    if said.title == PICTURED:
        hidden = _pictured(story, said.department, article, at)
        story.steady.do(confirm_picture, head, ConfirmPicture(hidden.picture, hidden.copy), later)
    story.steady.do(publish_article, head, PublishArticle(article), later)
    return article


def _pictured(story: Story, department: str, article: int, at: datetime) -> PictureMarked:
    """The clerk adds a photograph and hides the face and the plate in it."""
    clerk, taken = story.who(Role.DEPARTMENT_CLERK, department), with_somebody("article", article)
    kept = story.steady.read(lambda: upload(clerk, [taken], at, kind="article_original", name="现场.jpg", limit=len(taken)))
    made = story.steady.do(add_picture, clerk, AddPicture(article, kept.file, "疏散通道旁的灭火器和检查人员"), at)
    return story.steady.do(mark_picture, clerk, MarkPicture(made.picture, tuple(Mark(*one) for one in SOMEBODY)), at)
