"""What is done with an article: each step by the one whose step it is."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yicha.disclosure.actions.explain_quota import explain_quota
from yicha.disclosure.actions.publish_article import publish_article
from yicha.disclosure.actions.return_article import return_article
from yicha.disclosure.actions.revise_article import revise_article
from yicha.disclosure.actions.withdraw_article import withdraw_article
from yicha.disclosure.actions.write_article import write_article
from yicha.disclosure.types import (
    ArticleWritten,
    DisclosurePermission,
    ExplainQuota,
    PublishArticle,
    ReturnArticle,
    ReviseArticle,
    WithdrawArticle,
    WriteArticle,
)
from yicha.disclosure.web.articles import article_form, article_page, articles_page, column_of, new_page
from yicha.disclosure.web.forms import ReasonForm, RevisionForm
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.shell.answers import done, see_other, steps_on

_stepped = steps_on("disclosure/article.html", "disclosure:article", article_page)


@require_POST
@requires(DisclosurePermission.WRITE)
def write(request: HttpRequest) -> HttpResponse:
    actor, column = actor_of(request), column_of(request)
    form, made = article_form(request, column), list[ArticleWritten]()

    def act() -> None:
        said = form.cleaned_data
        command = WriteArticle(actor.region, actor.department, column, said["title"], said["body"], said.get("result", 0))
        made.append(write_article(actor, command, now()))

    if not (form.is_valid() and done(form, act)):
        return render(request, "disclosure/new_article.html", new_page(request, column, form), status=422)
    messages.success(request, told(made[0].masked))
    return see_other(reverse("disclosure:article", args=[made[0].article]))


def told(masked: int) -> str:
    if not masked:
        return str(_("已送审，另一个人看过才发布"))
    return ngettext("已送审，隐去 %(count)s 处个人信息", "已送审，隐去 %(count)s 处个人信息", masked) % {"count": masked}


@require_POST
@requires(DisclosurePermission.WRITE)
def revise(request: HttpRequest, article: int) -> HttpResponse:
    def act(said: dict[str, Any]) -> str:
        command = ReviseArticle(article, said["title"], said["body"], said["because"])
        return told(revise_article(actor_of(request), command, now()).masked)

    return _stepped(request, article, ("revising", RevisionForm(request.POST, prefix="revising")), act)


@require_POST
@requires(DisclosurePermission.REVIEW)
def publish(request: HttpRequest, article: int) -> HttpResponse:
    publish_article(actor_of(request), PublishArticle(article), now())
    messages.success(request, _("已发布，公众现在能看到"))
    return see_other(reverse("disclosure:article", args=[article]))


@require_POST
@requires(DisclosurePermission.REVIEW)
def give_back(request: HttpRequest, article: int) -> HttpResponse:
    def act(said: dict[str, Any]) -> object:
        return return_article(actor_of(request), ReturnArticle(article, said["because"]), now())

    return _stepped(request, article, ("returning", ReasonForm(request.POST, prefix="returning")), act, _("已退回"))


@require_POST
@requires(DisclosurePermission.REVIEW)
def withdraw(request: HttpRequest, article: int) -> HttpResponse:
    def act(said: dict[str, Any]) -> object:
        return withdraw_article(actor_of(request), WithdrawArticle(article, said["because"]), now())

    return _stepped(request, article, ("withdrawing", ReasonForm(request.POST, prefix="withdrawing")), act, _("已撤下，公众查不到了"))


@require_POST
@requires(DisclosurePermission.EXPLAIN)
def explain(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), now().date()
    form, column = ReasonForm(request.POST), column_of(request)

    def act() -> None:
        command = ExplainQuota(actor.region, column, today.year, today.month, form.cleaned_data["because"])
        explain_quota(actor, command, now())

    if not (form.is_valid() and done(form, act)):
        return render(request, "disclosure/articles.html", articles_page(request, form), status=422)
    messages.success(request, _("已记下说明"))
    return see_other(f"{reverse('disclosure:articles')}?column={column}")
