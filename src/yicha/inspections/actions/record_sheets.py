from datetime import datetime

from yicha.inspections.actions._answering import write_answers
from yicha.inspections.types import InspectionPermission, RecordSheets, SheetsRecorded
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.RECORD, clause="YX-2.4 LYG-4.4a R-ITEM-2")
def record_sheets(actor: Actor, command: RecordSheets, at: datetime, /) -> SheetsRecorded:
    """`record_answers` of several visits of one officer, all or none: what he recorded on his way without network."""
    recorded = write_answers(actor, command.sheets, at)
    return SheetsRecorded(recorded[0].officer, recorded)
