"""Tables of the room. Keys are the names that people and audit entries use: region, department and certificate numbers, user names."""

from enum import StrEnum
from typing import Final, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Case, CheckConstraint, F, Q, UniqueConstraint, Value, When
from django.db.models.functions import Coalesce

from yicha.kernel.actor import Role
from yicha.orgs.types import ADMINISTRATORS, DelegationKind, DepartmentKind, PostStatus, RecusalStatus

ADMINISTRATOR_ROLES: Final = tuple(sorted(role.value for role in ADMINISTRATORS))
ACTOR_LENGTH: Final = 80
M = TypeVar("M", bound=models.Model)


def one_of(field: str, kind: type[StrEnum], name: str) -> CheckConstraint:
    return CheckConstraint(condition=Q(**{f"{field}__in": [member.value for member in kind]}), name=name)


class Standing(models.Manager[M]):
    """Without what an undone import had brought: its time is empty, and its code may come again."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(valid__isempty=False)


class Region(models.Model):
    """行政区划. `path` names the region and all above it; the migration's check makes it follow from the code."""

    code = models.CharField(primary_key=True, max_length=12)
    name = models.CharField(max_length=60)
    path = models.CharField(max_length=40, unique=True, db_collation="C")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    valid = DateRangeField()
    objects, every = Standing(), models.Manager()

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=40)
    uscc = models.CharField(max_length=18, blank=True)
    kind = models.CharField(max_length=20)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    towns = ArrayField(models.CharField(max_length=12), default=list)
    valid = DateRangeField()
    objects, every = Standing(), models.Manager()

    class Meta:
        constraints = (
            one_of("kind", DepartmentKind, "department_kind"),
            UniqueConstraint(fields=["region", "name"], condition=Q(valid__isempty=False), name="department_name"),
            UniqueConstraint(fields=["region", "short_name"], condition=Q(valid__isempty=False), name="department_short_name"),
        )

    def __str__(self) -> str:
        return self.short_name


class Officer(models.Model):
    cert_no = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    valid_to = models.DateField(null=True)  # last day of the certificate
    skills = ArrayField(models.CharField(max_length=60), default=list)
    towns = ArrayField(models.CharField(max_length=60), default=list)
    days_per_week = models.DecimalField(max_digits=3, decimal_places=1, default=5)
    in_post = models.BooleanField(default=True)
    issuer = models.CharField(max_length=80, blank=True)
    staff_no = models.CharField(max_length=40, blank=True)
    gender = models.CharField(max_length=4, blank=True)
    id_tail = models.CharField(max_length=4, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    education = models.CharField(max_length=80, blank=True)
    job_kinds = ArrayField(models.CharField(max_length=60), default=list)
    job_since = models.DateField(null=True)
    items = ArrayField(models.CharField(max_length=60), default=list)
    level = models.CharField(max_length=20, blank=True)
    duty = models.CharField(max_length=60, blank=True)
    expertise = ArrayField(models.CharField(max_length=60), default=list)
    established = models.CharField(max_length=4, blank=True)

    class Meta:
        constraints = (CheckConstraint(condition=Q(days_per_week__range=(0, 7)), name="officer_days_per_week"),)

    def __str__(self) -> str:
        return self.cert_no


class Leave(models.Model):
    """Both ends included."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="leave")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        constraints = (
            UniqueConstraint(fields=["officer", "first_day", "last_day"], name="leave_once"),
            CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="leave_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return f"{self.first_day}/{self.last_day}"


class Recusal(models.Model):
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="recusals")
    sid = models.CharField(max_length=64)
    reason = models.CharField(max_length=200)
    status = models.CharField(max_length=10, default=RecusalStatus.DECLARED.value)
    by_party = models.BooleanField(default=False)  # asked for by the enterprise
    declared_by = models.CharField(max_length=ACTOR_LENGTH)
    decided_by = models.CharField(max_length=ACTOR_LENGTH, blank=True)
    decision = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            one_of("status", RecusalStatus, "recusal_status"),
            UniqueConstraint(fields=["officer", "sid"], condition=~Q(status=RecusalStatus.REJECTED.value), name="recusal_open_once"),
            CheckConstraint(
                name="recusal_other_decider",
                condition=Q(status=RecusalStatus.DECLARED.value) | (~Q(decided_by="") & ~Q(decided_by=F("declared_by"))),
            ),
        )

    def __str__(self) -> str:
        return f"{self.officer_id} {self.sid}"


class Account(AbstractBaseUser):
    """A person's way in. It gives no right: rights are posts. There is no superuser, and a disabled account never comes back."""

    username = models.CharField(primary_key=True, max_length=40)
    display_name = models.CharField(max_length=60)
    person = models.CharField(max_length=60)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    disabled_at = models.DateTimeField(null=True)
    last_login = None  # signing in is no change of state; without the field Django writes none

    USERNAME_FIELD = "username"
    objects = BaseUserManager["Account"]()

    class Meta:
        constraints = (
            UniqueConstraint(fields=["person"], condition=Q(disabled_at=None), name="account_one_per_person"),
            UniqueConstraint(fields=["officer"], condition=Q(disabled_at=None), name="account_one_per_officer"),
        )

    def __str__(self) -> str:
        return self.username

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django only reads it
        return self.disabled_at is None

    def check_password(self, raw_password: str | None) -> bool:
        # Django's own would store an upgraded hash, outside any use case.
        return check_password(raw_password, self.password)


class Post(models.Model):
    """任职: account x role x department x region for a time. One that stands in for another (代办) is lent from it."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=32, blank=True)  # fits an audit entry's department, with its prefix
    status = models.CharField(max_length=10, default=PostStatus.PROPOSED.value)
    valid = DateTimeRangeField()
    stands_in_for = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    founding = models.BooleanField(default=False)
    proposed_by = models.CharField(max_length=ACTOR_LENGTH)
    approved_by = models.CharField(max_length=ACTOR_LENGTH, blank=True)
    ended_by = models.CharField(max_length=ACTOR_LENGTH, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=200, blank=True)
    sphere = models.GeneratedField(
        expression=Case(When(role__in=ADMINISTRATOR_ROLES, then=F("role")), default=Value("business")),
        output_field=models.CharField(max_length=20),
        db_persist=True,
    )

    class Meta:
        indexes = (models.Index("department", name="post_department"),)
        constraints = (
            one_of("role", Role, "post_role"),
            one_of("status", PostStatus, "post_status"),
            # 三员分立: at no moment has one account approved posts of two spheres.
            ExclusionConstraint(
                name="post_one_sphere",
                expressions=[("account", RangeOperators.EQUAL), ("sphere", RangeOperators.NOT_EQUAL), ("valid", RangeOperators.OVERLAPS)],
                condition=Q(status=PostStatus.APPROVED.value),
            ),
            ExclusionConstraint(
                name="post_held_once",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("region", RangeOperators.EQUAL),
                    (Coalesce("department", Value("")), RangeOperators.EQUAL),
                    ("subject", RangeOperators.EQUAL),
                    (Coalesce("stands_in_for", Value(0)), RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=Q(status=PostStatus.APPROVED.value),
            ),
            ExclusionConstraint(
                name="post_lent_once",
                expressions=[("stands_in_for", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                condition=Q(status=PostStatus.APPROVED.value, stands_in_for__isnull=False),
            ),
            CheckConstraint(
                name="post_stands_for_something",
                condition=Q(role__in=ADMINISTRATOR_ROLES, department=None, subject="")
                | (Q(role=Role.ENTERPRISE.value, department=None) & ~Q(subject=""))
                | (~Q(role__in=[*ADMINISTRATOR_ROLES, Role.ENTERPRISE.value]) & Q(department__isnull=False, subject="")),
            ),
            # Who proposes, who approves and who gets a post are three people; only the first posts of a home have nobody to do so.
            CheckConstraint(
                name="post_not_to_oneself",
                condition=Q(founding=True) | (~Q(proposed_by=F("account")) & ~Q(approved_by=F("account"))),
            ),
            CheckConstraint(
                name="post_two_persons",
                condition=Q(founding=True)
                | Q(stands_in_for__isnull=False)
                | ~Q(status=PostStatus.APPROVED.value)
                | (~Q(approved_by="") & ~Q(approved_by=F("proposed_by"))),
            ),
            CheckConstraint(name="post_founding_administrators", condition=Q(founding=False) | Q(role__in=ADMINISTRATOR_ROLES)),
            UniqueConstraint(fields=["role"], condition=Q(founding=True), name="post_founded_once"),
        )

    def __str__(self) -> str:
        return f"{self.account_id} {self.role}"


class HandOver(models.Model):
    """移交: who took over whose duties, when, and where."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    successor = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    departments = ArrayField(models.CharField(max_length=40))
    reason = models.CharField(max_length=200)
    by = models.CharField(max_length=ACTOR_LENGTH)

    class Meta:
        constraints = (CheckConstraint(condition=~Q(account=F("successor")), name="hand_over_to_another"),)

    def __str__(self) -> str:
        return f"{self.account_id} {self.successor_id}"


class Delegation(models.Model):
    """The instrument of a 委托 or 园区下放."""

    kind = models.CharField(max_length=20)
    from_department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    to_department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    area = models.ForeignKey(Region, models.PROTECT, related_name="+")
    items = ArrayField(models.CharField(max_length=60))
    legal_basis = models.CharField(max_length=300)
    first_day = models.DateField()
    last_day = models.DateField(null=True)  # the day before the first one: ended before it began
    ended_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            one_of("kind", DelegationKind, "delegation_kind"),
            CheckConstraint(condition=~Q(from_department=F("to_department")), name="delegation_to_another"),
            CheckConstraint(condition=~Q(legal_basis=""), name="delegation_has_basis"),
        )

    def __str__(self) -> str:
        return f"{self.from_department_id} {self.to_department_id}"


class DelegatedItem(models.Model):
    """One item of an instrument in force. For the exclusion it repeats columns of the instrument; a foreign key keeps them equal."""

    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="+")
    item_code = models.CharField(max_length=60)
    from_department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    area = models.ForeignKey(Region, models.PROTECT, related_name="+")
    valid = DateRangeField()

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="delegated_to_one",
                expressions=[
                    ("from_department", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    ("item_code", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_code} {self.delegation_id}"
