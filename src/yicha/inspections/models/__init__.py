"""Tables of the room: `visits`, what is written down of them (`records`), what happens around them (`handling`), `papers`."""

from yicha.inspections.models.devices import Device
from yicha.inspections.models.handling import Absence, Assistance, Companion, Objection, Urgency
from yicha.inspections.models.papers import Delivery, Document
from yicha.inspections.models.records import Answer, EvidenceItem, SiteRecord
from yicha.inspections.models.visits import ArrayLength, DepartmentTask, Inspection

__all__ = [
    "Absence",
    "Answer",
    "ArrayLength",
    "Assistance",
    "Companion",
    "Delivery",
    "DepartmentTask",
    "Device",
    "Document",
    "EvidenceItem",
    "Inspection",
    "Objection",
    "SiteRecord",
    "Urgency",
]
