"""The constraints themselves, attacked by raw SQL inside a use case: what rules and actions forget, the database refuses."""

import re
from collections.abc import Mapping

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW, Sql, run_sql, sql
from yicha.orgs.actions.hand_over import hand_over
from yicha.orgs.models import Post
from yicha.orgs.testing import make_account, make_actor, make_post
from yicha.orgs.tests.world import World
from yicha.orgs.types import HandOver

pytestmark = pytest.mark.django_db


def attack(statement: str) -> None:
    run_sql(SYSTEM, Sql(statement), NOW)


def answer(statement: str) -> str:
    """What the database says to an attack, deferred constraints included. Undone either way."""
    try:
        with transaction.atomic():
            attack(statement)
            sql("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    except DatabaseError as error:
        return str(error)
    return "stored"


def not_refused(attacks: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Attacks (statement, what the refusal must say) that got another answer."""
    answers = {way: answer(statement) for way, (statement, _) in attacks.items()}
    return {way: said for way, said in answers.items() if not re.search(attacks[way][1], said)}


def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", "orgs", check=True, dry_run=True, verbosity=0)


def post(account: str = "x", role: str = "officer", department: str = "'SCJG'", status: str = "approved", **values: str) -> str:
    """An INSERT as somebody with SQL would write it."""
    row = {
        "account_id": f"'{account}'",
        "role": f"'{role}'",
        "region_id": "'620799'",
        "department_id": department,
        "subject": "''",
        "status": f"'{status}'",
        "valid": "'[2026-01-01,)'",
        "reason": "''",
        "founding": "false",
        "proposed_by": "'p'",
        "approved_by": "'q'",
        "ended_by": "''",
        "ended_reason": "''",
    } | values
    return f"INSERT INTO orgs_post ({', '.join(row)}) VALUES ({', '.join(row.values())})"


POSTS = {
    "officer beside system administrator": (post("adm"), "post_one_sphere"),
    "two administrators": (post("adm", "audit_admin", "NULL"), "post_one_sphere"),
    "administrator beside officer": (post("o1", "security_admin", "NULL"), "post_one_sphere"),
    "administrator while standing in": (post("c1", "audit_admin", "NULL"), "post_one_sphere"),
    "the same post twice": (post("o1", valid="'[2026-12-01,2027-01-01)'"), "post_held_once"),
    "approved by nobody": (post(approved_by="''"), "post_two_persons"),
    "approved by the proposer": (post(approved_by="'p'"), "post_two_persons"),
    "proposed to oneself": (post(proposed_by="'x'"), "post_not_to_oneself"),
    "approved to oneself": (post(approved_by="'x'"), "post_not_to_oneself"),
    "founding an officer": (post(founding="true"), "post_founding_administrators"),
    "no such role": (post(role="superuser"), "post_role|post_stands"),
    "no such status": (post(status="eternal"), "post_status"),
    "administrator of a department": (post(role="audit_admin"), "post_stands_for_something"),
    "officer of no department": (post(department="NULL"), "post_stands_for_something"),
    "enterprise of a department": (post(role="enterprise", subject="'LOC:1'"), "post_stands_for_something"),
    "enterprise of nothing": (post(role="enterprise", department="NULL"), "post_stands_for_something"),
    "officer of a subject": (post(subject="'LOC:1'"), "post_stands_for_something"),
    "a sphere of one's own choice": (post("adm", sphere="'system_admin'"), "generated|non-DEFAULT"),
    "no such account": (post("nobody"), "foreign key"),
}


@pytest.mark.clause("WY-5.8b")
def test_no_unlawful_post_can_be_stored(world: World) -> None:
    make_account("x")
    make_account("adm")
    make_post("adm", Role.SYSTEM_ADMIN)
    assert not_refused(POSTS) == {}
    assert answer(post()) == "stored"  # otherwise the attacks would prove nothing


def test_a_second_founding_is_refused(world: World) -> None:
    make_account("x")
    make_account("y")
    founding = {"founding": "true", "department": "NULL"}
    attack(post("x", "audit_admin", **founding))
    with pytest.raises(DatabaseError, match="post_founded_once"):
        attack(post("y", "audit_admin", **founding))


@pytest.mark.clause("WS-2.2")
def test_nothing_is_lent_but_what_is_there_and_to_one_person(world: World) -> None:
    make_account("x")
    make_account("adm")
    lent, admin = {"stands_in_for_id": str(world.own.post)}, str(make_post("adm", Role.AUDIT_ADMIN))
    attacks = {
        "another role": (post(role="team_leader", **lent), "cannot be lent"),
        "another department": (post(department="'XFJY'", **lent), "cannot be lent"),
        "to the holder": (post("o1", **lent), "cannot be lent"),
        "twice at once": (post(**lent), "post_lent_once"),
        "on": (post(stands_in_for_id=str(world.own.lent)), "cannot be lent"),
        "an administrator's": (post("x", "audit_admin", "NULL", stands_in_for_id=admin), "cannot be lent"),
    }
    assert not_refused(attacks) == {}
    assert answer(post(valid="'[2020-01-01,2021-01-01)'", **lent)) == "stored"


CHANGES = [
    "account_id = 'c1'",
    "role = 'department_head'",
    "region_id = '620799400'",
    "department_id = 'XFJY'",
    "proposed_by = 'another'",
    "founding = true",
    "status = 'approved'",
]


def test_a_post_stays_what_it_is(world: World) -> None:
    where = f"WHERE id = {world.own.post}"
    attack(f"UPDATE orgs_post SET status = 'ended' {where}")
    assert not_refused({change: (f"UPDATE orgs_post SET {change} {where}", "stays what it is") for change in CHANGES}) == {}


COPY_RECUSAL = "INSERT INTO orgs_recusal SELECT id + 1000, sid, reason, status, by_party, declared_by, '', '', officer_id FROM orgs_recusal"
COLUMNS = "delegation_id, item_code, from_department_id, area_id, valid"
COPY_ITEM = f"INSERT INTO orgs_delegateditem ({COLUMNS}) SELECT {COLUMNS} FROM orgs_delegateditem"
BACKWARDS = "INSERT INTO orgs_leave (officer_id, first_day, last_day) SELECT id, '2026-02-02', '2026-02-01' FROM orgs_officer"
FAULTS = {
    "somebody else's account": ("UPDATE orgs_account SET person = 'z' WHERE username = 'o1'", "stays what it is"),
    "another name": ("UPDATE orgs_account SET username = 'z' WHERE username = 'c2'", "stays what it is"),
    "back from the disabled": ("UPDATE orgs_account SET disabled_at = NULL WHERE username = 'gone'", "stays what it is"),
    "a path of one's own": ("UPDATE orgs_region SET path = '62/620799' WHERE code = '620799'", "region_place"),
    "another parent": ("UPDATE orgs_region SET parent_id = '62' WHERE code = '620799'", "region_place"),
    "no parent": ("UPDATE orgs_region SET parent_id = NULL WHERE code = '620799'", "region_place"),
    "half a code": ("INSERT INTO orgs_region VALUES ('620', 'x', '620', '[2020-01-01,)', NULL)", "region_place"),
    "eight days a week": ("UPDATE orgs_officer SET days_per_week = 8", "officer_days_per_week"),
    "the same certificate": ("UPDATE orgs_officer SET cert_no = '1'", "orgs_officer_cert_no"),
    "leave that ends before it begins": (BACKWARDS, "leave_ends_after_it_begins"),
    "a recusal decided by nobody": ("UPDATE orgs_recusal SET status = 'upheld'", "recusal_other_decider"),
    "by who declared it": ("UPDATE orgs_recusal SET status = 'rejected', decided_by = declared_by", "recusal_other_decider"),
    "a recusal declared twice": (COPY_RECUSAL, "recusal_open_once"),
    "an item to two places": (COPY_ITEM, "delegated_to_one"),
    "another's item": ("UPDATE orgs_delegateditem SET from_department_id = 'YQ' WHERE area_id = '620798'", "delegated_as_said"),
    "a delegation to oneself": ("UPDATE orgs_delegation SET to_department_id = from_department_id", "delegation_to_another"),
    "a delegation without basis": ("UPDATE orgs_delegation SET legal_basis = ''", "delegation_has_basis"),
    "two departments of one name": ("UPDATE orgs_department SET name = 'x' WHERE region_id = '620799'", "department_name"),
    "a department of no kind": ("UPDATE orgs_department SET kind = 'club'", "department_kind"),
}


def test_no_register_can_be_falsified(crowded: World) -> None:
    make_account("gone")
    attack("UPDATE orgs_account SET disabled_at = now() WHERE username = 'gone'")
    assert not_refused(FAULTS) == {}


KEPT = ["region", "department", "officer", "recusal", "account", "post", "delegation", "handover"]


@pytest.mark.clause("WY-5.8b")
def test_rows_never_go_and_a_hand_over_never_changes(world: World) -> None:
    hand_over(make_actor(Role.DEPARTMENT_HEAD), HandOver("o1", "c1", "调离"), NOW)
    statements = [f"DELETE FROM orgs_{table}" for table in KEPT] + [f"TRUNCATE orgs_{table} CASCADE" for table in KEPT]
    statements += ["UPDATE orgs_handover SET successor_id = 'c2'"]
    sql("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")  # nothing pending, or TRUNCATE is refused for that
    assert not_refused({statement: (statement, "kept as they are") for statement in statements}) == {}


def test_nobody_writes_outside_a_use_case(world: World) -> None:
    for table in [*KEPT, "leave", "delegateditem"]:
        with pytest.raises(DatabaseError, match="outside a use case"), transaction.atomic():
            sql(f"INSERT INTO orgs_{table} DEFAULT VALUES")


def test_the_sphere_follows_the_role(world: World) -> None:
    make_account("adm")
    make_post("adm", Role.SYSTEM_ADMIN)
    assert set(Post.objects.values_list("role", "sphere")) == {
        ("system_admin", "system_admin"),
        ("officer", "business"),
        ("team_leader", "business"),
    }
