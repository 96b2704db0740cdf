"""Three programs without common code say the same of every bundle: of what was drawn, of what was forged, of every changed byte."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import pytest

from tests.verifiers import Files, Verdict, Verifier, engine, javascript, python
from yicha.engines.draw import SIX, number_of, public_of, write_full
from yicha.engines.draw.tests.generated import forged, full_of
from yicha.engines.draw.tests.making import lost_of, made_up, officer_frame, replaced, run, subject_frame
from yicha.engines.draw.tests.tiny import BUNDLES

GENERATED = 10_000
PART = 200
FOUND = (555, 1526)  # once they did not agree: an officer of one department in the post of another, the sums of all together right


def replacement() -> dict[str, bytes]:
    full = write_full(run(subject_frame(subjects=8, lines=1)))
    return write_full(replaced(full, lost_of(full)))


SMALL: dict[str, Callable[[], dict[str, bytes]]] = {
    "replacement": replacement,
    "officers": lambda: write_full(run(officer_frame(visits=2, officers=4))),
    "SM3": lambda: write_full(run(subject_frame(subjects=5, lines=2, suite=2))),
}


@pytest.fixture(scope="module")
def verifiers() -> Iterator[dict[str, Verifier]]:
    with javascript() as node:
        yield {"yicha draw verify": engine, "verify_draw.py": python(), "verify_draw.js": node}


def asked(verifiers: Mapping[str, Verifier], files: Files) -> dict[str, Verdict]:
    return {name: verifier(files) for name, verifier in verifiers.items()}


def disagreements(verifiers: Mapping[str, Verifier], numbers: Iterable[int]) -> list[tuple[int, str, dict[str, Verdict]]]:
    """Draws of which not all three say the same. A full bundle is drawn again by each and compared byte by byte."""
    found = []
    for number in numbers:
        full = full_of(number)
        public = public_of(full)
        hides = any(full[name] != public[name] for name in SIX)  # empty lists are the same in both
        for kind, files in (("full", full), ("public" if hides else "full", public)):
            said = asked(verifiers, files)
            if {*said.values()} != {Verdict(kind, number_of(files))}:
                found.append((number, kind, said))
            lie = forged(files, made_up(number))
            said = asked(verifiers, lie)
            if len({verdict.holds for verdict in said.values()}) != 1 or (kind == "full" and lie != files and said["verify_draw.py"].holds):
                found.append((number, f"forged {kind}", said))
    return found


def test_they_agree_on_draws_of_every_shape(verifiers: dict[str, Verifier]) -> None:
    assert disagreements(verifiers, [*range(PART), *FOUND]) == []


@pytest.mark.nightly
def test_they_agree_on_ten_thousand_draws(verifiers: dict[str, Verifier]) -> None:
    assert disagreements(verifiers, range(PART, GENERATED)) == []


def accepted(verifiers: Mapping[str, Verifier], files: Files, mask: int = 1) -> list[tuple[str, int, str]]:
    """Every byte of the hashed files changed, one at a time: what was not refused, or without a reason."""
    found = []
    for name in files.keys() - {"README.txt"}:
        for place in range(len(files[name])):
            changed = bytearray(files[name])
            changed[place] ^= mask
            said = asked(verifiers, {**files, name: bytes(changed)})
            found += [(name, place, who) for who, verdict in said.items() if not verdict.why.strip()]
    return found


@pytest.mark.parametrize("kind", BUNDLES)
def test_every_changed_byte_is_refused_by_all_with_a_reason(verifiers: dict[str, Verifier], kind: str) -> None:
    assert accepted(verifiers, BUNDLES[kind]) == []


@pytest.mark.nightly
@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("kind", SMALL)
def test_so_is_every_changed_byte_of_the_other_kinds(verifiers: dict[str, Verifier], kind: str, public: bool) -> None:
    full = SMALL[kind]()
    assert accepted(verifiers, public_of(full) if public else full) == []


@pytest.mark.nightly
@pytest.mark.parametrize("mask", [2, 4, 8, 16, 32, 64, 128, 255])
@pytest.mark.parametrize("kind", BUNDLES)
def test_so_is_every_byte_changed_in_any_way(verifiers: dict[str, Verifier], kind: str, mask: int) -> None:
    assert accepted(verifiers, BUNDLES[kind], mask) == []
