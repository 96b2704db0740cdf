"""A table row as everybody reads it."""

from yicha.disclosure.models import Publication
from yicha.disclosure.types import CheckedItem, Corrected, PublicationRow, PublicationStatus


def row_of(row: Publication) -> PublicationRow:
    return PublicationRow(
        id=row.pk,
        region_path=row.region_path,
        visited=row.inspection_id,
        inspection=row.inspection.number,
        department=row.department,
        sid=row.sid,
        name=row.name,
        uscc=row.uscc,
        lead=row.lead,
        departments=tuple(row.departments),
        items=tuple(CheckedItem(*item) for item in row.items),
        draw=row.draw,
        ground=row.ground,
        year=row.year,
        outcome=row.outcome,
        checked_at=row.checked_at,
        file_by=row.file_by,
        push_by=row.push_by,
        publish_by=row.publish_by,
        status=PublicationStatus(row.status),
        published_at=row.published_at,
        withdrawn_because=row.withdrawn_because,
        corrected=tuple(Corrected(one.before, one.at, one.reason) for one in row.corrections.all()),
        until=row.until,
        town=row.town,
    )
