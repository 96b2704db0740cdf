"""Results in public."""

from tests.ready.inspections import conclude_department
from tests.ready.world import Ready, World, do, maker
from yicha.disclosure.queries import article
from yicha.disclosure.types import (
    AddPicture,
    AnnulmentKind,
    ArticleWritten,
    Column,
    ConfirmPicture,
    DraftPublication,
    ExplainQuota,
    Mark,
    MarkPicture,
    PublishArticle,
    PublishResult,
    RecordAnnulment,
    RemovePicture,
    ReturnArticle,
    ReturnPicture,
    ReviseArticle,
    WithdrawArticle,
    WithdrawPublication,
    WriteArticle,
)
from yicha.inspections.testing import PHOTOGRAPH
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW, REGION
from yicha.kernel.uploads import upload
from yicha.norms.queries import working_days
from yicha.orgs.testing import make_actor

SENDER = make_actor(Role.DEPARTMENT_CLERK, name="sender")  # of a picture: whoever adds it has uploaded it


@maker
def draft_publication(world: World) -> Ready:
    concluded = conclude_department(world)
    done = do("conclude_department", concluded.command, concluded.at)
    return Ready(DraftPublication(done.inspection, done.department, done.sid, done.outcome, done.checked_at), concluded.at)


@maker
def publish_result(world: World) -> Ready:
    ready = draft_publication(world)
    return Ready(PublishResult(do("draft_publication", ready.command, ready.at).publication), ready.at)


@maker
def withdraw_publication(world: World) -> Ready:
    published = publish_result(world)
    do("publish_result", published.command, published.at)
    return Ready(WithdrawPublication(published.command.publication, "登错主体"), published.at)


@maker
def record_annulment(world: World) -> Ready:
    public = withdraw_publication(world)
    day = working_days().day_of(public.at)
    return Ready(
        RecordAnnulment(public.command.publication, AnnulmentKind.REVOKED, "县政府", "青政复决〔2026〕1号", day, "程序不合法"), public.at
    )


@maker
def write_article(_: World) -> Ready:
    return Ready(WriteArticle(REGION, "SCJG", Column.WORK_NEWS, "联合检查一次进门", "今年三部门合并检查。"))


def written(world: World) -> ArticleWritten:
    """By a clerk of the department."""
    made: ArticleWritten = do("write_article", write_article(world).command, NOW, make_actor(Role.DEPARTMENT_CLERK))
    return made


@maker
def publish_article(world: World) -> Ready:
    return Ready(PublishArticle(written(world).article))


def public(world: World) -> ArticleWritten:
    made = written(world)
    do("publish_article", PublishArticle(made.article))
    return made


@maker
def revise_article(world: World) -> Ready:
    return Ready(ReviseArticle(public(world).article, "联合检查一次进门", "今年四部门合并检查。", "部门数写错"))


@maker
def return_article(world: World) -> Ready:
    return Ready(ReturnArticle(written(world).article, "缺数字"))


@maker
def withdraw_article(world: World) -> Ready:
    return Ready(WithdrawArticle(public(world).article, "事实有误"))


@maker
def explain_quota(_: World) -> Ready:
    return Ready(ExplainQuota(REGION, Column.EXPOSURE_BOARD, NOW.year, NOW.month, "本月没有查出需要曝光的问题"))


@maker
def add_picture(world: World) -> Ready:
    file = upload(SENDER, [PHOTOGRAPH], NOW, kind="article_original", name="p.png", limit=len(PHOTOGRAPH)).file
    return Ready(AddPicture(written(world).article, file, "检查现场"), account=SENDER.id)


def pictured(world: World) -> int:
    return int(do("add_picture", add_picture(world).command, NOW, SENDER).picture)


@maker
def mark_picture(world: World) -> Ready:
    return Ready(MarkPicture(pictured(world), (Mark(0, 0, 500, 500),)))


def marked(world: World) -> ConfirmPicture:
    """By a clerk of the department."""
    done = do("mark_picture", mark_picture(world).command, NOW, make_actor(Role.DEPARTMENT_CLERK))
    return ConfirmPicture(done.picture, done.copy)


@maker
def confirm_picture(world: World) -> Ready:
    return Ready(marked(world))


@maker
def return_picture(world: World) -> Ready:
    return Ready(ReturnPicture(marked(world).picture, "右下角有车牌"))


@maker
def remove_picture(world: World) -> Ready:
    return Ready(RemovePicture(pictured(world)))


def illustrated(world: World) -> str:
    """Number of a public article with a picture."""
    ready = marked(world)
    done = do("confirm_picture", ready)
    do("publish_article", PublishArticle(done.article))
    return article(SYSTEM, done.article).number
