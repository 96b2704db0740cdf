"""One sign-in per role, with a password of this home's own."""

import json
import os
import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from django.contrib.auth.hashers import make_password

from yicha.demo.live.greeting import ACCOUNTS, SignIn, read
from yicha.demo.people import ADMINISTRATORS, INSPECTING
from yicha.demo.story import Story
from yicha.kernel.actor import SYSTEM, Role
from yicha.orgs.actions.end_post import end_post
from yicha.orgs.actions.set_password import set_password
from yicha.orgs.queries import person_for
from yicha.orgs.types import DepartmentKind, EndPost, NewAccount, SetPassword
from yicha.planning.queries import visits
from yicha.planning.types import VisitRow, VisitStatus

LETTERS = "abcdefghjkmnpqrstuvwxyz"
KINDS = {
    Role.ZONE_COMMAND: (DepartmentKind.ZONE, "片区指挥长"),
    Role.PARK_COMMITTEE: (DepartmentKind.PARK, "管委会专员"),
    Role.PROCURATORATE: (DepartmentKind.PROCURATORATE, "检察联络员"),
}


def open_sign_ins(story: Story, programme: int, home: Path, today: date, wanted: str) -> None:
    """Appoint whom the main job did without, give everybody on the list a password, and write the list. `wanted`: the enterprise that
    shall be on it, if it is visited soon.
    """
    found = list(_chosen(story, programme, today, wanted))
    rows = [SignIn(role, username, new_password(), department, story.appointments.code) for role, username, department in found]
    for row in rows:
        person = story.steady.read(partial(person_for, row.username))
        story.steady.do(set_password, person, SetPassword(make_password(row.password)))
    write(home, rows)


def new_password() -> str:
    """Easy to type on a phone, hopeless to guess."""
    word = "".join(secrets.choice(LETTERS) for _ in range(6))
    return f"Qh-{word}-{secrets.randbelow(10_000):04}"


def write(home: Path, rows: list[SignIn]) -> None:
    write_closed(home / ACCOUNTS, [asdict(row) for row in rows])


def write_closed(path: Path, rows: list[dict[str, str]]) -> None:
    """Readable by the owner alone, from its first byte on."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(rows, file, ensure_ascii=False, indent=1)
        file.write("\n")
    draft.replace(path)


def enterprise_in(home: Path) -> str:
    """The sid of the enterprise on the list."""
    return next(row.department.removeprefix("subject:") for row in read(home) if row.role == Role.ENTERPRISE)


def _chosen(story: Story, programme: int, today: date, wanted: str) -> Iterator[tuple[str, str, str]]:
    """Role, account, department."""
    market, posts = story.departments[0], story.people.posts
    offices: dict[Role, str] = {role: department for role, department in posts if role not in INSPECTING}
    for role in (Role.COORDINATOR, Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD):
        department = offices.get(role, market)
        yield role, posts[role, department][0], department
    planned = story.steady.read(lambda: visits(SYSTEM, story.place, programme=programme, between=_around(today)))
    yield from _team(story, market, planned, today)
    yield Role.LEGAL_SUPERVISOR, posts[Role.LEGAL_SUPERVISOR, offices[Role.LEGAL_SUPERVISOR]][0], offices[Role.LEGAL_SUPERVISOR]
    for role, (kind, title) in KINDS.items():
        department = next(found.code for found in story.county.departments if found.kind is kind)
        username = f"{role.value}-{department.rpartition('-')[2]}".replace("_", "-")
        story.appointments.appoint(NewAccount(username, title, username), role, department)
        yield role, username, department
    yield Role.DATA_STEWARD, posts[Role.DATA_STEWARD, offices[Role.DATA_STEWARD]][0], offices[Role.DATA_STEWARD]
    yield _enterprise(story, planned, today, wanted)
    for role, username in zip((Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN), ADMINISTRATORS, strict=True):
        yield role, username, ""


def _around(today: date) -> tuple[date, date]:
    return today.replace(month=1, day=1), today + timedelta(days=14)


def _team(story: Story, department: str, planned: list[VisitRow], today: date) -> Iterator[tuple[str, str, str]]:
    """Two officers of the department with visits before them: one has a joint visit today; who leads most often becomes a team leader."""
    coming = [row for row in planned if row.last_day >= today and row.lead == department and row.status is not VisitStatus.DONE]
    first = {
        row: next(one.cert_no for one in row.officers if one.department == department and one.slot == 1) for row in coming if row.staffed
    }
    expected = [cert_no for row, cert_no in first.items() if row.starts_at and row.days == (today, today) and len(row.departments) > 1]
    leads = Counter(first.values())
    ranked = sorted(leads, key=lambda cert_no: (cert_no in expected, -leads[cert_no], cert_no)) or list(story.people.officers)
    username, post = story.people.officers[ranked[0]]
    story.steady.do(end_post, story.appointments.security, EndPost(post, "任命为检查组组长"))
    story.appointments.give(username, Role.TEAM_LEADER, department)
    yield Role.TEAM_LEADER, username, department
    yield Role.OFFICER, story.people.officers[(expected or ranked[1:])[0]][0], department


def _enterprise(story: Story, planned: list[VisitRow], today: date, wanted: str) -> tuple[str, str, str]:
    """One that soon will be visited, if possible not for the first time this year."""
    coming = [row for row in planned if row.first_day > today and row.status is VisitStatus.NOTIFIED and row.uscc and row.door]
    visited = {row.sid for row in planned if row.status is VisitStatus.DONE}
    sid = min(coming or planned, key=lambda row: (row.sid != wanted, row.sid not in visited, row.number)).sid
    name = next(row.name for row in story.county.subjects if row.sid == sid)
    username = "enterprise-1"
    story.appointments.appoint(NewAccount(username, name[:40], username), Role.ENTERPRISE, "", subject=sid)
    return Role.ENTERPRISE, username, f"subject:{sid}"
