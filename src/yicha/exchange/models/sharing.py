"""What departments hold and give each other, where their words differ from the register, and what goes back to the levels below."""

from django.db import models
from django.db.models import Q

from yicha.exchange.models.partners import one_of
from yicha.exchange.models.records import Version
from yicha.exchange.types import DifferenceStatus, Frequency, ResourceStatus, Secrecy, ShareStatus, Sharing, SourceKind, Supply


class DataResource(models.Model):
    """One entry of the 数据资源目录. What is withheld names the law that says so."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    department = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    content = models.TextField()
    sharing = models.CharField(max_length=12)
    supply = models.CharField(max_length=10)
    procedure = models.CharField(max_length=400)
    term = models.CharField(max_length=100)
    frequency = models.CharField(max_length=10)
    secrecy = models.CharField(max_length=10)
    basis = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, default=ResourceStatus.DRAFT.value)
    drafted_at = models.DateTimeField()
    publish_by = models.DateField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "department", "name"], name="exchange_resource_once"),
            one_of("sharing", Sharing, "exchange_resource_sharing"),
            one_of("supply", Supply, "exchange_resource_supply"),
            one_of("frequency", Frequency, "exchange_resource_frequency"),
            one_of("secrecy", Secrecy, "exchange_resource_secrecy"),
            one_of("status", ResourceStatus, "exchange_resource_status"),
            models.CheckConstraint(condition=~Q(sharing=Sharing.WITHHELD.value) | ~Q(basis=""), name="exchange_withheld_by_law"),
            models.CheckConstraint(
                condition=~Q(status=ResourceStatus.PUBLISHED.value) | Q(published_at__isnull=False), name="exchange_resource_published_when"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Share(models.Model):
    """A department's request for a resource of another one."""

    resource = models.ForeignKey(DataResource, models.PROTECT, related_name="shares")
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    department = models.CharField(max_length=40)
    purpose = models.CharField(max_length=400)
    status = models.CharField(max_length=10, default=ShareStatus.ASKED.value)
    asked_at = models.DateTimeField()
    check_by = models.DateField()
    answer_by = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["resource", "department"], condition=~Q(status=ShareStatus.REFUSED.value), name="exchange_share_once"
            ),
            one_of("status", ShareStatus, "exchange_share_status"),
            models.CheckConstraint(
                condition=~Q(status__in=[ShareStatus.GRANTED.value, ShareStatus.REFUSED.value]) | Q(answered_at__isnull=False),
                name="exchange_share_answered_when",
            ),
            models.CheckConstraint(condition=~Q(status=ShareStatus.REFUSED.value) | ~Q(reason=""), name="exchange_share_refused_why"),
            models.CheckConstraint(condition=~Q(purpose=""), name="exchange_share_says_what_for"),
        )

    def __str__(self) -> str:
        return f"{self.resource_id} {self.department}"


class SourceDifference(models.Model):
    """What a department says of a subject otherwise than the register. One row for each subject, rule, source and department, for good."""

    region_path = models.CharField(max_length=80, db_collation="C")
    sid = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    rule = models.CharField(max_length=40)
    source = models.CharField(max_length=10)
    department = models.CharField(max_length=40)
    paper = models.CharField(max_length=100)
    ours = models.CharField(max_length=400)
    theirs = models.CharField(max_length=400)
    status = models.CharField(max_length=10, default=DifferenceStatus.OPEN.value)
    found_at = models.DateTimeField()
    due = models.DateField()
    closed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (models.Index(fields=["region_path", "status", "due"], name="exchange_difference_board"),)
        constraints = (
            models.UniqueConstraint(fields=["region_path", "sid", "rule", "source", "department"], name="exchange_difference_once"),
            one_of("status", DifferenceStatus, "exchange_difference_status"),
            one_of("source", SourceKind, "exchange_difference_source"),
            models.CheckConstraint(condition=~Q(department=""), name="exchange_difference_has_an_owner"),
            models.CheckConstraint(
                condition=Q(status=DifferenceStatus.OPEN.value, closed_at=None) | ~Q(status="open") & Q(closed_at__isnull=False),
                name="exchange_difference_closed_when",
            ),
            models.CheckConstraint(condition=~Q(status="explained") | ~Q(reason=""), name="exchange_difference_explained_why"),
        )

    def __str__(self) -> str:
        return f"{self.sid} {self.rule} {self.department}"


class Backflow(models.Model):
    """回流: an accepted version goes back to the lower level where its subject is at home; `region_path` is that level's, or the
    record's own where there is none. Numbered without gaps for each of them. Rows are added and stay.
    """

    region_path = models.CharField(max_length=80, db_collation="C")
    number = models.PositiveIntegerField()
    version = models.ForeignKey(Version, models.PROTECT, related_name="backflows")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "number"], name="backflow_number"),
            models.UniqueConstraint(fields=["version", "region_path"], name="backflow_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="backflow_numbered"),
        )

    def __str__(self) -> str:
        return f"{self.region_path} {self.number}"
