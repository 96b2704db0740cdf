"""One knock at the door: name, password, code. Wrong in whatever way, the answer is the same and takes as long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from django.http import HttpRequest
from django.utils import timezone

from yicha.kernel.refusals import RuleBroken
from yicha.norms.queries import norms_in_force
from yicha.norms.types import COUNTRY, NormCode
from yicha.orgs.actions.sign_in import sign_in
from yicha.orgs.models import Account, SecondFactor
from yicha.orgs.queries.accounts import person_for, posts_of
from yicha.orgs.types import SignIn
from yicha.orgs.web.attempts import Bucket, admitted, buckets_of, give_back, note_failed
from yicha.orgs.web.passwords import Crowded, is_right
from yicha.orgs.web.second_factor import step_of
from yicha.orgs.web.sessions import begin, known_device, place_of, remember_device

NAME_LENGTH = 40


class Knock(Enum):
    OPENED = auto()
    WRONG = auto()
    TOO_MANY = auto()


@dataclass(frozen=True)
class Known:
    """What is known of a name that was typed. Of one that is no account: nothing, at the same price."""

    account: str = ""
    password: str = ""
    sealed: str = ""
    region_path: str = ""


def known(name: str) -> Known:
    found = Account.objects.filter(pk=name, disabled_at=None).select_related("region").first()
    factor = SecondFactor.objects.filter(pk=name).first()
    if found is None:
        return Known()
    return Known(found.username, found.password, factor.sealed if factor else "", found.region.path)


def knock(request: HttpRequest, name: str, word: str, code: str, at: datetime, *, post: int = 0) -> Knock:  # noqa: PLR0913 what is typed
    """Begins a session if all is right. `post`: to act in again, if it is still the person's."""
    name = name.strip().lower()[:NAME_LENGTH]
    found = known(name)
    device = known_device(request, found.account)
    buckets = buckets_of(request, name, found.account, device, at)
    if not admitted(buckets, at):
        return Knock.TOO_MANY
    proven, step = _looked_at(buckets, found, word, code, at)
    if not proven or not _signed_in(found, SignIn(bool(device), place_of(request), step), at):
        note_failed(buckets)
        return Knock.WRONG
    give_back(buckets)
    begin(request, found.account, found.region_path, at, post=post_of(found.account, post, at))
    remember_device(request, found.account)
    return Knock.OPENED


def proves(request: HttpRequest, account: str, word: str, code: str, at: datetime) -> tuple[Knock, int | None]:
    """Somebody who is signed in proves once more who it is; with the step of the code, if there is a second factor."""
    found = known(account)
    buckets = buckets_of(request, account, account, f"own:{account}", at)
    if not admitted(buckets, at):
        return Knock.TOO_MANY, None
    proven, step = _looked_at(buckets, found, word, code, at)
    if proven:
        give_back(buckets)
        return Knock.OPENED, step
    note_failed(buckets)
    return Knock.WRONG, None


def _looked_at(buckets: Sequence[Bucket], found: Known, word: str, code: str, at: datetime) -> tuple[bool, int | None]:
    at_once = norms_in_force(COUNTRY, timezone.localdate(at)).whole(NormCode.CHECKS_AT_ONCE)
    try:
        right = is_right(word, found.password, at_once)
    except Crowded:
        give_back(buckets)
        raise
    step = step_of(found.sealed, code) if found.sealed else None
    return right and (not found.sealed or step is not None), step


def _signed_in(found: Known, command: SignIn, at: datetime) -> bool:
    try:
        sign_in(person_for(found.account), command, at)
    except RuleBroken:  # the code was used a moment ago: as wrong as any other
        return False
    return True


def post_of(account: str, wanted: int, at: datetime) -> int:
    """The wanted post if it is in force, else the only one there is, else none: then the person chooses."""
    held = [one.post for one in posts_of(account, at)]
    if wanted in held:
        return wanted
    return held[0] if len(held) == 1 else 0
