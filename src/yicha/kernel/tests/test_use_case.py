import json
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from yicha.kernel.actions.redact_payload import redact_payload
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.events import canonical, from_plain, to_plain
from yicha.kernel.models import Entry, Unsequenced
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, Sql, run_sql, storm
from yicha.kernel.tests.sample import (
    AWAY,
    CLERK,
    STRANGER,
    AddThing,
    NoteTaken,
    RenameThing,
    Thing,
    ThingAdded,
    add_thing,
    rename_thing,
    take_note,
)
from yicha.kernel.trail import history, payload
from yicha.kernel.types import RedactPayload
from yicha.kernel.use_case import all_use_cases, use_case


@pytest.mark.usefixtures("room")
class TestOneChange:
    def test_comes_with_its_entry_its_payload_and_its_ledger_ticket(self) -> None:
        event = add_thing(CLERK, AddThing("食堂"), NOW)
        entry = Entry.objects.get()
        assert event == ThingAdded(Thing.objects.get().pk, "食堂")
        assert (entry.about, entry.actor, entry.cause, entry.clause, entry.region) == (event.about, "u1", None, "T-1 T-2", CLERK.region)
        assert payload(entry.run) == {"thing": event.thing, "title": "食堂"}
        assert Unsequenced.objects.get().entry == entry

    def test_the_hashed_text_holds_no_personal_data_only_salted_digests(self) -> None:
        add_thing(CLERK, AddThing("身份证号"), NOW)
        add_thing(CLERK, AddThing("身份证号"), NOW)
        one, two = (json.loads(entry.body) for entry in Entry.objects.all())
        assert "身份证号" not in f"{one}{two}"
        for name in ("payload_digest", "command_digest"):
            assert one[name].startswith("sha256:")
            assert one[name] != two[name], "equal content must not be seen to be equal"

    @pytest.mark.parametrize(("actor", "thing", "refusal"), [(STRANGER, 1, NotPermitted), (CLERK, 10**9, NotFound), (AWAY, 0, NotFound)])
    def test_refused_leaves_no_trace(self, actor: Actor, thing: int, refusal: type[Exception]) -> None:
        kept = add_thing(CLERK, AddThing("x"), NOW).thing
        with pytest.raises(refusal):
            rename_thing(actor, RenameThing(thing or kept, "y"), NOW)
        assert Entry.objects.count() == 1
        assert Thing.objects.get().title == "x"

    def test_refused_says_the_clause_and_the_way_out(self) -> None:
        with pytest.raises(NotPermitted) as caught:
            add_thing(STRANGER, AddThing("x"), NOW)
        assert caught.value.clause == "T-1 T-2"
        assert caught.value.exits[0].what == "请有权限的人员办理"

    def test_wants_an_hour_with_a_time_zone(self) -> None:
        with pytest.raises(TypeError, match="time zone"):
            add_thing(CLERK, AddThing("x"), NOW.replace(tzinfo=None))

    def test_a_crash_in_the_body_leaves_nothing(self) -> None:
        with pytest.raises(ZeroDivisionError):
            take_note(SYSTEM, ThingAdded(1, "crash"), NOW)
        assert not Entry.objects.exists()

    def test_can_be_read_back_as_history_by_those_of_the_region(self) -> None:
        event = add_thing(CLERK, AddThing("x"), NOW)
        rename_thing(CLERK, RenameThing(event.thing, "y"), NOW + timedelta(seconds=1))
        assert [row.payload for row in history(CLERK, event.about)] == [{"thing": event.thing, "title": title} for title in "xy"]
        assert history(AWAY, event.about) == []


@dataclass(frozen=True)
class AddThings:
    titles: tuple[str, ...]


@dataclass(frozen=True)
class ThingsAdded:
    where: str
    of_each: tuple[ThingAdded, ...] = ()

    @property
    def about(self) -> str:
        return f"things:{self.where}"


@use_case(may="sample.add", clause="T-1")
def add_things(actor: Actor, command: AddThings, at: datetime, /) -> ThingsAdded:
    things = Thing.objects.bulk_create(Thing(title=title, region_path=actor.region, department="market") for title in command.titles)
    return ThingsAdded(actor.region, tuple(ThingAdded(thing.pk, thing.title) for thing in things))


@pytest.mark.usefixtures("room")
class TestOneActOnMany:
    def test_says_of_each_in_an_entry_of_its_own_whose_cause_it_is(self) -> None:
        event = add_things(CLERK, AddThings(("食堂", "超市")), NOW)
        act = Entry.objects.get(about=event.about)
        assert payload(act.run) == {"where": CLERK.region}, "what is said of each stands there and nowhere else"
        for one in event.of_each:
            [entry] = Entry.objects.filter(about=one.about)
            assert (entry.cause, entry.actor, entry.clause, entry.event.rpartition(".")[2]) == (act.run, CLERK.id, "T-1", "ThingAdded")
            assert payload(entry.run) == {"thing": one.thing, "title": one.title}
        assert Unsequenced.objects.count() == Entry.objects.count() == 3

    def test_of_none_is_one_entry(self) -> None:
        add_things(CLERK, AddThings(()), NOW)
        assert Entry.objects.count() == 1


NASTY = ["\x00", "a\x00b", "\\\x00", "\ud800", "a\udfffb"]


@pytest.mark.usefixtures("room")
class TestWhatStrangersSend:
    @pytest.mark.parametrize("nasty", NASTY)
    def test_that_no_table_takes_is_refused_and_not_a_crash(self, nasty: str) -> None:
        with pytest.raises(RuleBroken, match="无法保存"):
            add_thing(CLERK, AddThing(nasty), NOW)

    @pytest.mark.parametrize("key", [*NASTY, "长" * 201])
    def test_as_a_key_too(self, key: str) -> None:
        with pytest.raises(RuleBroken, match="无法保存"):
            add_thing(CLERK, AddThing("x"), NOW, key=key)

    @pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
    def test_as_a_number_too(self, number: float) -> None:
        with pytest.raises(RuleBroken, match="数值"):
            weigh(CLERK, Weigh(number), NOW)

    @pytest.mark.parametrize("odd", ["\\u0000", "\\\\u0000", "\x01\x1f\x7f", "\u202e", "\ufffe", "𠮷㐂", "'; DROP TABLE x; --", "%s"])
    def test_that_is_only_odd_is_kept_as_it_is(self, odd: str) -> None:
        event = add_thing(CLERK, AddThing(odd), NOW, key=odd)
        assert add_thing(CLERK, AddThing(odd), NOW, key=odd) == event
        assert Thing.objects.get().title == event.title == odd


@dataclass(frozen=True)
class Weigh:
    kilograms: float


@use_case(may="sample.add", clause="T")
def weigh(actor: Actor, command: Weigh, at: datetime, /) -> NoteTaken:
    return NoteTaken(1)


@dataclass
class Thawed:
    about: str = "x"


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("answer", [None, [], Thawed(), {"about": "x"}, ThingAdded, [ThingAdded(1, "x")]])
def test_without_one_frozen_event_nothing_is_committed(answer: object) -> None:
    def body(actor: Actor, command: AddThing, at: datetime, /) -> ThingAdded:
        Thing.objects.create(title=command.title)
        return answer  # type: ignore[return-value]

    with pytest.raises(TypeError), transaction.atomic():
        use_case(may="sample.add", clause="T")(body)(CLERK, AddThing("x"), NOW)
    assert not Thing.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("room")
class TestTheSameKey:
    def test_is_done_once_and_answers_the_same(self) -> None:
        first = add_thing(CLERK, AddThing("一"), NOW, key="k")
        assert add_thing(CLERK, AddThing("一"), NOW, key="k") == first
        assert Thing.objects.count() == Entry.objects.count() == 1

    def test_and_the_trail_cost_one_round_trip_each(self) -> None:
        with CaptureQueriesContext(connection) as asked:
            add_thing(CLERK, AddThing("食堂"), NOW, key="once")
        assert sum("kernel_payload" in one["sql"] for one in asked) == 2

    def test_cannot_stand_for_something_else(self) -> None:
        add_thing(CLERK, AddThing("一"), NOW, key="k")
        with pytest.raises(RuleBroken, match="同一请求编号"):
            add_thing(CLERK, AddThing("二"), NOW, key="k")

    def test_whose_content_was_taken_out_says_so(self) -> None:
        add_thing(CLERK, AddThing("一"), NOW, key="k")
        redact_payload(SYSTEM, RedactPayload(Entry.objects.get().run, "个人信息"), NOW)
        with pytest.raises(RuleBroken, match="已依法删除"):
            add_thing(CLERK, AddThing("一"), NOW, key="k")

    def test_of_another_person_is_another_key(self) -> None:
        add_thing(CLERK, AddThing("一"), NOW, key="k")
        add_thing(SYSTEM, AddThing("一"), NOW, key="k")
        assert Thing.objects.count() == 2

    def test_does_not_survive_a_refusal(self) -> None:
        with pytest.raises(RuleBroken):
            take_note(SYSTEM, ThingAdded(1, "refuse"), NOW, key="k")
        assert not Entry.objects.filter(key="k").exists()

    def test_still_wants_the_permission(self) -> None:
        add_thing(CLERK, AddThing("一"), NOW, key="k")
        robbed = Actor(CLERK.id, CLERK.name)
        with pytest.raises(NotPermitted):
            add_thing(robbed, AddThing("一"), NOW, key="k")


@pytest.mark.usefixtures("own_room")
class TestSixteenAtOnce:
    def test_with_one_key_make_one_thing(self) -> None:
        answers = storm(lambda _: add_thing(CLERK, AddThing("一"), NOW, key="k"))
        assert len(set(answers)) == Thing.objects.count() == Entry.objects.count() == 1

    def test_without_a_key_make_sixteen(self) -> None:
        """The naive twin: were the key ignored, this is what the test above would see."""
        storm(lambda _: add_thing(CLERK, AddThing("一"), NOW))
        assert Thing.objects.count() == Entry.objects.count() == 16


@use_case(may="sample.add", clause="T-2")
def outer(actor: Actor, command: AddThing, at: datetime, /) -> ThingAdded:
    try:
        inner = add_thing(actor, command, at)
        rename_thing(actor, RenameThing(inner.thing if command.title == "good" else 0, "x"), at)
    except NotFound:
        return ThingAdded(0, "swallowed")
    Thing.objects.create(title="after the inner ones")
    return inner


@pytest.mark.usefixtures("room")
class TestAUseCaseBelow:
    def test_joins_and_names_its_cause(self) -> None:
        outer(CLERK, AddThing("good"), NOW)
        by_name = {entry.use_case.rsplit(".", 1)[1]: entry for entry in Entry.objects.all()}
        assert by_name["add_thing"].cause == by_name["rename_thing"].cause == by_name["outer"].run
        assert by_name["outer"].cause is None
        assert f'"cause":"{by_name["outer"].run}"' in by_name["add_thing"].body

    def test_its_refusal_cannot_be_swallowed(self) -> None:
        with pytest.raises(transaction.TransactionManagementError):
            outer(CLERK, AddThing("bad"), NOW)
        assert not Thing.objects.exists()

    def test_wants_its_own_permission(self) -> None:
        with pytest.raises(NotPermitted):
            outer(Actor("u9", "王五", CLERK.region, permissions=frozenset({"sample.add"})), AddThing("good"), NOW)


@pytest.mark.usefixtures("room")
def test_sql_needs_the_door_too() -> None:
    assert run_sql(CLERK, Sql("INSERT INTO sample_thing (title, region_path, department) VALUES ('x', '', '')"), NOW).rows == 1


def test_every_use_case_of_the_product_is_known_and_none_of_the_tests() -> None:
    names = [found.name for found in all_use_cases()]
    assert "yicha.kernel.actions.retry_dead_letter.retry_dead_letter" in names
    assert not [name for name in names if "tests" in name or "testing" in name]
    assert all(found.clauses for found in all_use_cases())


def test_the_clauses_are_a_list() -> None:
    assert add_thing.clauses == ("T-1", "T-2")


@given(st.integers(-(2**62), 2**62), st.text(st.characters(codec="utf-8")))
def test_an_event_comes_back_as_it_was(number: int, text: str) -> None:
    event = ThingAdded(number, text)
    assert from_plain(ThingAdded, to_plain(event)) == event
    assert canonical(to_plain(event)) == canonical(to_plain(from_plain(ThingAdded, to_plain(event))))


def test_no_number_that_is_none() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_about_is_not_part_of_what_is_said() -> None:
    assert to_plain(NoteTaken(1)) == {"note": 1}
