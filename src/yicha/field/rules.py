"""What must hold before the office listens to a phone, and what it signs (FIELD1)."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from yicha.engines.fieldlog import VALUES, Outcome, canonical, read
from yicha.field.types import Wipe
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.kernel.web_keys import Signed, is_signed, key_id, public_key, sign, unseal

RECEIPTS, RESCUE = "field-receipts", "field-rescue"
NUL = "\x00"
GPS, DEGREE = ("lat", "lon", "m"), 1_000_000  # positions travel in millionths
NOTE, VALUE = 1000, 60  # as long as the columns of an answer
OPERATION = re.compile(r"[0-9a-f]{32}")


def require_key(key: Mapping[str, str] | None) -> None:
    """LYG-4.4a: a lane is signed with a key of the curve P-256, or says that its page cannot sign."""
    if key is None:
        return
    try:
        public_key(dict(key))
    except (KeyError, ValueError) as error:
        raise RuleBroken("手机的公钥无法辨认", clause="LYG-4.4a", exits=(Exit("重新登记这台手机"),)) from error


def is_from(key: Mapping[str, str] | None, texts: Sequence[str], signature: str) -> bool:
    """LYG-4.4a: whether the lane's key signed exactly these texts in this order. A lane without a key signs nothing."""
    return not signature if key is None else is_signed(dict(key), "\n".join(texts), signature)


def signed_receipt(outcome: Outcome, at: datetime, key: str) -> Signed:
    """LYG-4.4a: what the phone may rely on: which bytes, what became of them, by which key."""
    said = {"op": outcome.op, "fp": outcome.fp, "seq": outcome.seq, "status": outcome.status, "why": outcome.why}
    return sign(RECEIPTS, canonical(said | {"at": at.isoformat(timespec="seconds"), "key": key}))


def receipt_key() -> str:
    """LYG-4.4a: the id of the key that signs receipts now."""
    return key_id(RECEIPTS)


def fits_columns(note: str, value: str) -> bool:
    """R-ITEM-2: what an answer may hold."""
    return len(note) <= NOTE and len(value) <= VALUE and NUL not in note + value


def runs(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """YX-2.12: (visit, text) in lane order → what follows each other of one visit: one use case each."""
    visit, found = "", list[str]()
    for of, text in texts:
        if found and of != visit:
            yield visit, found
            found = []
        visit = of
        found.append(text)
    if found:
        yield visit, found


def place_of(text: str) -> str:
    """LYG-4.4a, GX-4.3b: where the phone says it was, if the officer let it; nothing if what it says is no place on earth."""
    gps: object = json.loads(text).get("gps")
    said: list[object] = [gps.get(name) for name in GPS] if isinstance(gps, dict) else []
    whole = [one for one in said if isinstance(one, int) and not isinstance(one, bool)]
    if len(whole) < len(GPS):
        return ""
    lat, lon, metres = whole
    if abs(lat) > 90 * DEGREE or abs(lon) > 180 * DEGREE or not 0 <= metres < DEGREE:
        return ""
    return f"{lat / DEGREE:.5f},{lon / DEGREE:.5f}（±{metres} 米）"


def require_reason(reason: str) -> None:
    """LYG-4.4a: what a person decides about another's record has a reason."""
    if not reason.strip():
        raise RuleBroken("必须说明原因", clause="LYG-4.4a", exits=(Exit("写明原因"),))


def require_wipe(wipe: Wipe) -> None:
    """YX-2.12: a phone that is given up is locked or erased."""
    if wipe is Wipe.NONE:
        raise RuleBroken("要选锁定或清除", clause="YX-2.12", exits=(Exit("还找得回的选锁定"), Exit("丢失的选清除")))


def require_waited(since: datetime | None, days: int, at: datetime, *, lost: bool) -> None:
    """LYG-4.4a: nobody passes over what is missing before the norm's days are over, unless the phone is lost."""
    if since is None:
        raise RuleBroken("这台手机没有等着的记录", clause="LYG-4.4a", exits=(Exit("请他再传一次"),))
    if not lost and at - since < timedelta(days=days):
        raise RuleBroken(
            f"前一份可能还会到，{days} 天后才能照收", clause="LYG-4.4a", exits=(Exit("请他连网再传"), Exit("手机丢了的，先登记丢失"))
        )


def require_adoptable(kind: str, *, adopted: bool) -> None:
    """LYG-4.4a: a record can be taken over; a signature or a conclusion over what nobody had seen cannot."""
    if not adopted:
        raise RuleBroken(
            "签字、下结论、责令改正和到场不能由别人认可" if kind not in VALUES else "这份记录现在不能认可",
            clause="LYG-4.4a",
            exits=(Exit("请他看过现在的记录再做一次"), Exit("不认可，写明原因")),
        )


def require_part(parts: Sequence[str], number: int, digest: str) -> None:
    """R-EVID-1: byte for byte what the operation promised, or it is sent again."""
    if number >= len(parts) or parts[number] != digest:
        raise RuleBroken("照片分块与指纹不符", clause="R-EVID-1", exits=(Exit("自动重传"),))


def require_size(size: int, most: int) -> None:
    """LYG-4.4a: an original is no larger than the norm."""
    if size > most:
        raise RuleBroken("照片太大", clause="LYG-4.4a", exits=(Exit("拍小一些，或交到办公室"),))


def require_whole(promised: str, digest: str, size: int, promised_size: int) -> None:
    """R-EVID-1: the fingerprint of the whole is the one that was made when it was taken."""
    if (digest, size) != (promised, promised_size):
        raise RuleBroken("照片的整件指纹不符", clause="R-EVID-1", exits=(Exit("自动重传"),))


def require_from_lane(key: Mapping[str, str] | None, texts: Sequence[str], signature: str, *, given_up: bool) -> None:
    """LYG-4.4a: the rescue key is public, so sealed is not signed: only what the lane's own key signed is its officer's."""
    if key is None or not is_from(key, texts, signature):
        raise RuleBroken("文件不是这台手机签的", clause="LYG-4.4a", exits=(Exit("在手机上重新存一份"),))
    if given_up:
        raise RuleBroken("这台手机已停用", clause="YX-2.12", exits=(Exit("交给本部门负责人处理"),))


@dataclass(frozen=True)
class Export:
    """FIELD1-EXPORT, opened."""

    lane: str
    texts: tuple[str, ...]
    signature: str


def opened(content: bytes) -> Export:
    """YX-2.12: with the office's rescue key. Whatever is no such file, or was changed on the way, is refused whole."""
    try:
        sealed = _sealed(content)
        key = AESGCM(unseal(RESCUE, bytes.fromhex(sealed["rescue"])))
        texts = tuple(_unboxed(key, *row) for row in sealed["ops"])
        for text in texts:
            read(text)
        return Export(str(sealed["lane"]), texts, str(sealed["sig"]))
    except (ValueError, KeyError, TypeError, InvalidTag, RecursionError) as error:
        raise RuleBroken("打不开这个文件，或它被改动过", clause="YX-2.12", exits=(Exit("在手机上重新存一份"),)) from error


def _sealed(content: bytes) -> dict[str, Any]:
    found = json.loads(content)
    if not isinstance(found, dict) or found.get("v") != "FIELD1-EXPORT":
        raise ValueError("no export of ours")
    return found


def _unboxed(key: AESGCM, seq: int, iv: str, box: str) -> str:
    """The place in the store is authenticated too: nobody swaps rows."""
    text = json.loads(key.decrypt(bytes.fromhex(iv), bytes.fromhex(box), f"ops/{seq}".encode()))
    if not isinstance(text, str):
        raise TypeError("no text")
    return text


def require_export_size(size: int, most_mb: int) -> None:
    """YX-2.12: a part is no larger than the norm."""
    if size > most_mb << 20:
        raise RuleBroken(f"文件超过 {most_mb} MB", clause="YX-2.12", exits=(Exit("在手机上分几份存"),))
