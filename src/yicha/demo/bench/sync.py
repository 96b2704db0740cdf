"""`yicha bench sync`: what phones recorded without network comes in all at once, while people at their desks go on reading.

Each phone brings some twenty checks, as 10,000 of 500 officers would: the visits that have begun are given to as few officers as that
takes; beyond some hundreds they are copies of those, with officers of their own. First in one process, in turn: ours takes all that a
request brings as one use case; the old way one for each visit; the naive way one for each operation. Then over the network, every officer
at the same time, beside people who read the list and single pages.
"""

import json
import os
import threading
import time
from argparse import Namespace
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import groupby
from pathlib import Path
from uuid import uuid4

import psycopg
from django.conf import settings
from django.contrib.auth.hashers import make_password
from psycopg.conninfo import make_conninfo

from yicha.demo.bench.copies import copy_officers, copy_visits
from yicha.demo.bench.load import Found, Reading, read_pages
from yicha.demo.bench.phones import MOST, Chain, Phone
from yicha.demo.bench.processors import database_process, spent
from yicha.demo.bench.register import OWNER, fill
from yicha.demo.bench.serving import OURS, PASSWORD, Server, served, sign_in, workers
from yicha.demo.county import make_county
from yicha.demo.live.background import do_jobs
from yicha.demo.once import LAST_WEEKDAY, SEED, YEAR
from yicha.demo.story import Story, moment
from yicha.demo.visits import DAYS_BEFORE, due, enter, give_notice
from yicha.field.actions.open_lane import open_lane
from yicha.field.actions.record_field_batch import record_field_batch
from yicha.field.actions.record_field_work import record_field_work
from yicha.field.queries import packages
from yicha.field.types import OpenLane, RecordFieldBatch, RecordFieldWork
from yicha.kernel.actor import Actor, Role
from yicha.kernel.command_line import answer, say, show
from yicha.kernel.demo_home import begin_demo, finish_demo, live_on_its_day
from yicha.orgs.actions.set_password import set_password
from yicha.orgs.queries import person_for
from yicha.orgs.types import SetPassword

WAYS = ("ours", "each_visit", "naive")  # one officer's day each, in turn
EACH = 20  # checks of an officer
BY_HAND = 300  # checks that are begun by the use cases; more would take longer than all the rest
SIGN_INS = 4  # at once, before it begins
READERS, LOOKS, SLICE = 5, (1.0, 2.0), 2.0  # people, seconds that each looks at a page, seconds of reading at a time
LISTS = [f"/subjects/?page={page}" for page in range(1, 40)]
DAY = moment(LAST_WEEKDAY, 15)


BEGUN = """
SELECT DISTINCT visit_id, department FROM planning_visitofficer JOIN inspections_inspection USING (visit_id) WHERE status = 'started'
"""
HANDS = f"""
SELECT visit_id, department, (row_number() OVER (PARTITION BY department ORDER BY visit_id) - 1) / {EACH} AS hand FROM ({BEGUN}) AS begun
"""  # noqa: S608 our own words
CHECKS = f"SELECT count(*) FROM ({BEGUN}) AS begun"  # noqa: S608 as above
GIVEN = f"""
WITH hands AS ({HANDS}), taken AS (
    SELECT department, hand, min(cert_no) AS cert_no FROM hands JOIN planning_visitofficer USING (visit_id, department) GROUP BY 1, 2
)
INSERT INTO planning_visitofficer (visit_id, department, slot, cert_no, name)
SELECT visit_id, department, 99, cert_no, '' FROM hands JOIN taken USING (department, hand) ON CONFLICT DO NOTHING
"""  # noqa: S608 as above
TAKERS = f"""
SELECT cert_no FROM (
    SELECT DISTINCT ON (department, hand) cert_no, count(*) AS many
    FROM ({HANDS}) AS hands JOIN planning_visitofficer USING (visit_id, department)
    GROUP BY department, hand, cert_no ORDER BY department, hand, count(*) DESC, cert_no
) AS found ORDER BY many DESC, cert_no
"""  # noqa: S608 as above


def run(arguments: Namespace) -> int:
    """1 if the office did not take everything for good."""
    story, officers, begun = _world(min(arguments.checks, BY_HAND))
    result, rest = _in_turn(story, officers[: len(WAYS)]), officers[len(WAYS) :]
    reader = next(username for (role, _), (username, _) in story.people.posts.items() if role is Role.DATA_STEWARD)
    accounts = [story.people.officers[one][0] for one in officers]
    _let_in(story, [*accounts, reader])
    again = _copied(-(-arguments.checks // begun), begun, len(officers))
    home = [account for account, officer in zip(accounts, officers, strict=True) if officer in rest]
    home += [f"{account}-{number}" for number in range(1, again + 1) for account in accounts]
    with served(OURS, {}) as server:
        result |= _all_at_once(server, home, sign_in(server.port, reader))
    answer(result) if arguments.json else show("\n".join(f"{name:28}{value}" for name, value in result.items()))
    return 0 if result["taken"] == result["operations"] else 1


def _world(wanted: int) -> tuple[Story, list[str], int]:
    """Visits that have begun, with as many checks as are wanted and as the first weeks have; who was at many of them; how many they are."""
    story = Story(make_county(SEED, YEAR), say)
    story.prepare()
    drawn = story.plan()
    do_jobs(story.steady.now)
    begun = 0
    for one in due(story, drawn.programme, LAST_WEEKDAY, wanted):
        if begun < wanted:
            first_day = moment(one.visit.first_day)
            give_notice(story, one, first_day - DAYS_BEFORE)
            enter(story, one, first_day)
            begun += len(one.visit.departments)
    with psycopg.connect(make_conninfo(os.environ["DATABASE_URL"], user=OWNER)) as link:
        fill(link, "planning_visitofficer", GIVEN)
        found = [str(cert_no) for (cert_no,) in link.execute(TAKERS)]
        (checks,) = link.execute(CHECKS).fetchone() or (0,)
    return story, list(dict.fromkeys(found)), int(checks)


def _in_turn(story: Story, officers: Sequence[str]) -> dict[str, float]:
    """CPU milliseconds of this process for one operation; each officer's day is taken in one way only."""
    per = {way: _cpu_of_each(story, officer, way) for way, officer in zip(WAYS, officers, strict=True)}
    return {"ratio": round(per["naive"] / per["ours"], 2), **{f"{way}_cpu_ms": round(1000 * per[way], 2) for way in per}}


def _cpu_of_each(story: Story, officer: str, way: str) -> float:
    actor, lane, texts = _day(story, officer)
    begun = time.process_time()
    if way == "ours":
        for at in range(0, len(texts), MOST):
            some = tuple(texts[at : at + MOST])
            visits = tuple(dict.fromkeys(_visit(text) for text in some))
            record_field_batch(actor, RecordFieldBatch(lane, visits, some), DAY)
    else:
        for visit, run_ in groupby(texts, _visit):
            for part in ((text,) for text in run_) if way == "naive" else (tuple(run_),):
                record_field_work(actor, RecordFieldWork(lane, visit, part), DAY)
    return (time.process_time() - begun) / max(1, len(texts))


def _visit(text: str) -> str:
    return str(json.loads(text)["visit"])


def _day(story: Story, officer: str) -> tuple[Actor, str, list[str]]:
    """Who, his lane, and all that he recorded without network."""
    actor, chain = story.steady.read(lambda: story.people.officer(officer, DAY)), Chain(uuid4().hex)
    open_lane(actor, OpenLane(chain.lane, chain.key, "bench", "field1-bench"), DAY)
    begun = [one.plain for one in packages(actor, {}, DAY) if one.plain["state"] == "检查中"]
    return actor, chain.lane, [text for visit in begun for text in chain.record(visit, DAY.isoformat())]


def _copied(times: int, checks: int, officers: int) -> int:
    """The officers and what they have begun, so many times over. Returns how many namesakes each has."""
    if times == 1:
        return 0
    owner = make_conninfo(os.environ["DATABASE_URL"], user=OWNER)
    with psycopg.connect(owner) as link:
        shared = max(1, round(EACH * officers / checks))
        again = -(-(times - 1) // shared)
        copy_officers(link, TAKERS.replace("ORDER BY many DESC, cert_no", ""), again)
        copy_visits(link, times - 1, shared)
    with psycopg.connect(owner, autocommit=True) as link:
        link.execute("VACUUM ANALYZE")
    return again


def _let_in(story: Story, accounts: Iterable[str]) -> None:
    """Everybody has a password, and it is the day of the visits."""
    password, home = make_password(PASSWORD), Path(settings.YICHA_HOME)
    for account in accounts:
        story.steady.do(set_password, story.steady.read(partial(person_for, account)), SetPassword(password))
    begin_demo(home)
    finish_demo(home, DAY)
    live_on_its_day(home)


def _all_at_once(server: Server, accounts: Sequence[str], cookie: str) -> dict[str, float | int]:
    """Officers come home at the same moment; people at desks read until the last one is done."""
    with ThreadPoolExecutor(SIGN_INS) as pool:
        phones = list(pool.map(lambda account: Phone(server.port, account, PASSWORD), accounts))
        carried = list(pool.map(_recorded, phones))
    bundles = [phone.bundles(texts) for phone, texts in zip(phones, carried, strict=True)]
    say(f"执法人员 {len(phones)} 名，检查 {_checks(carried)} 份，开始补传 · officers, checks, all at once")
    desk, told, over = Found(), [list[str]() for _ in phones], threading.Event()

    def come_home(place: int) -> None:
        told[place] = phones[place].flush(bundles[place])

    def read_on() -> None:
        while not over.is_set():
            desk.join(read_pages(server.port, Reading({"list": (1, LISTS)}, LOOKS, cookie), READERS, SLICE))

    reading, officers = (
        threading.Thread(target=read_on),
        [threading.Thread(target=come_home, args=(place,)) for place in range(len(phones))],
    )
    reading.start()
    time.sleep(SLICE)
    database = database_process()
    begun, before = time.monotonic(), _busy(server, database)
    for one in officers:
        one.start()
    for one in officers:
        one.join()
    seconds = time.monotonic() - begun
    busy = {f"{name}_cpu_s": round(now - before[name], 1) for name, now in _busy(server, database).items()}
    over.set()
    reading.join()
    taken = sum(json.loads(text)["status"] == "applied" for receipts in told for text in receipts)
    figures = _told(sum(map(len, carried)), taken, seconds, desk)
    return figures | busy | {"officers": len(phones), "checks": _checks(carried)}


def _busy(server: Server, database: int) -> dict[str, float]:
    """Seconds of the processors so far; “phones” are all who ask, those at their desks too."""
    return {"server": spent(server.process), "database": spent(database), "phones": time.process_time()}


def _checks(carried: Sequence[Sequence[str]]) -> int:
    """One department's record of one visit is one."""
    return sum(len({_visit(text) for text in texts}) for texts in carried)


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
