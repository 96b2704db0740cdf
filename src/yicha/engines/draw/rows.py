"""The rows of a public pool.jsonl as they stand: found by bisection, because they ascend by sid. Nothing is unpacked and kept.

A dict of 200,000 rows takes 120 MB; the bytes take 20. Whoever answers everybody's questions holds the bytes.
"""

import json
import re
from binascii import unhexlify
from collections.abc import Iterator
from typing import Any

from yicha.engines.draw.hashing import Suite
from yicha.engines.draw.public import commitment_of_row


class PublicRows:
    """Those of one bundle."""

    def __init__(self, content: bytes) -> None:
        """`content` of the pool.jsonl of a public bundle that holds."""
        self._content = content

    def find(self, sid: str) -> dict[str, Any] | None:
        """The row of a sid, or None if it has none."""
        wanted, content = sid.encode(), self._content
        low, high = 0, len(content)
        while low < high:
            start = content.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = content.index(b"\n", start)
            found = content[start:end].rsplit(b'"', 2)[1]  # the sid stands last in a row
            if found == wanted:
                return _row(content[start:end])
            low, high = (end + 1, high) if found < wanted else (low, start)
        return None

    def opened(self) -> Iterator[dict[str, Any]]:
        """The rows that show what is open of a leaf."""
        return (_row(found.group()) for found in _OPENED.finditer(self._content))

    def commitments(self, suite: Suite) -> Iterator[tuple[str, bytes]]:
        """The entries of the tree."""
        for found in _CLOSED_OR_NOT.finditer(self._content):
            com, sid, other = found.groups()
            if other is None:
                yield sid.decode(), unhexlify(com)
            else:
                row = _row(other)
                yield row["sid"], commitment_of_row(suite, row["sid"], row)


def _row(line: bytes) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(line)
    return row


_CLOSED_OR_NOT = re.compile(rb'{"com":"([0-9a-f]{64})","sid":"([A-Z0-9:._-]+)"}|(.+)')
_OPENED = re.compile(rb'^{"lock".+', re.MULTILINE)
