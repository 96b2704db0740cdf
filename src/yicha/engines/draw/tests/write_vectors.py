"""Writes vectors.json: tiny bundles whose deciding files are the slow twin's. Run by hand when the format changes:

python -m yicha.engines.draw.tests.write_vectors
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from yicha.engines.draw.frame import Frame
from yicha.engines.draw.tests import making, twin, twin_officers
from yicha.engines.draw.types import TEST

PLACE = Path(__file__).with_name("vectors.json")
FRAMES: dict[str, Callable[[int], Frame]] = {
    "subjects": lambda suite: making.subject_frame(10, subjects=24, lines=4, suite=suite),
    "double": lambda suite: making.double_frame(9, subjects=9, lines=3, officers=6, suite=suite),
    "officers": lambda suite: making.officer_frame(5, visits=6, officers=8, suite=suite),
}


def bundle_of(frame: Frame) -> dict[str, bytes]:
    """The double draw is a test without beacon; in the draw of officers one reveal is missing."""
    heading, kind = frame.manifest.heading, frame.manifest.kind
    beacon, value = (TEST, b"") if kind == "double" else (making.DRAND, making.DRAND_READING.value)
    participants = making.participants_of(heading.suite, heading.draw)
    reveals = [making.SECRETS[0], b"" if kind == "officers" else making.SECRETS[1]]
    reading = {**beacon.source._asdict(), "value": value.hex()}
    return twin_officers.conclude(frame.seal(participants, beacon), (frame.pool, frame.officers), reveals, reading)


def vectors() -> list[dict[str, Any]]:
    found = []
    for suite in (1, 2):
        for name, freeze in FRAMES.items():
            full = bundle_of(freeze(suite))
            public = full | twin.public_lists(full)
            texts = [{file: content.decode() for file, content in files.items()} for files in (full, public)]
            found.append({"name": f"{name} suite {suite}", "full": texts[0], "public": texts[1]})
    return found


if __name__ == "__main__":
    PLACE.write_text(json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
