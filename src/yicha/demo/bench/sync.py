"""`yicha bench sync`: what phones recorded without network comes in all at once, while people at their desks go on reading.

First in one process, in turn: ours takes what one request brings of a visit as one use case; the naive way takes one for each operation.
Then over the network, every officer at the same time, beside people who read the list and single pages.
"""

import threading
import time
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.hashers import make_password

from yicha.demo.bench.load import Found, Reading, read_pages
from yicha.demo.bench.phones import Chain, Phone
from yicha.demo.bench.serving import OURS, PASSWORD, served, sign_in, workers
from yicha.demo.county import make_county
from yicha.demo.live.background import do_jobs
from yicha.demo.once import LAST_WEEKDAY, SEED, YEAR
from yicha.demo.story import Story, moment
from yicha.demo.visits import DAYS_BEFORE, Carried, due, enter, give_notice
from yicha.field.actions.open_lane import open_lane
from yicha.field.actions.record_field_work import record_field_work
from yicha.field.queries import packages
from yicha.field.types import OpenLane, RecordFieldWork
from yicha.kernel.actor import Actor, Role
from yicha.kernel.command_line import answer, say, show
from yicha.kernel.demo_home import begin_demo, finish_demo, live_on_its_day
from yicha.orgs.actions.set_password import set_password
from yicha.orgs.queries import person_for
from yicha.orgs.types import SetPassword

SAMPLE = 20  # checks taken in either way in one process
READERS, LOOKS, SLICE = 5, (1.0, 2.0), 2.0  # people, seconds that each looks at a page, seconds of reading at a time
LISTS = [f"/subjects/?page={page}" for page in range(1, 40)]
DAY = moment(LAST_WEEKDAY, 15)


@dataclass(frozen=True)
class Check:
    """The part of one department in a visit that has begun, and who records it."""

    carried: Carried
    department: str
    officer: str


def run(arguments: Namespace) -> int:
    """1 if the office did not take everything for good."""
    story, checks = _world(arguments.checks)
    say(f"检查 {len(checks)} 份 · checks")
    sample = min(SAMPLE, len(checks) // 2)
    result, rest = _in_turn(story, checks[:sample]), checks[sample:]
    reader = next(username for (role, _), (username, _) in story.people.posts.items() if role is Role.DATA_STEWARD)
    accounts = sorted({story.people.officers[one.officer][0] for one in rest})
    _let_in(story, [*accounts, reader])
    with served(OURS, {}) as (port, _):
        result |= _all_at_once(port, accounts, sign_in(port, reader))
    answer(result) if arguments.json else show("\n".join(f"{name:28}{value}" for name, value in result.items()))
    return 0 if result["taken"] == result["operations"] else 1


def _world(wanted: int) -> tuple[Story, list[Check]]:
    """As many checks as are wanted and as the first weeks have, of visits that have begun."""
    story = Story(make_county(SEED, YEAR), say)
    story.prepare()
    drawn = story.plan()
    do_jobs(story.steady.now)
    checks: list[Check] = []
    for one in due(story, drawn.programme, LAST_WEEKDAY, wanted + SAMPLE):
        if len(checks) < wanted + SAMPLE:
            first_day = moment(one.visit.first_day)
            give_notice(story, one, first_day - DAYS_BEFORE)
            enter(story, one, first_day)
            checks += (Check(one, department, _first(one, department)) for department in one.visit.departments)
    return story, checks[: wanted + SAMPLE]


def _first(one: Carried, department: str) -> str:
    return next(officer.cert_no for officer in one.visit.officers if officer.department == department)


def _in_turn(story: Story, checks: Sequence[Check]) -> dict[str, float]:
    """CPU milliseconds of this process for one operation; each check is taken in one way only."""
    seconds = {"ours": 0.0, "naive": 0.0}
    done = dict.fromkeys(seconds, 0)
    for place, check in enumerate(checks):
        way = "naive" if place % 2 else "ours"
        actor, visit, chain = _phone(story, check)
        texts = chain.record(visit, DAY.isoformat())
        parts = [(text,) for text in texts] if way == "naive" else [tuple(texts)]
        begun = time.process_time()
        for part in parts:
            record_field_work(actor, RecordFieldWork(chain.lane, visit["id"], part), DAY)
        seconds[way] += time.process_time() - begun
        done[way] += len(texts)
    per = {way: seconds[way] / max(1, done[way]) for way in seconds}
    return {"ratio": round(per["naive"] / per["ours"], 2), **{f"{way}_cpu_ms_each_operation": round(1000 * per[way], 2) for way in per}}


def _phone(story: Story, check: Check) -> tuple[Actor, Mapping[str, Any], Chain]:
    actor, chain = story.steady.read(lambda: story.people.officer(check.officer, DAY)), Chain(uuid4().hex)
    open_lane(actor, OpenLane(chain.lane, chain.key, "bench", "field1-bench"), DAY)
    found = next(one for one in packages(actor, {}, DAY) if one.id == str(check.carried.inspection.id))
    return actor, found.plain, chain


def _let_in(story: Story, accounts: Iterable[str]) -> None:
    """Everybody has a password, and it is the day of the visits."""
    password, home = make_password(PASSWORD), Path(settings.YICHA_HOME)
    for account in accounts:
        story.steady.do(set_password, story.steady.read(partial(person_for, account)), SetPassword(password))
    begin_demo(home)
    finish_demo(home, DAY)
    live_on_its_day(home)


def _all_at_once(port: int, accounts: Sequence[str], cookie: str) -> dict[str, float | int]:
    """Officers come home at the same moment; people at desks read until the last one is done."""
    phones = [Phone(port, account, PASSWORD) for account in accounts]
    carried = [_recorded(phone) for phone in phones]
    desk, taken, over = Found(), [0] * len(phones), threading.Event()

    def come_home(place: int) -> None:
        taken[place] = phones[place].flush(carried[place])

    def read_on() -> None:
        while not over.is_set():
            desk.join(read_pages(port, Reading({"list": (1, LISTS)}, LOOKS, cookie), READERS, SLICE))

    reading, officers = (
        threading.Thread(target=read_on),
        [threading.Thread(target=come_home, args=(place,)) for place in range(len(phones))],
    )
    reading.start()
    time.sleep(SLICE)
    begun = time.monotonic()
    for one in officers:
        one.start()
    for one in officers:
        one.join()
    seconds = time.monotonic() - begun
    over.set()
    reading.join()
    return _told(sum(map(len, carried)), sum(taken), seconds, desk) | {"officers": len(phones)}


def _recorded(phone: Phone) -> list[str]:
    open_visits = [visit for visit in phone.visits() if visit["state"] == "检查中"]
    return [text for visit in open_visits for text in phone.chain.record(visit, DAY.isoformat())]


def _told(operations: int, taken: int, seconds: float, desk: Found) -> dict[str, float | int]:
    return {
        "operations": operations,
        "taken": taken,
        "seconds": round(seconds, 1),
        "operations_a_second": round(operations / seconds),
        "desk_p50_ms": round(desk.percentile("list", 0.5)),
        "desk_p95_ms": round(desk.percentile("list", 0.95)),
        "desk_pages": len(desk.times.get("list", [])),
        "desk_failed": desk.failed,
        "workers": workers(),
    }
