"""工作动态 and 曝光台: the list with the quota of the month, one article, writing one."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yicha.disclosure.queries import article as article_of
from yicha.disclosure.queries import articles as articles_of
from yicha.disclosure.queries import outcome_words, publications, quotas
from yicha.disclosure.types import (
    MOST_PICTURES,
    ArticleRow,
    ArticleStatus,
    Column,
    DisclosurePermission,
    PictureStatus,
    PublicationStatus,
    Quota,
)
from yicha.disclosure.web.forms import ArticleForm, ExposureForm, ReasonForm, RevisionForm
from yicha.disclosure.web.picture_forms import PictureForm
from yicha.inspections.types import FOUND_NOTHING
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.orgs.queries import department_names
from yicha.shell.forms import Form

PAGE = 30
COLUMNS = {Column.WORK_NEWS: _("工作动态"), Column.EXPOSURE_BOARD: _("曝光台")}
STATUSES = {ArticleStatus.DRAFT: _("未发布"), ArticleStatus.PUBLISHED: _("已发布"), ArticleStatus.WITHDRAWN: _("已撤下")}
PICTURES = {
    PictureStatus.ADDED: _("等遮挡"),
    PictureStatus.MARKED: _("等核对"),
    PictureStatus.CONFIRMED: _("已核对"),
}
TONES = {ArticleStatus.DRAFT: "soon", ArticleStatus.PUBLISHED: "good", ArticleStatus.WITHDRAWN: "off"}


@require_safe
@requires(DisclosurePermission.READ)
def articles(request: HttpRequest) -> HttpResponse:
    return render(request, "disclosure/articles.html", articles_page(request))


def articles_page(request: HttpRequest, form: ReasonForm | None = None) -> dict[str, Any]:
    """What the list shows; `form`: a reason that was refused."""
    actor, column, today = actor_of(request), column_of(request), now().date()
    names = department_names(actor, now().date())
    page = Paginator(articles_of(actor, column), PAGE).get_page(request.GET.get("page"))
    month: dict[Column, Quota] = {one.column: one for one in quotas(actor.region, today)}
    short = not month[column].met and actor.may(DisclosurePermission.EXPLAIN)
    return {
        "tabs": [(one.value, words, month[one]) for one, words in COLUMNS.items()],
        "column": column.value,
        "page": page,
        "rows": [_shown(one, names) for one in page],
        "quota": month[column],
        "month": today,
        "may_write": actor.may(DisclosurePermission.WRITE),
        "form": form or (ReasonForm() if short else None),
        "refused": form,
    }


def column_of(request: HttpRequest) -> Column:
    asked = request.POST.get("column") or request.GET.get("column", "")
    return Column(asked) if asked in set(Column) else Column.WORK_NEWS


@require_safe
@requires(DisclosurePermission.READ)
def article(request: HttpRequest, article: int) -> HttpResponse:
    return render(request, "disclosure/article.html", article_page(actor_of(request), article))


def article_page(actor: Actor, pk: int, **refused: Form) -> dict[str, Any]:
    """What the page of an article shows; `refused`: a form by its name, as it was sent."""
    row = article_of(actor, pk)
    own, live = actor.acts_for(row.department), row.status is not ArticleStatus.WITHDRAWN
    review = own and live and actor.may(DisclosurePermission.REVIEW)
    waits, write = row.waiting is not None, own and live and actor.may(DisclosurePermission.WRITE)
    forms: dict[str, Form | None] = {
        "adding": PictureForm(prefix="adding") if write and waits and len(row.pictures) < MOST_PICTURES else None,
        "returning": ReasonForm(prefix="returning") if review and waits else None,
        "withdrawing": ReasonForm(prefix="withdrawing") if review else None,
        "revising": revision_of(row) if write and not waits else None,
    }
    another = row.waiting is not None and row.waiting.written_by != actor.id
    shown = {
        "may_publish": review and another and not row.unconfirmed,
        "own_text": review and waits and not another,
        "pictures": [(one, PICTURES[one.status]) for one in row.pictures] if actor.whole_region or own else [],
    }
    return _shown(row, department_names(actor, now().date())) | forms | shown | refused | {"refused": next(iter(refused.values()), None)}


def revision_of(row: ArticleRow) -> RevisionForm:
    return RevisionForm(initial={"title": row.newest.title, "body": row.newest.body}, prefix="revising")


@require_safe
@requires(DisclosurePermission.WRITE)
def new(request: HttpRequest) -> HttpResponse:
    column = column_of(request)
    return render(request, "disclosure/new_article.html", new_page(request, column, article_form(request, column)))


def article_form(request: HttpRequest, column: Column) -> ArticleForm:
    sent = request.POST or None
    if column is Column.WORK_NEWS:
        return ArticleForm(sent)
    return ExposureForm(_exposable(actor_of(request)), sent, initial={"result": request.GET.get("result", "")})


def new_page(request: HttpRequest, column: Column, form: ArticleForm) -> dict[str, Any]:
    return {"column": column.value, "words": COLUMNS[column], "form": form, "refused": form if form.is_bound else None}


def _exposable(actor: Actor) -> list[tuple[int, str]]:
    found = [
        row for row in publications(actor, actor.region) if row.status is PublicationStatus.PUBLISHED and row.outcome not in FOUND_NOTHING
    ]
    own = [row for row in found if actor.acts_for(row.department)]
    return [(row.id, f"{row.name} · {row.inspection} · {outcome_words(row.outcome)}") for row in own]


def _shown(row: ArticleRow, names: dict[str, str]) -> dict[str, Any]:
    over = row.until is not None and row.until < now().date()
    return {
        "row": row,
        "column_words": COLUMNS[row.column],
        "department": names.get(row.department, row.department),
        "status": _("期满") if over and row.status is ArticleStatus.PUBLISHED else STATUSES[row.status],
        "tone": "off" if over else TONES[row.status],
        "public": row.status is ArticleStatus.PUBLISHED and not over,
    }
