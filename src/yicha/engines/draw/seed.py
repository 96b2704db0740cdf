"""Commit, reveal, beacon: how nobody chooses the seed (docs/vdr1.md §7).

Each participant commits to a secret in the manifest and reveals it later; the beacon, which nobody can choose, is read
last. An honest beacon makes the seed uniform whatever the participants do; if the beacon is known to the attacker, one
honest participant suffices, up to withholding a reveal, which is named in seed.json.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from yicha.engines.draw import shapes
from yicha.engines.draw.canonical import read_file, write_file
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import Suite, u32
from yicha.engines.draw.manifest import Manifest
from yicha.engines.draw.types import TEST, Round

NAME = "seed.json"
SECRET_SIZE = 32
MISSING = b""


@dataclass(frozen=True)
class Reading:
    """What the beacon, or its fallback, said."""

    source: Round
    value: bytes


TEST_READING = Reading(TEST.source, b"")


def commitment_of(suite: Suite, draw: str, place: int, secret: bytes) -> bytes:
    """The commitment of participant number `place` (from 0) to a secret of 32 bytes."""
    if len(secret) != SECRET_SIZE:
        raise DrawError(f"秘密数应为 {SECRET_SIZE} 字节", f"a secret has {SECRET_SIZE} bytes")
    return suite.tagged("commit", draw.encode(), u32(place), secret)


def opens(manifest: Manifest, place: int, secret: bytes) -> bool:
    """Whether a secret is the one that participant number `place` committed to."""
    committed = manifest.participants[place].commitment
    return len(secret) == SECRET_SIZE and commitment_of(manifest.suite, manifest.heading.draw, place, secret) == committed


def seed_of(suite: Suite, manifest_hash: bytes, reveals: Sequence[bytes], beacon: bytes) -> bytes:
    """The seed; a reveal that is missing counts as no bytes."""
    return suite.tagged("seed", manifest_hash, *reveals, beacon)


def key_of(suite: Suite, seed: bytes, use: str) -> bytes:
    """A key of its own for each use of the seed: `select`, `match`."""
    return suite.tagged("key", use.encode(), seed)


def write_seed(manifest: Manifest, manifest_hash: bytes, reveals: Sequence[bytes], reading: Reading) -> bytes:
    """seed.json. DrawError if a reveal does not open its commitment or the reading is not of the beacon."""
    if len(reveals) != len(manifest.participants):
        raise DrawError("揭示数与参与方数不等", "as many reveals as participants are needed")
    for place, secret in enumerate(reveals):
        if secret != MISSING and not opens(manifest, place, secret):
            name = manifest.participants[place].name
            raise DrawError(f"{name} 的揭示与承诺不符", f"the reveal of {name} does not open the commitment")
    if reading.source not in (manifest.beacon.source, manifest.beacon.fallback):
        raise DrawError("公开随机数不是清单所定的那一期", "this is not the beacon of the manifest")
    return write_file(
        {
            "beacon": {**reading.source._asdict(), "value": reading.value.hex()},
            "commitments": [one.commitment.hex() for one in manifest.participants],
            "manifest": manifest_hash.hex(),
            "reveals": [secret.hex() for secret in reveals],
            "seed": seed_of(manifest.suite, manifest_hash, reveals, reading.value).hex(),
        }
    )


def read_seed(manifest: Manifest, manifest_hash: bytes, content: bytes) -> bytes:
    """The seed in seed.json, after everything in it was computed again; DrawError if anything differs."""
    raw: dict[str, Any] = read_file(NAME, content)
    _SHAPE(NAME, raw)
    reading = Reading(Round(raw["beacon"]["name"], raw["beacon"]["round"]), bytes.fromhex(raw["beacon"]["value"]))
    again = write_seed(manifest, manifest_hash, [bytes.fromhex(secret) for secret in raw["reveals"]], reading)
    if again != content:
        raise DrawError(f"{NAME}：承诺、清单指纹或种子与重算不符", f"{NAME}: differs from what follows from manifest, reveals and beacon")
    return bytes.fromhex(raw["seed"])


_SHAPE = shapes.fields(
    beacon=shapes.fields(name=shapes.text, round=shapes.text, value=shapes.hex_text),
    commitments=shapes.list_of(shapes.digest),
    manifest=shapes.digest,
    reveals=shapes.list_of(shapes.blank_or(shapes.hexes(SECRET_SIZE))),
    seed=shapes.digest,
)
