"""Files under a passphrase: scrypt makes the key, AES-256-GCM seals one piece after another, so that size never matters.

The pieces are bound to their place and to the end of the file (STREAM: Hoang, Reyhanitabar, Rogaway, Vizár 2015): none can be
changed, left out, moved or cut off. Head: magic, salt (16), prefix (7); then pieces of 1 MiB, each 16 bytes longer.
"""

import os
from collections.abc import Iterator
from hashlib import scrypt
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"yicha sealed 1\n"
SALT, PREFIX, TAG = 16, 7, 16
PIECE = 1 << 20
COST = {"n": 1 << 15, "r": 8, "p": 1, "maxmem": 64 << 20, "dklen": 32}


class Unsealable(ValueError):  # noqa: N818 it says what is wrong
    """Another passphrase, or not what was sealed."""


def seal(source: BinaryIO, target: BinaryIO, passphrase: bytes) -> None:
    salt, prefix = os.urandom(SALT), os.urandom(PREFIX)
    target.write(MAGIC + salt + prefix)
    key = _key(passphrase, salt)
    pieces = enumerate(_pieces(source, PIECE))
    target.writelines(key.encrypt(_nonce(prefix, number, last=last), piece, None) for number, (piece, last) in pieces)


def unseal(source: BinaryIO, target: BinaryIO, passphrase: bytes) -> None:
    """What comes out before the end may still be refused: use it only when this returns.

    Raises:
        Unsealable: wrong passphrase, or changed.
    """
    head = source.read(len(MAGIC) + SALT + PREFIX)
    salt, prefix = head[len(MAGIC) : -PREFIX], head[-PREFIX:]
    if not head.startswith(MAGIC) or len(head) != len(MAGIC) + SALT + PREFIX:
        raise Unsealable
    key = _key(passphrase, salt)
    for number, (piece, last) in enumerate(_pieces(source, PIECE + TAG)):
        try:
            target.write(key.decrypt(_nonce(prefix, number, last=last), piece, None))
        except InvalidTag as problem:
            raise Unsealable from problem


def _key(passphrase: bytes, salt: bytes) -> AESGCM:
    return AESGCM(scrypt(passphrase, salt=salt, **COST))


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


def _pieces(source: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    """Each with whether it is the last; at least one, be it empty."""
    piece = source.read(size)
    while True:
        following = source.read(size)
        yield piece, not following
        if not following:
            return
        piece = following
