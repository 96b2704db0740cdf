"""Rounds of drand's quicknet, the League of Entropy's beacon: a signature that nobody has before its second, and anybody can check.

Scheme `bls-unchained-g1-rfc9380`: BLS on the curve BLS12-381, signatures of 48 bytes in G1 over SHA-256 of the round's number,
under one public key since the network began. Nothing is fetched: whoever holds the draw brings the signature. About a second of CPU.
"""

import math
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pkgutil import resolve_name
from typing import Any

KEY = bytes.fromhex(
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
    "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
)
"""Of quicknet, chain 52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971."""
SIZE = 48
BEGAN, PERIOD = 1_692_803_367, 3
"""Of quicknet: seconds since 1970 at round 1, and between two rounds."""
_TAG = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
_GREATEST_ROUND = 2**64 - 1


def is_signed(round_number: int, signature: bytes) -> bool:
    """Whether quicknet's key signed this round."""
    if len(signature) != SIZE or not 1 <= round_number <= _GREATEST_ROUND:
        return False
    try:
        return _holds(sha256(round_number.to_bytes(8, "big")).digest(), signature)
    except ValueError:  # no point of the curve
        return False


def said_at(round_number: int) -> datetime | None:
    """The second at which a round is said, and before which nobody knows it; None if there is no such round."""
    try:
        return datetime.fromtimestamp(BEGAN + PERIOD * (round_number - 1), UTC) if round_number > 0 else None
    except (OverflowError, ValueError, OSError):
        return None


def round_from(moment: datetime) -> int:
    """The first round that is said at that moment or later."""
    return max(1, 1 - (BEGAN - math.ceil(moment.timestamp())) // PERIOD)


def _holds(message: bytes, signature: bytes) -> bool:
    curve, points = _loaded("py_ecc.optimized_bls12_381"), _loaded("py_ecc.bls.point_compression")
    signed = points.decompress_G1(int.from_bytes(signature, "big"))
    if curve.is_inf(signed) or not curve.is_inf(curve.multiply(signed, curve.curve_order)):
        return False
    key = points.decompress_G2((int.from_bytes(KEY[:SIZE], "big"), int.from_bytes(KEY[SIZE:], "big")))
    hashed = _loaded("py_ecc.bls.hash_to_curve").hash_to_G1(message, _TAG, sha256)
    return bool(curve.pairing(curve.G2, signed) == curve.pairing(key, hashed))


def _loaded(name: str) -> Any:
    """Where it is needed: half a second.

    The library raises Python's limit of recursion for the whole program as it loads; a deeply nested JSON text would then overflow the
    stack and kill the process instead of being refused. So the limit is put back.
    """
    limit = sys.getrecursionlimit()
    try:
        return resolve_name(name)
    finally:
        sys.setrecursionlimit(limit)
