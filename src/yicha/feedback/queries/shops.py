"""The shop behind a sign at a door, and what its reporter may read."""

import base64
import hmac
from datetime import date, datetime
from hashlib import sha256

from cryptography.fernet import Fernet

from yicha.feedback.models import DoorReport, DoorSender
from yicha.feedback.rules import reports as rules
from yicha.feedback.types import FeedbackPermission, Shop
from yicha.kernel.actor import Actor
from yicha.kernel.crypto import provider
from yicha.kernel.jurisdiction import absent
from yicha.kernel.types import KernelPermission
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import seat
from yicha.subjects.queries import mark_of, region_of, subject

CONTACT, SENDER = "report-contact", "report-sender"


def passer_by() -> Actor:
    """Anybody at a door. He may report and leave photographs, and nothing else."""
    return Actor("public", "公众", seat().region_path, permissions=frozenset({FeedbackPermission.REPORT, KernelPermission.KEEP_FILE}))


def shop(sid: str, mark: str) -> Shop:
    """NotFound unless the mark is that of the shop."""
    if not hmac.compare_digest(mark_of(sid).encode(), mark.upper().encode()):
        absent("GX-5.4b")
    row = subject(passer_by(), sid)
    return Shop(row.sid, row.name, row.address or "", mark_of(row.sid))


def sender_of(address: str, today: date) -> str:
    """A keyed mark of a network address that is another one tomorrow."""
    return hmac.digest(provider().secret(SENDER), f"{today}|{address}".encode(), "sha256").hex()


def require_room(sid: str, sender: str, at: datetime) -> None:
    """Asked before photographs are taken in; what holds under many at once are the constraints."""
    norms = norms_in_force(region_of(passer_by(), sid), at.date())
    sent = DoorSender.objects.filter(pk=sender, day=at.date()).values_list("number", flat=True).first() or 0
    rules.require_room("door_sender_within_the_day", sent, norms.whole(NormCode.DOOR_REPORTS_PER_ADDRESS))
    held = DoorReport.objects.filter(subject_id=sid, made_on=at.date()).count()
    rules.require_room("door_report_within_the_day", held, norms.whole(NormCode.DOOR_REPORTS_PER_SHOP))


def digest_of(secret: str) -> str:
    """Of the word that goes with a receipt number, as people type it."""
    return sha256("".join(secret.split()).upper().encode()).hexdigest()


def own_report(number: str, secret: str) -> DoorReport | None:
    row = DoorReport.objects.filter(number=number).first()
    return row if row and hmac.compare_digest(row.secret, digest_of(secret)) else None


def seal_contact(contact: str) -> str:
    return _box().encrypt(contact.encode()).decode() if contact else ""


def unseal_contact(sealed: str) -> str:
    return _box().decrypt(sealed.encode()).decode() if sealed else ""


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(provider().secret(CONTACT)))
