"""Reads around signing in: what one has oneself, links that are open."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, within
from yicha.kernel.refusals import NotPermitted
from yicha.orgs.models import Account, OneTimeLink, Post, SecondFactor, Session
from yicha.orgs.types import ADMINISTRATORS, LinkListing, OrgPermission, OwnAccount, PostStatus, SessionListing


def own_account(actor: Actor) -> OwnAccount:
    """The account of the person who acts, with its sessions, newest first. An enterprise that came by code has none: NotFound."""
    found = Account.objects.filter(pk=actor.id, disabled_at=None).select_related("officer").first()
    if found is None:
        absent("WY-5.8b")
    factor = SecondFactor.objects.filter(pk=actor.id).first()
    held = Session.objects.filter(account=actor.id).order_by("-began_at")
    return OwnAccount(
        username=found.username,
        display_name=found.display_name,
        cert_no=found.officer.cert_no if found.officer else "",
        has_factor=factor is not None,
        factor_since=factor.since if factor else None,
        sessions=tuple(SessionListing(row.began_at, row.place, row.session_key) for row in held),
    )


def open_links(actor: Actor, at: datetime) -> tuple[LinkListing, ...]:
    """The links of the region that can still be used, the one that ends first on top: for who issues and who confirms."""
    if not (actor.may(OrgPermission.ISSUE_LINK) or actor.may(OrgPermission.CONFIRM_LINK)):
        raise NotPermitted(f"{actor.name}没有权限查看")
    return tuple(_listing(link) for link in within(actor, _open(at), "account__region__path").order_by("until", "pk"))


def link_of(digest: str, at: datetime) -> LinkListing | None:
    """For the page that the link opens: nobody has signed in yet."""
    found = _open(at).filter(digest=digest).first()
    return _listing(found) if found else None


def administers(account: str, at: datetime) -> bool:
    """Whether one of the three administrators' posts is the account's, now or to come, be it only proposed."""
    roles = [role.value for role in ADMINISTRATORS]
    posts = Post.objects.filter(account=account, role__in=roles).exclude(status=PostStatus.ENDED)
    return posts.filter(Q(valid__endswith=None) | Q(valid__endswith__gt=at)).exists()


def _open(at: datetime) -> QuerySet[OneTimeLink]:
    factor = SecondFactor.objects.filter(pk=OuterRef("account"))
    enabled = OneTimeLink.objects.filter(ended_at=None, until__gt=at, account__disabled_at=None)
    return enabled.select_related("account").annotate(has_factor=Exists(factor))


def _listing(found: OneTimeLink) -> LinkListing:
    has_factor: bool = found.has_factor  # type: ignore[attr-defined]  # annotated by _open
    return LinkListing(
        link=found.pk,
        account=found.account_id,
        display_name=found.account.display_name,
        until=found.until,
        two_persons=found.two_persons,
        drops_factor=found.drops_factor,
        issued_by=found.issued_by,
        confirmed_by=found.confirmed_by,
        has_factor=has_factor,
    )
