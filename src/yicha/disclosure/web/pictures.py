"""One picture of an article: what is marked on it, what the public would get, and the steps of the two persons."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from yicha.disclosure.actions.add_picture import add_picture
from yicha.disclosure.actions.confirm_picture import confirm_picture
from yicha.disclosure.actions.mark_picture import mark_picture
from yicha.disclosure.actions.remove_picture import remove_picture
from yicha.disclosure.actions.return_picture import return_picture
from yicha.disclosure.queries import article as article_of
from yicha.disclosure.queries import picture as picture_of
from yicha.disclosure.queries import picture_copy, picture_original
from yicha.disclosure.types import (
    AddPicture,
    ConfirmPicture,
    DisclosurePermission,
    MarkPicture,
    PictureStatus,
    RemovePicture,
    ReturnPicture,
)
from yicha.disclosure.web.articles import PICTURES, article_page
from yicha.disclosure.web.forms import ReasonForm
from yicha.disclosure.web.picture_forms import MarksForm, PictureForm, marks_form
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.files import guarded
from yicha.kernel.pictures import shown_copy
from yicha.kernel.uploads import photographs
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.shell.answers import see_other, steps_on
from yicha.shell.forms import Form
from yicha.shell.sheets import MEGABYTE

_on_article = steps_on("disclosure/article.html", "disclosure:article", article_page)


@require_safe
@requires(DisclosurePermission.READ)
def picture(request: HttpRequest, picture: int) -> HttpResponse:
    return render(request, "disclosure/picture.html", picture_page(actor_of(request), picture))


def picture_page(actor: Actor, pk: int, **refused: Form) -> dict[str, Any]:
    """`refused`: a form by its name, as it was sent."""
    row = picture_of(actor, pk)
    article = article_of(actor, row.article)
    own, done = actor.acts_for(article.department), row.status is PictureStatus.CONFIRMED
    write, review = own and actor.may(DisclosurePermission.WRITE), own and actor.may(DisclosurePermission.REVIEW)
    marked = row.status is PictureStatus.MARKED
    forms: dict[str, Form | None] = {
        "marking": marks_form(row.marks) if write and not done else None,
        "returning": ReasonForm(prefix="returning") if review and (marked or done) else None,
    }
    told = {
        "row": row,
        "article": article,
        "status": PICTURES[row.status],
        "may_confirm": review and marked and row.marked_by != actor.id,
        "own_marks": review and marked and row.marked_by == actor.id,
        "may_remove": write,
    }
    return told | forms | refused | {"refused": next(iter(refused.values()), None)}


_stepped = steps_on("disclosure/picture.html", "disclosure:picture", picture_page)


@require_safe
@requires(DisclosurePermission.WRITE)
def original(request: HttpRequest, picture: int) -> HttpResponseBase:
    """For who marks it, smaller and without metadata; readers and the public get the copy."""
    return shown_copy(picture_original(actor_of(request), picture))


@require_safe
@requires(DisclosurePermission.READ)
def copy(request: HttpRequest, picture: int) -> HttpResponse:
    return guarded(HttpResponse(picture_copy(actor_of(request), picture), content_type="image/jpeg"))


@require_POST
@requires(DisclosurePermission.WRITE)
def add(request: HttpRequest, article: int) -> HttpResponse:
    actor, at = actor_of(request), now()

    def act(said: dict[str, Any]) -> object:
        limit = norms_in_force(actor.region, at.date()).whole(NormCode.EVIDENCE_PHOTO_MAX_MB) * MEGABYTE
        (file,) = photographs(actor, [said["photo"]], at, kind="article_original", limit=limit)
        return add_picture(actor, AddPicture(article, file, said["caption"]), at)

    form = PictureForm(request.POST, request.FILES, prefix="adding")
    return _on_article(request, article, ("adding", form), act, _("已加图片，请标出人脸和号码"))


@require_POST
@requires(DisclosurePermission.WRITE)
def mark(request: HttpRequest, picture: int) -> HttpResponse:
    def act(said: dict[str, Any]) -> object:
        return mark_picture(actor_of(request), MarkPicture(picture, said["marks"], said["nothing"]), now())

    form = MarksForm(request.POST, prefix="marking")
    return _stepped(request, picture, ("marking", form), act, _("已遮挡，请另一个人核对"))


@require_POST
@requires(DisclosurePermission.REVIEW)
def confirm(request: HttpRequest, picture: int) -> HttpResponse:
    done = confirm_picture(actor_of(request), ConfirmPicture(picture, request.POST.get("copy", "")), now())
    messages.success(request, _("已核对，可以随稿件公开"))
    return see_other(reverse("disclosure:article", args=[done.article]))


@require_POST
@requires(DisclosurePermission.REVIEW)
def give_back(request: HttpRequest, picture: int) -> HttpResponse:
    def act(said: dict[str, Any]) -> object:
        return return_picture(actor_of(request), ReturnPicture(picture, said["because"]), now())

    return _stepped(request, picture, ("returning", ReasonForm(request.POST, prefix="returning")), act, _("已退回重新遮挡"))


@require_POST
@requires(DisclosurePermission.WRITE)
def remove(request: HttpRequest, picture: int) -> HttpResponse:
    gone = remove_picture(actor_of(request), RemovePicture(picture), now())
    messages.success(request, _("已删去图片"))
    return see_other(reverse("disclosure:article", args=[gone.article]))
