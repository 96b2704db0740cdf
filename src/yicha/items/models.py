"""监管事项: what may be checked. A code keeps its versions; only one of them is in force on a day."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact

from yicha.items.types import AuthorityLevel, CatalogueKind, ItemClass, ItemStance, ItemStatus, LawTaskStatus, Revision

DECIDED = (ItemStatus.PUBLISHED.value, ItemStatus.WITHDRAWN.value)
OPEN = (ItemStatus.PROPOSED.value, ItemStatus.RETURNED.value)
SCOPES = ("1", "2", "3")


class ArrayLength(models.Func):
    function = "cardinality"
    output_field = models.IntegerField()


class MainItem(models.Model):
    """主项. Its code is that of the 监管事项目录."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    department = models.CharField(max_length=40)
    line = models.CharField(max_length=80, blank=True)
    power_item_code = models.CharField(max_length=60, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    licence_code = models.CharField(max_length=60, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "code"], name="main_item_once"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name="") & ~Q(department=""), name="main_item_has_an_owner"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Item(models.Model):
    """One version of a 子项. `valid` is empty for a version that another one replaced from its first day."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    code = models.CharField(max_length=60)
    version = models.SmallIntegerField()
    status = models.CharField(max_length=10, default=ItemStatus.PROPOSED.value)
    first_day = models.DateField()  # as proposed; kept where a later version left nothing of `valid`
    valid = DateRangeField()
    main_item = models.ForeignKey(MainItem, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    department = models.CharField(max_length=40)
    check_class = models.CharField(max_length=60)
    legal_basis = models.TextField()
    item_class = models.CharField(max_length=10)
    power_item_code = models.CharField(max_length=60, blank=True)
    subject_kind = models.CharField(max_length=20, blank=True)
    subjects = models.CharField(max_length=400, blank=True)
    supervision_form = models.CharField(max_length=20, blank=True)
    supervision_mode = models.CharField(max_length=20, blank=True)
    authority_level = models.CharField(max_length=10, blank=True)
    scope = ArrayField(models.CharField(max_length=1), default=list)
    process = models.TextField(blank=True)
    result = models.TextField(blank=True)
    catalogue_code = models.CharField(max_length=80, blank=True)
    partners = ArrayField(models.CharField(max_length=40), default=list)
    shares = ArrayField(models.CharField(max_length=200), default=list)  # of the partners, in their order
    joint_version = models.CharField(max_length=20, blank=True)
    off_site = models.BooleanField(default=False)
    simple = models.BooleanField(default=False, db_default=False)
    ratio = models.CharField(max_length=100, blank=True)
    yearly_cap = models.SmallIntegerField(null=True)
    crimes = ArrayField(models.CharField(max_length=80), default=list)
    check_points = models.JSONField(default=list)
    materials = models.JSONField(default=list)
    revision = models.CharField(max_length=20, blank=True)
    because = models.CharField(max_length=400, blank=True)
    round = models.SmallIntegerField(default=0)  # opinions are on this text, not on the one before
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    returned_because = models.CharField(max_length=400, blank=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)
    overruled = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(item_class__in=[kind.value for kind in ItemClass]), name="item_class"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in ItemStatus]), name="item_status"),
            models.CheckConstraint(
                condition=Q(authority_level__in=["", *(level.value for level in AuthorityLevel)]), name="item_authority_level"
            ),
            models.CheckConstraint(condition=Q(revision__in=["", *(kind.value for kind in Revision)]), name="item_revision"),
            models.CheckConstraint(condition=Q(scope__contained_by=list(SCOPES)), name="item_scope"),
            models.CheckConstraint(condition=Exact(ArrayLength("partners"), ArrayLength("shares")), name="item_share_per_partner"),
            models.CheckConstraint(condition=~Q(partners__contains=[F("department")]), name="item_lead_is_no_partner"),
            models.CheckConstraint(condition=Q(yearly_cap__isnull=True) | Q(yearly_cap__gte=0), name="item_yearly_cap"),
            models.CheckConstraint(condition=~Q(legal_basis=""), name="item_has_legal_basis"),
            models.CheckConstraint(condition=Q(valid__startswith=F("first_day")) | Q(valid__isempty=True), name="item_begins_as_proposed"),
            models.CheckConstraint(condition=Q(status__in=OPEN) | Q(decided_at__isnull=False), name="item_decided_has_its_time"),
            models.CheckConstraint(condition=~Q(status=ItemStatus.RETURNED.value) | ~Q(returned_because=""), name="item_returned_says_why"),
            models.CheckConstraint(
                condition=~Q(status=ItemStatus.WITHDRAWN.value) | ~Q(withdrawn_because=""), name="item_withdrawn_says_why"
            ),
            models.UniqueConstraint(fields=["region_path", "code", "version"], name="item_version_once"),
            models.UniqueConstraint(fields=["region_path", "code"], condition=Q(status__in=OPEN), name="item_one_proposal"),
            ExclusionConstraint(
                name="item_one_owner",
                expressions=[
                    ("region_path", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("department", RangeOperators.NOT_EQUAL),
                ],
            ),
            ExclusionConstraint(
                name="item_one_in_force",
                expressions=[
                    ("region_path", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=Q(status__in=DECIDED),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ItemOpinion(models.Model):
    """A department's word on a proposal, in one round of its review."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="opinions")
    round = models.SmallIntegerField()
    department = models.CharField(max_length=40)
    stance = models.CharField(max_length=10)
    note = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["item", "round", "department"], name="item_opinion_once"),
            models.CheckConstraint(condition=Q(stance__in=[stance.value for stance in ItemStance]), name="item_opinion_stance"),
            models.CheckConstraint(condition=Q(stance=ItemStance.AGREE.value) | ~Q(note=""), name="item_opinion_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.item_id} {self.department}: {self.stance}"


class LawChange(models.Model):
    """立改废释: a law that changed, and whom it concerns here."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    kind = models.CharField(max_length=20)
    instrument = models.CharField(max_length=200)
    article = models.CharField(max_length=100, blank=True)
    in_force_on = models.DateField()
    summary = models.CharField(max_length=1000)
    registered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Revision]), name="law_change_kind"),
            models.CheckConstraint(condition=~Q(instrument="") & ~Q(summary=""), name="law_change_says_what"),
        )

    def __str__(self) -> str:
        return self.instrument


class LawTask(models.Model):
    """What one department has to say about one of its items; without a code: whether a new item is needed."""

    law_change = models.ForeignKey(LawChange, models.PROTECT, related_name="tasks")
    department = models.CharField(max_length=40)
    code = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=10, default=LawTaskStatus.OPEN.value)
    reason = models.CharField(max_length=400, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["law_change", "department", "code"], name="law_task_once"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in LawTaskStatus]), name="law_task_status"),
            models.CheckConstraint(
                condition=Q(status=LawTaskStatus.OPEN.value, closed_at=None)
                | ~Q(status=LawTaskStatus.OPEN.value) & Q(closed_at__isnull=False),
                name="law_task_closed_has_its_time",
            ),
            models.CheckConstraint(condition=~Q(status=LawTaskStatus.UNCHANGED.value) | ~Q(reason=""), name="law_task_unchanged_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.law_change_id} {self.department} {self.code}"


class CatalogueEntry(models.Model):
    """One entry of another list of the same matters."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    kind = models.CharField(max_length=20)
    system = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=100)
    name = models.CharField(max_length=400)
    legal_basis = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True)
    present = models.BooleanField(default=True)  # it still stands in that list
    excluded_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region_path", "kind", "system", "code"], name="catalogue_entry_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in CatalogueKind]), name="catalogue_kind"),
            models.CheckConstraint(
                condition=Q(kind=CatalogueKind.OWN_SYSTEM.value) & ~Q(system="") | ~Q(kind=CatalogueKind.OWN_SYSTEM.value) & Q(system=""),
                name="catalogue_system_is_named",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Candidate(models.Model):
    """A likely pair that `suggest_matches` found: no person has said anything of it yet, and a later search replaces it."""

    entry = models.ForeignKey(CatalogueEntry, models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    score = models.FloatField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry", "code"], name="candidate_once"),)
        indexes = (models.Index(fields=["code"], name="candidate_code"),)

    def __str__(self) -> str:
        return f"{self.code} {self.entry_id}"


class ItemMapping(models.Model):
    """What a person decided of an item and an entry: the same matter, or not."""

    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    code = models.CharField(max_length=60)
    entry = models.ForeignKey(CatalogueEntry, models.PROTECT, related_name="mappings")
    same = models.BooleanField()
    note = models.CharField(max_length=400, blank=True)
    department = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["region_path", "code", "entry"], name="mapping_decided_once"),)

    def __str__(self) -> str:
        return f"{self.code} {self.entry_id}"
