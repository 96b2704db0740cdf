"""Quality H4, 300 entries a second for ten minutes: what many write while the log grows all stands in it, and each head begins the next."""

import random
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from yicha.engines.ledger import Checkpoint as Head
from yicha.engines.ledger import Tree, is_consistent, is_included, leaf_hash
from yicha.kernel.ledger import opened, prove_consistency, prove_inclusion, sequence
from yicha.kernel.models import Checkpoint, Leaf
from yicha.kernel.testing import NOW, storm
from yicha.kernel.tests.sample import CLERK, AddThing, add_thing

ENTRIES, PIECES, WRITERS, ASKED = 180_000, 6, 8, 1_000
EACH = ENTRIES // PIECES // WRITERS


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    settings.YICHA_HOME = tmp_path


def convinces(leaf: Leaf) -> bool:
    proof = prove_inclusion(leaf.entry_id)
    head = opened(proof.checkpoint)
    return head is not None and is_included(proof.index, leaf_hash(proof.body.encode()), head.size, head.root, proof.hashes)


def heads() -> Iterator[Head]:
    for row in Checkpoint.objects.order_by("size"):
        head = opened(row.note)
        assert head is not None
        yield head


@pytest.mark.nightly
@pytest.mark.usefixtures("own_room")
@pytest.mark.parametrize("piece", range(PIECES))
def test_every_entry_is_included_and_every_head_begins_the_next(piece: int) -> None:
    mix, total, begun = random.Random(piece), EACH * WRITERS, time.monotonic()

    def one(number: int) -> None:
        if number < WRITERS:
            for title in range(EACH):
                add_thing(CLERK, AddThing(f"{piece}-{number}-{title}"), NOW)
            return
        while (size := Leaf.objects.count()) < total:
            sequence()
            assert not size or convinces(Leaf.objects.get(index=mix.randrange(size)))

    storm(one, WRITERS + 1)
    print(f"piece {piece}: {total / (time.monotonic() - begun):.0f} entries a second")  # noqa: T201 the figure of docs/measurements.md
    known = list(heads())
    bodies = [body.encode() for body in Leaf.objects.order_by("index").values_list("entry__body", flat=True)]
    tree, last = Tree.of(map(leaf_hash, bodies)), known[-1]
    assert (len(bodies), tree.root()) == (last.size, last.root)
    assert all(is_consistent(*old, *new, prove_consistency(old.size, new.size)) for old, new in pairwise(known))
    assert all(is_included(at, leaf_hash(body), *last, tree.inclusion_proof(at)) for at, body in enumerate(bodies))
    assert all(convinces(leaf) for leaf in Leaf.objects.filter(index__in=mix.sample(range(total), ASKED)))
