"""A table row as everybody reads it."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from yicha.draws.models import Draw
from yicha.draws.types import (
    BeaconPlan,
    DrawKind,
    DrawRow,
    DrawStatus,
    Fallback,
    LossReason,
    LostSubject,
    ParticipantRow,
    VoidProposal,
)


def whole(found: QuerySet[Draw]) -> QuerySet[Draw]:
    """What `row_of` wants of each, in three questions to the database however many they are."""
    voided = Draw.objects.filter(
        region_path=OuterRef("region_path"),
        year=OuterRef("year"),
        kind=OuterRef("kind"),
        status=DrawStatus.VOID,
        pk__lt=OuterRef("pk"),
    )
    counted = voided.order_by().values("kind").annotate(n=Count("pk")).values("n")
    before = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return found.annotate(redraws=before).prefetch_related("participants", "losses")


def row_of(row: Draw) -> DrawRow:
    """Of one that `whole` fetched."""
    return DrawRow(
        id=row.pk,
        number=row.number,
        kind=DrawKind(row.kind),
        region_path=row.region_path,
        year=row.year,
        title=row.title,
        status=DrawStatus(row.status),
        beacon=beacon_of(row),
        participants=tuple(
            ParticipantRow(one.department, one.place, one.commitment, one.reveal, bool(one.invitation))
            for one in sorted(row.participants.all(), key=lambda one: one.place)
        ),
        manifest_hash=row.manifest_hash,
        result_hash=row.result_hash,
        bundle_number=row.bundle_number,
        void_because=row.void_because if row.status == DrawStatus.VOID else "",
        pool_hash=row.pool_hash,
        frozen_at=row.frozen_at,
        sealed_at=row.sealed_at,
        beacon_typed_by=row.beacon_typed_by,
        beacon_value=row.beacon_value,
        void_proposal=proposal_of(row),
        drawn_at=row.drawn_at,
        open_from=row.open_from,
        redraws=row.redraws,  # type: ignore[attr-defined]  # `whole` counts them
        suite=row.suite,
        replaces=row.replaces_id,
        lost=tuple(LostSubject(one.sid, LossReason(one.reason), one.evidence) for one in row.losses.all()),
        witnesses_wanted=row.witnesses_wanted,
        fell_back=row.fell_back,
    )


def beacon_of(row: Draw) -> BeaconPlan:
    fallback = Fallback(row.fallback_name, row.fallback_round, row.fallback_due) if row.fallback_name else None
    return BeaconPlan(row.beacon_name, row.beacon_round, row.beacon_due, fallback)


def proposal_of(row: Draw) -> VoidProposal | None:
    if row.void_proposed_at is None or row.status == DrawStatus.VOID:
        return None
    return VoidProposal(row.void_proposed_by, row.void_proposed_at, row.void_because)
