"""Weights by tag: `重点监管:3;投诉多:2`."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from yicha.kernel.tables.rows import Flaw

PART = re.compile(r"([^:：;；]{1,40})[:：]([1-9][0-9]?|100)")
WORDS = "请写成 标签:倍数，如 重点监管:3;投诉多:2，倍数 2 到 100"


@dataclass(frozen=True)
class Weights:
    """How many times as heavy a ticket of each tag counts. Who holds none of them, or no tag at all, has 1."""

    by_tag: Mapping[str, int]

    def of(self, tags: Collection[str]) -> int:
        """The greatest weight among the tags."""
        return max((weight for tag, weight in self.by_tag.items() if tag in tags), default=1)

    def __str__(self) -> str:
        return ";".join(f"{tag}:{weight}" for tag, weight in self.by_tag.items())


def parse_weights(text: str) -> Weights:
    """Flaw for what cannot be read; empty text weighs nobody."""
    found: dict[str, int] = {}
    for part in filter(None, (one.strip() for one in re.split("[;；]", text))):
        read = PART.fullmatch(part)
        if read is None or int(read[2]) < 2 or read[1].strip() in found:  # noqa: PLR2004 1 is what everybody has
            raise Flaw("bad_weights", f"“{part}”{WORDS}")
        found[read[1].strip()] = int(read[2])
    return Weights(found)
