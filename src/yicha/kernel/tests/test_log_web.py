"""`/log/`: an outsider with nothing but these addresses and a public key mirrors the log and proves it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from yicha.engines.ledger import SM3, Tree, VerifierKey, is_included, leaf_hash, open_checkpoint, root_of, tiles_of
from yicha.kernel import ledger
from yicha.kernel.ledger import TWIN, sequence, verifier_keys
from yicha.kernel.models import Checkpoint, Entry, Leaf
from yicha.kernel.testing import NOW
from yicha.kernel.tests.sample import CLERK, AddThing, add_thing


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    settings.YICHA_HOME = tmp_path


@pytest.fixture
def log(room: None) -> None:
    for number in range(5):
        add_thing(CLERK, AddThing(f"线索{number}"), NOW)
    sequence()
    add_thing(CLERK, AddThing("还在等"), NOW)


@pytest.mark.usefixtures("log")
class TestAnOutsider:
    @pytest.mark.parametrize(("prefix", "log_"), [("/log", ledger.MAIN), ("/log/sm3", TWIN)])
    def test_mirrors_the_log_and_proves_an_entry_from_the_mirror(self, client: Client, prefix: str, log_: ledger.Log) -> None:
        note = client.get(f"{prefix}/checkpoint").content.decode()
        key = VerifierKey.parse(verifier_keys(log_)[0])
        size, root = open_checkpoint(note, key.name, key.public)
        (tile,) = tiles_of(size)
        content = client.get(f"{prefix}/tile/{tile.path()}").content
        leaves = [content[at : at + 32] for at in range(0, len(content), 32)]
        assert (size, root_of(leaves, log_.suite)) == (5, root)
        body = Leaf.objects.select_related("entry").get(index=2).entry.body.encode()
        proof = Tree.of(leaves, log_.suite).inclusion_proof(2)
        assert is_included(2, leaf_hash(body, log_.suite), size, root, proof, suite=log_.suite)

    def test_may_keep_a_tile_for_ever_and_a_checkpoint_for_seconds(self, client: Client) -> None:
        tile, note = client.get("/log/tile/0/000.p/5"), client.get("/log/checkpoint")
        assert (tile.headers["Content-Type"], tile.headers["Cache-Control"]) == (
            "application/octet-stream",
            "public, max-age=31536000, immutable",
        )
        assert (note.headers["Content-Type"], note.headers["Cache-Control"]) == ("text/plain; charset=utf-8", "public, max-age=5")

    def test_gets_an_earlier_partial_tile_too(self, client: Client) -> None:
        whole = client.get("/log/tile/0/000.p/5").content
        assert client.get("/log/tile/0/000.p/3").content == whole[:96]

    @pytest.mark.parametrize("tile", ["0/000", "0/000.p/6", "0/001.p/1", "1/000.p/1", "0/0", "0/x999/x999/x999/x999/x999/x999/x999/999"])
    def test_gets_nothing_that_the_log_does_not_have(self, client: Client, tile: str) -> None:
        assert client.get(f"/log/tile/{tile}").status_code == 404

    def test_does_not_get_the_texts(self, client: Client) -> None:
        """They name people and firms before a sealed draw is opened."""
        assert client.get("/log/tile/entries/000.p/5").status_code in {302, 303, 401, 403}

    def test_cannot_change_anything(self, client: Client) -> None:
        before = (Entry.objects.count(), Checkpoint.objects.count())
        for path in ("/log/checkpoint", "/log/tile/0/000.p/5", "/log/sm3/checkpoint"):
            client.get(path)
        assert (Entry.objects.count(), Checkpoint.objects.count()) == before


@pytest.mark.usefixtures("room")
def test_a_log_without_entries_has_no_checkpoint(client: Client) -> None:
    assert client.get("/log/checkpoint").status_code == 404


@pytest.mark.usefixtures("room")
def test_a_full_tile_is_hashed_into_the_next_level(client: Client) -> None:
    for number in range(257):
        add_thing(CLERK, AddThing(f"{number}"), NOW)
    sequence()
    full = client.get("/log/sm3/tile/0/000").content
    leaves = [full[at : at + 32] for at in range(0, len(full), 32)]
    assert (len(leaves), client.get("/log/sm3/tile/1/000.p/1").content) == (256, root_of(leaves, SM3))
    assert len(client.get("/log/tile/0/001.p/1").content) == 32
