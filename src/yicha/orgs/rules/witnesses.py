"""Who may stand as a witness, and when its silence is an alarm."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from yicha.engines.ledger import KeyKind, NoteError, VerifierKey
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.orgs.types import WitnessStanding

CLAUSE: Final = "GX-5.1"
KEY, URL = 300, 300
SERVER_TROUBLE = 500
PRINTED = Exit("请见证单位运行 yicha witness，把印出的一行公钥原样填入")


def require_witness_key(text: str, known: Collection[str]) -> VerifierKey:
    """GX-5.1: a witness is known by the public key of its own cosignatures, and each witness once, by key and by name."""
    try:
        key = VerifierKey.parse(text)
    except NoteError as error:
        raise RuleBroken("公钥不对", clause=CLAUSE, exits=(PRINTED,)) from error
    if key.kind is not KeyKind.COSIGNATURE or len(text) > KEY:
        raise RuleBroken("这不是见证人的公钥", clause=CLAUSE, exits=(PRINTED,))
    if any(VerifierKey.parse(one).name == key.name for one in known):
        raise RuleBroken(f"{key.name}已登记过；换密钥请换名称", clause=CLAUSE)
    return key


def require_witness_address(url: str) -> None:
    """GX-5.1: an address on the network, without password."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        good = False
    if not good or len(url) > URL or not url.isascii() or not url.isprintable() or " " in url or "?" in url or "#" in url:
        raise RuleBroken("地址不对", clause=CLAUSE, exits=(Exit("例如 https://witness.example.gov.cn"),))


def standing(newest: datetime | None, setback: tuple[datetime, int] | None, waited: timedelta, patience: timedelta) -> WitnessStanding:
    """GX-5.1: what a witness refused since its newest cosignature is an alarm at once, its silence after the norm's `patience`.

    `setback`: when, and the status of HTTP; 0 is no answer, 5xx is a machine in trouble. A log that nobody wrote to wakes no witness,
    so without a setback there is no alarm, however old the newest cosignature is.
    """
    if setback is None or (newest is not None and setback[0] < newest):
        return WitnessStanding.SOUND if newest else WitnessStanding.NEW
    if 0 < setback[1] < SERVER_TROUBLE:
        return WitnessStanding.REFUSING
    if waited > patience:
        return WitnessStanding.SILENT
    return WitnessStanding.SOUND if newest else WitnessStanding.NEW
