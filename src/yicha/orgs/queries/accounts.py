"""Who acts: from an account and one of its posts to an actor. Also the lists of accounts, posts and hand-overs."""

from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q, QuerySet
from django.utils import timezone

from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import of_department, within
from yicha.kernel.permissions import permissions_of
from yicha.orgs.models import Account, Department, HandOver, Post, Region
from yicha.orgs.queries.permission import demand
from yicha.orgs.types import WHOLE_REGION, AccountListing, HandOverListing, OrgPermission, PostListing, PostStatus

SUBJECT = "subject:"
"""An enterprise's actor has this and its sid where others have a department: no department code has a colon."""


def in_force(at: datetime) -> Q:
    """Posts that give rights at a moment: approved, begun and not over, account enabled, region and department existing.

    A lent post moreover needs the holder's own to be in force: with it the substitute's ends.
    """
    return _standing("", at) & (Q(stands_in_for=None) | _standing("stands_in_for__", at))


def _standing(prefix: str, at: datetime) -> Q:
    day = timezone.localdate(at)
    wanted = {
        "status": PostStatus.APPROVED,
        "valid__contains": at,
        "account__disabled_at": None,
        "region__valid__contains": day,
    }
    department = Q(**{f"{prefix}department": None}) | Q(**{f"{prefix}department__valid__contains": day})
    return Q(**{f"{prefix}{column}": value for column, value in wanted.items()}) & department


def actor_for(account: str, post: int, at: datetime) -> Actor:
    """The actor of a session. Asked anew for each request: whatever is missing, the answer is an actor without any permission."""
    found = Post.objects.filter(_standing("", at), pk=post, account=account).select_related("account", "region", "department").first()
    if found and found.stands_in_for_id:
        # A query of its own: joined, they would be eight tables, and planning that took longer than all else of a small page.
        found.stands_in_for = Post.objects.filter(_standing("", at), pk=found.stands_in_for_id).select_related("account").first()
        found = found if found.stands_in_for else None
    return _actor(found) if found else Actor(id=account, name=account)


def actor_of_department(account: str, region_path: str, department: str, at: datetime) -> Actor:
    """Somebody as he acts for a department, where no session says by which post; without any permission if no post is in force."""
    posts = Post.objects.filter(_standing("", at), account=account, region__path=region_path).order_by("pk")
    actors = [actor_for(account, post.pk, at) for post in posts]
    return next((actor for actor in actors if actor.department == department and actor.permissions), Actor(id=account, name=account))


def _actor(post: Post) -> Actor:
    role = Role(post.role)
    return Actor(
        id=post.account_id,
        name=_name(post),
        region=post.region.path,
        department=f"{SUBJECT}{post.subject}" if post.subject else post.department_id or "",
        role=role,
        whole_region=role in WHOLE_REGION,
        permissions=permissions_of(role),
        stands_in_for=post.stands_in_for.account_id if post.stands_in_for else "",
    )


def _name(post: Post) -> str:
    own = post.account.display_name
    return f"{own}（代{post.stands_in_for.account.display_name}）" if post.stands_in_for else own


def person_for(account: str) -> Actor:
    """Somebody who has signed in, or opened the one-time link, and acts in no post: may only keep the own way in.

    The region is that of the account, so that the audit administrator of the place sees what it did.
    """
    found = Account.objects.filter(pk=account, disabled_at=None).select_related("region").first()
    if found is None:
        return Actor(id=account, name=account)
    return Actor(
        account, found.display_name, found.region.path, permissions=frozenset({OrgPermission.SET_PASSWORD, OrgPermission.KEEP_OWN})
    )


def subject_of(actor: Actor) -> str:
    """The sid that an enterprise's actor stands for; "" for everybody else."""
    return actor.department.removeprefix(SUBJECT) if actor.department.startswith(SUBJECT) else ""


def posts_of(account: str, at: datetime) -> tuple[PostListing, ...]:
    """What somebody who signs in may choose from. A session acts in exactly one post."""
    return tuple(_post(post) for post in _posts().filter(in_force(at), account=account))


def posts(actor: Actor, *, account: str = "") -> tuple[PostListing, ...]:
    """All posts of the actor's departments (administrators: of the region), ended ones included; of one account if it is named."""
    demand(actor, OrgPermission.READ_ACCOUNTS)
    found = of_department(actor, within(actor, _posts(), "region__path"), "department_id")
    return tuple(_post(post) for post in (found.filter(account=account) if account else found))


def substitutions_of(actor: Actor, at: datetime) -> tuple[PostListing, ...]:
    """What the person who acts has lent, or does for others: now or to come."""
    lent = _posts().filter(status=PostStatus.APPROVED, stands_in_for__isnull=False, valid__endswith__gt=at)
    return tuple(_post(post) for post in lent.filter(Q(account=actor.id) | Q(stands_in_for__account=actor.id)))


def substitutes(actor: Actor, first: datetime, last: datetime) -> tuple[PostListing, ...]:
    """Posts of the actor's departments that somebody else holds for their holder at some time of a period."""
    found = of_department(actor, within(actor, _posts(), "region__path"), "department_id")
    lent = found.filter(status=PostStatus.APPROVED, stands_in_for__isnull=False, valid__overlap=(first, last))
    return tuple(_post(post) for post in lent)


def is_whole_home(actor: Actor) -> bool:
    """Whether no department lies outside the actor's region: then what the system did concerns this region alone."""
    return not Department.objects.exclude(pk__in=within(actor, Department.objects.all(), "region__path")).exists()


def accounts(actor: Actor) -> tuple[AccountListing, ...]:
    """The accounts of the region; who acts for one department sees those with a post in it."""
    demand(actor, OrgPermission.READ_ACCOUNTS)
    found = within(actor, Account.objects.select_related("region", "officer"), "region__path").order_by("username")
    if not actor.whole_region and not actor.system:
        mine = of_department(actor, Post.objects.filter(status=PostStatus.APPROVED), "department_id")
        found = found.filter(pk__in=mine.values("account"))
    return tuple(_account(account) for account in found)


def hand_overs(actor: Actor) -> tuple[HandOverListing, ...]:
    """Newest first."""
    demand(actor, OrgPermission.READ_ACCOUNTS)
    found = within(actor, HandOver.objects.all(), "account__region__path").order_by("-at", "-id")
    if not actor.whole_region and not actor.system:
        found = found.filter(departments__contains=[actor.department])
    rows = found.values_list("account", "successor", "at", "departments", "reason", "by")
    return tuple(HandOverListing(account, successor, at, tuple(departments), *rest) for account, successor, at, departments, *rest in rows)


def roles_held(account: str, valid: DateTimeTZRange) -> list[Role]:
    """Granted for some part of a time."""
    return [
        Role(role)
        for role in Post.objects.filter(account=account, status=PostStatus.APPROVED, valid__overlap=valid).values_list("role", flat=True)
    ]


def departments_served(account: str, at: datetime) -> frozenset[str]:
    """Where somebody has a post of its own, not a lent one."""
    own = Post.objects.filter(in_force(at), account=account, stands_in_for=None, department__isnull=False)
    return frozenset(own.values_list("department_id", flat=True))


def other_administrators(post: Post, at: datetime) -> int:
    """How many others hold the same administrator's post. Locks the region, so that two cannot leave at once."""
    Region.objects.select_for_update(no_key=True).get(pk=post.region_id)
    return Post.objects.filter(in_force(at), role=post.role, region=post.region_id).exclude(pk=post.pk).count()


def _posts() -> QuerySet[Post]:
    return Post.objects.select_related("account", "region", "department", "stands_in_for__account").order_by("account", "id")


def _post(post: Post) -> PostListing:
    return PostListing(
        post=post.pk,
        account=post.account_id,
        display_name=_name(post),
        role=Role(post.role),
        region_path=post.region.path,
        department=post.department_id or "",
        subject=post.subject,
        status=PostStatus(post.status),
        valid_from=post.valid.lower,
        valid_to=post.valid.upper,
        stands_in_for=post.stands_in_for_id,
        proposed_by=post.proposed_by,
        region_name=post.region.name,
        department_name=post.department.short_name if post.department else "",
    )


def _account(found: Account) -> AccountListing:
    cert_no = found.officer.cert_no if found.officer else ""
    return AccountListing(found.username, found.display_name, found.disabled_at is not None, found.region.path, cert_no, found.region.name)
