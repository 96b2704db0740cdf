"""A table row as everybody reads it."""

from yicha.draws.models import Draw
from yicha.draws.types import BeaconPlan, DrawKind, DrawRow, DrawStatus, LossReason, LostSubject, ParticipantRow, VoidProposal


def row_of(row: Draw) -> DrawRow:
    return DrawRow(
        id=row.pk,
        number=row.number,
        kind=DrawKind(row.kind),
        region_path=row.region_path,
        year=row.year,
        title=row.title,
        status=DrawStatus(row.status),
        beacon=BeaconPlan(row.beacon_name, row.beacon_round, row.beacon_due),
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
        redraws=_voided_before(row),
        suite=row.suite,
        replaces=row.replaces_id,
        lost=tuple(LostSubject(one.sid, LossReason(one.reason), one.evidence) for one in row.losses.all()) if row.replaces_id else (),
    )


def proposal_of(row: Draw) -> VoidProposal | None:
    if row.void_proposed_at is None or row.status == DrawStatus.VOID:
        return None
    return VoidProposal(row.void_proposed_by, row.void_proposed_at, row.void_because)


def _voided_before(row: Draw) -> int:
    same = Draw.objects.filter(region_path=row.region_path, year=row.year, kind=row.kind, status=DrawStatus.VOID)
    return same.filter(pk__lt=row.pk).count()
