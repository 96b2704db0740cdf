"""抽取. A result cannot be stored without its sealed manifest, its commitments, its reveals and its beacon, in that order."""

from django.db import models
from django.db.models import F, Q

from yicha.draws.types import DrawKind, DrawStatus, LossReason

HEX = r"^[0-9a-f]{64}$"


class Draw(models.Model):
    """`frame`, `manifest` and the bundles are digests of kept files; the hashes are those of the draw's own suite."""

    number = models.CharField(max_length=64, unique=True)
    region_path = models.CharField(max_length=80, db_collation="C", db_index=True)
    year = models.SmallIntegerField()
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=10, default=DrawStatus.FROZEN.value)
    frame = models.CharField(max_length=80)
    suite = models.SmallIntegerField(default=1)  # of the engine: 1 SHA-256, 2 SM3; as the frame says
    pool_hash = models.CharField(max_length=64)
    beacon_name = models.CharField(max_length=60, blank=True)
    beacon_round = models.CharField(max_length=60, blank=True)
    beacon_due = models.DateTimeField(null=True)
    fallback_name = models.CharField(max_length=60, blank=True)
    fallback_round = models.CharField(max_length=60, blank=True)
    fallback_due = models.DateTimeField(null=True)
    open_from = models.DateField(null=True)  # from then on everybody may see who was drawn
    frozen_at = models.DateTimeField()
    manifest = models.CharField(max_length=80, blank=True)
    manifest_hash = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField(null=True)
    witnesses_wanted = models.SmallIntegerField(default=0)  # as the norm said on the day of the seal
    beacon_typed = models.CharField(max_length=400, blank=True)  # the first typing; it counts when another person types the same
    beacon_typed_by = models.CharField(max_length=150, blank=True)
    beacon_value = models.CharField(max_length=400, null=True)  # noqa: DJ001 the test beacon says nothing, which is not “not yet”
    beacon_read_by = models.CharField(max_length=150, blank=True)
    fell_back = models.BooleanField(default=False)  # what was typed is what the fallback said
    result_hash = models.CharField(max_length=64, blank=True)
    bundle_number = models.CharField(max_length=64, blank=True)
    full_bundle = models.CharField(max_length=80, blank=True)
    public_bundle = models.CharField(max_length=80, blank=True)
    drawn_at = models.DateTimeField(null=True)
    void_because = models.CharField(max_length=400, blank=True)  # as long as the draw is not void: what was proposed
    void_proposed_by = models.CharField(max_length=150, blank=True)
    void_proposed_at = models.DateTimeField(null=True)
    voided_by = models.CharField(max_length=150, blank=True)
    voided_at = models.DateTimeField(null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replacements")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(replaces=None) | Q(kind=DrawKind.SUBJECTS.value), name="draw_replaces_subjects"),
            models.UniqueConstraint(fields=["replaces"], condition=~Q(status=DrawStatus.VOID.value), name="draw_replaced_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in DrawKind]), name="draw_kind"),
            models.CheckConstraint(condition=Q(status__in=[status.value for status in DrawStatus]), name="draw_status"),
            models.CheckConstraint(
                condition=~Q(status=DrawStatus.VOID.value) & Q(voided_by="", voided_at=None)
                | Q(status=DrawStatus.VOID.value, voided_at__gte=F("void_proposed_at"))
                & ~Q(void_because="")
                & ~Q(void_proposed_by="")
                & ~Q(voided_by="")
                & ~Q(voided_by=F("void_proposed_by")),
                name="draw_void_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(beacon_value=None)
                | Q(beacon_name="")
                | Q(beacon_value=F("beacon_typed"))
                & ~Q(beacon_typed_by="")
                & ~Q(beacon_read_by="")
                & ~Q(beacon_read_by=F("beacon_typed_by")),
                name="draw_beacon_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(fallback_name="", fallback_round="", fallback_due=None, fell_back=False)
                | ~Q(fallback_name="") & ~Q(fallback_round="") & Q(fallback_due__gt=F("beacon_due")),
                name="draw_fallback_comes_after",
            ),
            models.UniqueConstraint(
                fields=["region_path", "beacon_name", "beacon_round"],
                condition=~Q(beacon_name="") & (~Q(status=DrawStatus.VOID.value) | ~Q(manifest="")),
                name="draw_beacon_issue_once",
            ),
            models.CheckConstraint(
                condition=Q(manifest="", manifest_hash="", sealed_at=None)
                | Q(manifest_hash__regex=HEX, sealed_at__gte=F("frozen_at")) & ~Q(manifest=""),
                name="draw_sealed_whole",
            ),
            models.CheckConstraint(
                condition=Q(result_hash="", full_bundle="", public_bundle="", drawn_at=None)
                | Q(result_hash__regex=HEX, manifest_hash__regex=HEX, drawn_at__gt=F("sealed_at"), beacon_value__isnull=False)
                & ~Q(full_bundle="")
                & ~Q(public_bundle=""),
                name="draw_result_needs_sealed_manifest",
            ),
            models.CheckConstraint(condition=~Q(status=DrawStatus.DRAWN.value) | ~Q(result_hash=""), name="draw_drawn_has_a_result"),
            models.CheckConstraint(
                condition=~Q(status__in=[DrawStatus.SEALED.value, DrawStatus.DRAWN.value]) | ~Q(manifest=""),
                name="draw_sealed_has_a_manifest",
            ),
        )

    def __str__(self) -> str:
        return self.number


class Participant(models.Model):
    """Whose secret goes into the seed. A reveal opens its commitment; a missing one is empty, and named.

    `department`: its code, or the name of an invited party, who has no account but a link: `invitation` is that link's SHA-256.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="participants")
    place = models.SmallIntegerField()
    department = models.CharField(max_length=40)
    invitation = models.CharField(max_length=64, blank=True)
    commitment = models.CharField(max_length=64, blank=True)
    committed_at = models.DateTimeField(null=True)
    reveal = models.CharField(max_length=64, blank=True)
    revealed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["draw", "place"], name="participant_place"),
            models.UniqueConstraint(fields=["draw", "department"], name="participant_once"),
            models.UniqueConstraint(fields=["commitment"], condition=~Q(commitment=""), name="participant_commitment_never_again"),
            models.UniqueConstraint(fields=["reveal"], condition=~Q(reveal=""), name="participant_secret_never_again"),
            models.UniqueConstraint(fields=["invitation"], condition=~Q(invitation=""), name="participant_invitation_once"),
            models.CheckConstraint(
                condition=Q(reveal="", revealed_at=None) | Q(reveal__regex=HEX, commitment__regex=HEX, revealed_at__gt=F("committed_at")),
                name="participant_reveal_needs_commitment",
            ),
            models.CheckConstraint(
                condition=Q(commitment="", committed_at=None) | Q(commitment__regex=HEX, committed_at__isnull=False),
                name="participant_commitment_form",
            ),
        )

    def __str__(self) -> str:
        return f"{self.draw_id} {self.department}"


class Replay(models.Model):
    """重演相符: a department that drew again by itself from the full bundle, and came to the same bundle number."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="replays")
    department = models.CharField(max_length=40)
    bundle_number = models.CharField(max_length=64)
    account = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["draw", "department"], name="replay_once"),
            models.CheckConstraint(
                condition=Q(bundle_number__regex=HEX) & ~Q(department="") & ~Q(account=""), name="replay_says_what_and_who"
            ),
        )

    def __str__(self) -> str:
        return f"{self.draw_id} {self.department}"


class Loss(models.Model):
    """Who is replaced, and what shows that it cannot be checked."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="losses")
    sid = models.CharField(max_length=64)
    reason = models.CharField(max_length=10)
    evidence = models.CharField(max_length=200)

    class Meta:
        ordering = ("sid",)
        constraints = (
            models.UniqueConstraint(fields=["draw", "sid"], name="loss_once"),
            models.CheckConstraint(condition=Q(reason__in=[reason.value for reason in LossReason]), name="loss_reason"),
            models.CheckConstraint(condition=~Q(evidence=""), name="loss_says_what_shows_it"),
        )

    def __str__(self) -> str:
        return f"{self.draw_id} {self.sid}"


class SealedReading(models.Model):
    """封存名单的查看: before the day of a list nobody sees it without having said what for."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="sealed_readings")
    account = models.CharField(max_length=150)
    purpose = models.CharField(max_length=400)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (models.CheckConstraint(condition=~Q(account="") & ~Q(purpose=""), name="sealed_reading_says_who_and_why"),)

    def __str__(self) -> str:
        return f"{self.draw_id} {self.account}"
