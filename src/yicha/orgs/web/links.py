"""One-time links: opened by whom they are for, issued by one administrator, confirmed by another."""

import secrets
from datetime import datetime
from hashlib import sha256

from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from yicha.kernel.access import actor_of, public, requires, source_of
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.norms.queries import norms_in_force
from yicha.norms.types import COUNTRY, NormCode
from yicha.orgs.actions.confirm_link import confirm_link
from yicha.orgs.actions.issue_link import issue_link
from yicha.orgs.actions.use_link import use_link
from yicha.orgs.queries import link_of, open_links
from yicha.orgs.queries.accounts import person_for
from yicha.orgs.types import ConfirmLink, IssueLink, LinkListing, OrgPermission, UseLink
from yicha.orgs.web.attempts import admitted, bucket, give_back, note_failed
from yicha.orgs.web.forms import LinkForm
from yicha.orgs.web.knocking import Knock, known, post_of
from yicha.orgs.web.own_account import fits
from yicha.orgs.web.second_factor import step_of
from yicha.orgs.web.sessions import begin, remember_device
from yicha.orgs.web.sign_in import words
from yicha.shell.answers import done, see_other
from yicha.shell.lines import Line, page_asked
from yicha.shell.types import Column

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that looks like another
WORD_LENGTH = 10
NAME = Column("name", gettext_lazy("给谁"))
COLUMNS = (
    Column("until", gettext_lazy("有效至")),
    Column("issued_by", gettext_lazy("谁开的")),
    Column("confirmed", gettext_lazy("确认")),
    Column("factor", gettext_lazy("动态口令")),
)


def new_token() -> str:
    return secrets.token_urlsafe(32)


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def word_digest_of(word: str) -> str:
    """As people type it: small letters and gaps do not matter."""
    return digest_of("".join(letter for letter in word.upper() if letter.isalnum()))


@public("the link itself is the right, once; its token is 256 bits, only its digest is kept")
@sensitive_post_parameters()
def open_link(request: HttpRequest, token: str) -> HttpResponseBase:
    link = link_of(digest_of(token), now())
    if link is None:
        absent()
    form = LinkForm(request.POST or None, wants_word=link.two_persons, wants_code=link.has_factor and not link.drops_factor)
    if form.is_valid() and _opened(request, link, token, form):
        messages.success(request, _("密码已设好，这次登录已生效"))
        return see_other(reverse("orgs:choose_post") if not request.session["post"] else "/")
    return render(request, "orgs/link.html", {"form": form, "link": link}, status=422 if form.errors else 200)


def _opened(request: HttpRequest, link: LinkListing, token: str, form: LinkForm) -> bool:
    at, given = now(), form.cleaned_data
    norms = norms_in_force(COUNTRY, timezone.localdate(at))
    window, most = norms.whole(NormCode.GUESSES_WINDOW_MINUTES) * 60, norms.whole(NormCode.GUESSES_PER_SOURCE_MAX)
    buckets = (bucket("source", source_of(request), most, window), bucket("link", token, most, window, link.account))
    if not admitted(buckets, at):
        form.add_error(None, words(Knock.TOO_MANY))
        return False
    if not fits(form, link.account, given["new"]) or not _used(link, token, form):
        note_failed(buckets)
        return False
    give_back(buckets)
    begin(request, link.account, known(link.account).region_path, at, post=post_of(link.account, 0, at))
    remember_device(request, link.account)
    return True


def _used(link: LinkListing, token: str, form: LinkForm) -> bool:
    given, sealed = form.cleaned_data, known(link.account).sealed
    step = step_of(sealed, given["code"]) if sealed and given.get("code") else None
    command = UseLink(digest_of(token), make_password(given["new"]), word_digest_of(given.get("word", "")), step)
    return done(form, lambda: use_link(person_for(link.account), command, now()))


@requires(OrgPermission.ISSUE_LINK)
@require_POST
def issue(request: HttpRequest, username: str) -> HttpResponse:
    """The link is shown here, now, and never again."""
    token = new_token()
    drops = request.POST.get("drops_factor") == "1"
    issued = issue_link(actor_of(request), IssueLink(username, digest_of(token), drops), now())
    address = request.build_absolute_uri(reverse("orgs:link", args=[token]))
    return render(request, "orgs/link_issued.html", {"address": address, "issued": issued})


@requires(OrgPermission.ISSUE_LINK, OrgPermission.CONFIRM_LINK)
def links(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    told = page_asked(lines(actor, now()), request.GET, (NAME, *COLUMNS)) | {"columns": COLUMNS}
    may = {"may_confirm": actor.may(OrgPermission.CONFIRM_LINK), "may_export": actor.may(OrgPermission.EXPORT_SAFEGUARDS)}
    return render(request, "orgs/links.html", told | may)


def lines(actor: Actor, at: datetime) -> list[Line]:
    return [Line(one, _cells(one)) for one in open_links(actor, at)]


def _cells(one: LinkListing) -> dict[str, str]:
    """In the words of the page."""
    confirmed = (one.confirmed_by or _("等确认")) if one.two_persons else _("不用")
    factor = _("一起取消") if one.drops_factor else _("仍要填") if one.has_factor else ""
    said = {"name": f"{one.display_name} {one.account}", "until": f"{timezone.localtime(one.until):%Y-%m-%d %H:%M}"}
    return said | {"issued_by": one.issued_by, "confirmed": confirmed, "factor": factor}


@requires(OrgPermission.CONFIRM_LINK)
@require_POST
def confirm(request: HttpRequest, link: int) -> HttpResponse:
    """The word is shown here, now, and never again."""
    word = "".join(secrets.choice(LETTERS) for _letter in range(WORD_LENGTH))
    confirmed = confirm_link(actor_of(request), ConfirmLink(link, word_digest_of(word)), now())
    return render(request, "orgs/link_confirmed.html", {"word": f"{word[:5]} {word[5:]}", "confirmed": confirmed})
