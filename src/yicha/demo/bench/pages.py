"""`yicha bench pages`: how long lists, searches, single subjects and the public search take, for 20 and 100 people, ours and bare views'.

Both are warmed first, and then asked in turn, a slice of the time each: what else goes on on the machine meets both.
"""

import time
from argparse import Namespace
from dataclasses import replace
from functools import partial
from urllib.parse import quote

from django.contrib.auth.hashers import make_password

from yicha.demo.bench.load import Found, Reading, read_pages
from yicha.demo.bench.published import publish_for, published_county
from yicha.demo.bench.register import grow
from yicha.demo.bench.serving import OURS, PASSWORD, served, sign_in
from yicha.demo.story import Story
from yicha.kernel.actor import Role
from yicha.kernel.command_line import answer, say, show
from yicha.orgs.actions.set_password import set_password
from yicha.orgs.queries import person_for
from yicha.orgs.types import SetPassword

USERS, LOOKS = (20, 100), (5.0, 10.0)  # people, and seconds that each looks at a page (quality J1)
# Two characters, pinyin initials, a part of a code: what people type.
SOUGHT = ("饭店", "超市", "青禾", "幼儿园", "加油站", "hwd", "qhyd", "MA08")
MIX = {"list": 50, "search": 20, "subject": 10, "timeline": 10, "public": 10}
DEPARTMENTS = 3  # so many whose acts alone are looked at (quality U18)
SLICES = 3
WARMING = (12, 4.0, (0.0, 0.2))  # people, seconds, and how long each looks
RESULTS_OF = 5  # one subject in so many has a published result
BARE = ("granian", "--interface=wsgi", "--blocking-threads=4", "--no-ws", "yicha.demo.bench.bare_served:application")
BARE_SETTINGS = {"DJANGO_SETTINGS_MODULE": "yicha.config.bare_settings"}


def run(arguments: Namespace) -> int:
    """0 whatever was found: it measures, and says so."""
    story = published_county()
    account, sids, codes = _looked_at(story)
    begun = time.monotonic()
    subjects = grow(arguments.subjects)
    results = publish_for(subjects // RESULTS_OF)
    say(f"名录 {subjects} 户，公示结果 {results} 份，{time.monotonic() - begun:.0f} 秒 · subjects in the register, results published")
    with served(OURS, {}) as ours, served(BARE, BARE_SETTINGS) as bare:
        readings = ((ours.port, _reading(sids, codes, sign_in(ours.port, account))), (bare.port, _reading(sids, codes)))
        for port, reading in readings:
            _warm(port, reading)
        measured = {users: _both(readings, users, arguments.seconds) for users in USERS}
    told = [_row(users, kind, *pair) for users, pair in measured.items() for kind in MIX]
    if arguments.json:
        answer(
            {
                "subjects": subjects,
                "results": results,
                "rows": told,
                "failed": sum(found.failed for pair in measured.values() for found in pair),
            }
        )
    else:
        _show(told)
    return 0


def _looked_at(story: Story) -> tuple[str, list[str], list[str]]:
    """One account with a password, subjects to look at, and departments."""
    account = next(username for (role, _), (username, _) in story.people.posts.items() if role is Role.DATA_STEWARD)
    story.steady.do(set_password, story.steady.read(partial(person_for, account)), SetPassword(make_password(PASSWORD)))
    codes = [one.code for one in story.county.departments[:DEPARTMENTS]]
    return account, [row.sid for row in story.county.subjects[::60]], codes


def _reading(sids: list[str], codes: list[str], cookie: str = "") -> Reading:
    addresses = {
        "list": [f"/subjects/?page={page}" for page in range(1, 40)],
        "search": [f"/subjects/?q={quote(word)}" for word in SOUGHT],
        "subject": [f"/subjects/{sid}/" for sid in sids],
        "timeline": [f"/subjects/{sid}/?department={code}" for sid in sids for code in codes],
        "public": [f"/public/?q={quote(word)}" for word in SOUGHT],
    }
    return Reading({kind: (weight, addresses[kind]) for kind, weight in MIX.items()}, LOOKS, cookie)


def _warm(port: int, reading: Reading) -> None:
    """Every process and thread has seen every kind of page."""
    people, seconds, looks = WARMING
    read_pages(port, replace(reading, looks=looks), people, seconds)


def _both(readings: tuple[tuple[int, Reading], ...], users: int, seconds: float) -> tuple[Found, Found]:
    """In turn, so that neither slows the other down."""
    say(f"{users} 人同时，各 {seconds} 秒 · people at once, seconds each")
    ours, bare = Found(), Found()
    for _ in range(SLICES):
        for whole, (port, reading) in zip((ours, bare), readings, strict=True):
            whole.join(read_pages(port, reading, users, seconds / SLICES))
    return ours, bare


def _row(users: int, kind: str, ours: Found, bare: Found) -> dict[str, object]:
    p95, naive = ours.percentile(kind, 0.95), bare.percentile(kind, 0.95)
    return {
        "users": users,
        "page": kind,
        "ratio": round(p95 / naive, 2) if naive else None,
        "p95_ms": round(p95, 1),
        "bare_p95_ms": round(naive, 1),
        "p50_ms": round(ours.percentile(kind, 0.5), 1),
        "asked": len(ours.times.get(kind, [])),
        "failed": ours.failed,
    }


def _show(told: list[dict[str, object]]) -> None:
    show("人数 users  页面 page  比值 ratio  p95 毫秒 ms  最简 bare p95  p50  次数 asked  失败 failed")
    for row in told:
        show("  ".join(f"{row[name]!s:>10}" for name in ("users", "page", "ratio", "p95_ms", "bare_p95_ms", "p50_ms", "asked", "failed")))
