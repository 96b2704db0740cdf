"""Tables of the room: `registers` (places, departments, officers, accounts, posts, delegation), `signing_in` (ways in, sessions)."""

from yicha.orgs.models.exports import ExportRequest
from yicha.orgs.models.lists import ListChoice, SavedView
from yicha.orgs.models.programs import Program
from yicha.orgs.models.redactions import Redaction
from yicha.orgs.models.registers import (
    ACTOR_LENGTH,
    Account,
    DelegatedItem,
    Delegation,
    Department,
    HandOver,
    Leave,
    Officer,
    Post,
    Recusal,
    Region,
)
from yicha.orgs.models.signing_in import Attempt, OneTimeLink, SecondFactor, Session
from yicha.orgs.models.urging import Urging

__all__ = [
    "ACTOR_LENGTH",
    "Account",
    "Attempt",
    "DelegatedItem",
    "Delegation",
    "Department",
    "ExportRequest",
    "HandOver",
    "Leave",
    "ListChoice",
    "Officer",
    "OneTimeLink",
    "Post",
    "Program",
    "Recusal",
    "Redaction",
    "Region",
    "SavedView",
    "SecondFactor",
    "Session",
    "Urging",
]
