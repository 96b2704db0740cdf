from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from yicha.engines.ledger import SM3, VerifierKey, is_consistent, is_included, leaf_hash, open_checkpoint, root_of
from yicha.kernel import jobs, ledger
from yicha.kernel.actor import SYSTEM
from yicha.kernel.crypto import FileKeys, provider
from yicha.kernel.ledger import TWIN, LedgerBroken, latest_checkpoint, opened, prove_consistency, prove_inclusion, sequence, verifier_keys
from yicha.kernel.models import Checkpoint, Entry, Leaf, Unsequenced
from yicha.kernel.refusals import NotFound, RuleBroken
from yicha.kernel.testing import NOW, by_the_clock, sql, storm
from yicha.kernel.tests.sample import CLERK, AddThing, ThingAdded, add_thing, take_note

ORIGIN = "yicha.local/ledger"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.YICHA_HOME = tmp_path
    return tmp_path


def add(count: int, title: str = "线索") -> None:
    for number in range(count):
        add_thing(CLERK, AddThing(f"{title}{number}"), NOW)


@pytest.mark.usefixtures("room")
class TestTheSequencer:
    def test_gives_each_entry_its_place_and_signs_the_head(self) -> None:
        add(5)
        assert sequence() == 5
        assert (Unsequenced.objects.count(), Leaf.objects.count()) == (0, 5)
        bodies = [body.encode() for body in Leaf.objects.order_by("index").values_list("entry__body", flat=True)]
        assert opened(latest_checkpoint()) == (5, root_of(map(leaf_hash, bodies)))

    def test_has_nothing_to_do_without_entries(self) -> None:
        assert sequence() == 0
        assert latest_checkpoint() == ""

    def test_goes_on_where_it_ended_whatever_the_cuts(self) -> None:
        for count in (1, 2, 4, 1, 8, 3):
            add(count)
            assert sequence() == count
        leaves = [bytes(leaf) for leaf in Leaf.objects.order_by("index").values_list("leaf_hash", flat=True)]
        for row in Checkpoint.objects.all():
            assert opened(row.note) == (row.size, root_of(leaves[: row.size]))

    def test_keeps_a_twin_with_sm3_over_the_same_entries(self) -> None:
        for count in (3, 4):
            add(count)
            sequence()
        bodies = [body.encode() for body in Leaf.objects.order_by("index").values_list("entry__body", flat=True)]
        assert opened(latest_checkpoint(TWIN), TWIN) == (7, root_of((leaf_hash(body, SM3) for body in bodies), SM3))
        assert opened(latest_checkpoint(), TWIN) is None
        assert opened(latest_checkpoint(TWIN)) is None
        assert VerifierKey.parse(verifier_keys(TWIN)[0]).public != VerifierKey.parse(verifier_keys()[0]).public

    def test_takes_no_more_than_a_batch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ledger, "BATCH", 3)
        add(7)
        assert [sequence() for _ in range(4)] == [3, 3, 1, 0]

    def test_does_not_go_on_from_a_head_that_was_changed(self) -> None:
        add(2)
        sequence()
        sql("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; ALTER TABLE kernel_checkpoint DISABLE TRIGGER USER")
        sql("UPDATE kernel_checkpoint SET frontier = set_byte(frontier, 20, (get_byte(frontier, 20) + 1) % 256)")
        add(1)
        with pytest.raises(LedgerBroken, match="检查点 2"):
            sequence()

    def test_does_not_go_on_when_its_key_was_lost(self, home: Path) -> None:
        """A new key made in silence would let anybody replace the log from the beginning."""
        add(2)
        sequence()
        for path in (home / "keys").iterdir():
            path.unlink()
        add(1)
        with pytest.raises(LedgerBroken):
            sequence()

    def test_goes_on_after_its_key_was_rotated(self) -> None:
        add(2)
        sequence()
        keys = provider()
        assert isinstance(keys, FileKeys)
        keys.rotate("ledger")
        add(1)
        assert sequence() == 1
        assert [opened(row.note) is not None for row in Checkpoint.objects.all()] == [True, True]
        assert len(verifier_keys()) == 2

    def test_publishes_the_key_under_which_others_can_open_its_notes(self) -> None:
        add(1)
        sequence()
        key = VerifierKey.parse(verifier_keys()[0])
        assert (key.name, open_checkpoint(latest_checkpoint(), ORIGIN, key.public).size) == (ORIGIN, 1)

    def test_does_not_open_a_note_of_somebody_else(self, tmp_path: Path, settings: Any) -> None:
        add(1)
        sequence()
        note = latest_checkpoint()
        settings.YICHA_HOME = tmp_path / "other"
        assert opened(note) is None
        assert opened("nonsense") is None

    def test_keeps_its_name(self, settings: Any) -> None:
        add(1)
        sequence()
        settings.YICHA_LEDGER_ORIGIN = "another.example/log"
        assert opened(latest_checkpoint()) is None


@pytest.mark.usefixtures("room")
class TestAProof:
    @pytest.fixture(autouse=True)
    def log(self, room: None) -> None:  # noqa: ARG002 first the tables
        for count in (3, 4, 6):
            add(count)
            sequence()

    def test_of_inclusion_convinces_an_outsider_for_every_entry(self) -> None:
        for entry in Entry.objects.all():
            proof = prove_inclusion(entry.run)
            head = opened(proof.checkpoint)
            assert head is not None
            assert proof.body == entry.body
            assert is_included(proof.index, leaf_hash(proof.body.encode()), head.size, head.root, proof.hashes)
            assert not is_included(proof.index, leaf_hash(b"forged"), head.size, head.root, proof.hashes)

    def test_of_the_twin_convinces_with_its_own_hash(self) -> None:
        old, new = (opened(row.twin_note, TWIN) for row in Checkpoint.objects.filter(size__in=(3, 13)).order_by("size"))
        assert old is not None
        assert new is not None
        proof = prove_consistency(3, 13, TWIN)
        assert is_consistent(*old, *new, proof, suite=SM3)
        assert not is_consistent(*old, *new, proof)
        for entry in Entry.objects.all():
            inclusion = prove_inclusion(entry.run, TWIN)
            assert is_included(inclusion.index, leaf_hash(entry.body.encode(), SM3), *new, inclusion.hashes, suite=SM3)

    def test_of_consistency_joins_any_two_heads(self) -> None:
        heads = [head for row in Checkpoint.objects.order_by("size") if (head := opened(row.note))]
        assert [head.size for head in heads] == [3, 7, 13]
        for old in heads:
            for new in (head for head in heads if head.size >= old.size):
                proof = prove_consistency(old.size, new.size)
                assert is_consistent(old.size, old.root, new.size, new.root, proof)
        assert prove_consistency(7) == prove_consistency(7, 13)

    def test_asks_the_database_a_few_times_whatever_the_size(self, django_assert_max_num_queries: Any) -> None:
        run = Leaf.objects.get(index=6).entry_id
        with django_assert_max_num_queries(4):
            prove_inclusion(run)

    def test_is_not_had_for_what_is_not_in_the_log(self) -> None:
        add(1)
        waiting = Unsequenced.objects.get().entry_id
        for run in (waiting, uuid4()):
            with pytest.raises(NotFound):
                prove_inclusion(run)

    @pytest.mark.parametrize(("old", "new"), [(0, 13), (14, None), (7, 3), (7, 14), (-1, 13)])
    def test_is_not_had_for_sizes_that_never_were(self, old: int, new: int | None) -> None:
        with pytest.raises(NotFound):
            prove_consistency(old, new)


@pytest.mark.usefixtures("own_room")
class TestWhatReallyCommits:
    def test_a_slow_transaction_is_not_skipped(self) -> None:
        """“Everything above the last number” would skip it for ever: its number was given before, its commit comes after."""

        def other(_: int) -> None:
            add(1, "fast")
            assert sequence() == 1

        with transaction.atomic():
            add(1, "slow, begun first")
            storm(other, threads=1)
        assert sequence() == 1
        assert Entry.objects.count() == Leaf.objects.count() == 2

    def test_sixteen_sequencers_at_once_make_one_log(self) -> None:
        add(40)
        assert sum(storm(lambda _: sequence())) == 40
        assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == list(range(40))
        leaves = [bytes(leaf) for leaf in Leaf.objects.order_by("index").values_list("leaf_hash", flat=True)]
        assert opened(latest_checkpoint()) == (40, root_of(leaves))

    def test_writers_never_wait_for_the_sequencer(self) -> None:
        with transaction.atomic():
            add(2)
            sql(f"SELECT pg_advisory_xact_lock({ledger.LOCK})")
            storm(lambda number: add_thing(CLERK, AddThing(f"meanwhile{number}"), NOW), threads=4)
        assert Unsequenced.objects.count() == 6

    def test_a_refused_use_case_leaves_no_ticket(self) -> None:
        with pytest.raises(RuleBroken):
            take_note(SYSTEM, ThingAdded(1, "refuse"), NOW)
        assert sequence() == 0

    def test_the_clock_s_job_does_it(self) -> None:
        add(3)
        by_the_clock(jobs.append_to_ledger)
        assert opened(latest_checkpoint()) is not None
        assert Leaf.objects.count() == 3


@pytest.mark.usefixtures("room")
def test_healthz_shows_the_head(client: Any) -> None:
    add(3)
    sequence()
    add(1)
    said = client.get("/healthz").json()["ledger"]
    assert (said["size"], said["waiting"]) == (3, 1)
    assert said["root"] in latest_checkpoint()
