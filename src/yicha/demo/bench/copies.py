"""More officers and more visits than the demo county's first weeks have: its own once more, each time with officers of their own.

Written by the owner, with the guard off meanwhile (`register.fill`), in a home that is thrown away: the use cases would take hours, and
are not what is measured. A copy has no slot of its own under the limits of the law.
"""

from collections.abc import Mapping

import psycopg

from yicha.demo.bench.register import COLUMNS, fill

APART = 1_000_000  # numbers of one copy and the next
COPY = "INSERT INTO {table} ({columns}) SELECT {values} FROM {table} AS own CROSS JOIN generate_series(1, {rounds}) AS round WHERE {which}"
ROW, OFFICER = "own.{0} + round * " + str(APART), "((round - 1) / {shared} + 1)"
VISITS = "SELECT visit_id FROM inspections_inspection WHERE status = 'started'"
BEGUN = f"SELECT id FROM inspections_inspection WHERE status = 'started' AND id < {APART}"  # noqa: S608 our own words
PEOPLE = "SELECT username FROM orgs_account JOIN orgs_officer ON officer_id = id WHERE cert_no IN ({takers})"


def copy_officers(link: psycopg.Connection, takers: str, rounds: int) -> None:
    """`takers`: the query for the certificates of those who take part; each gets so many namesakes, with the same password."""
    again = "own.{0} || '-' || round"
    officers = {"id": ROW.format("id"), "cert_no": again.format("cert_no")}
    _copy(link, "orgs_officer", rounds, officers, f"own.cert_no IN ({takers})")
    people = PEOPLE.format(takers=takers)
    accounts = {name: again.format(name) for name in ("username", "person")} | {"officer_id": ROW.format("officer_id")}
    _copy(link, "orgs_account", rounds, accounts, f"own.username IN ({people})")
    posts = {"id": ROW.format("id"), "account_id": again.format("account_id")}
    _copy(link, "orgs_post", rounds, posts, f"own.stands_in_for_id IS NULL AND own.account_id IN ({people})")


def copy_visits(link: psycopg.Connection, rounds: int, shared: int) -> None:
    """Those that have begun; so many copies go to the same officers."""
    row, of_visit = {"id": ROW.format("id")}, {"visit_id": ROW.format("visit_id")}
    begun = f"own.visit_id IN ({VISITS})"
    namesake = f"own.cert_no || '-' || {OFFICER.format(shared=shared)}"
    number = "own.number || '-' || round"
    _copy(link, "planning_visit", rounds, row | {"number": number, "cap": "NULL", "slot": "NULL"}, f"own.id IN ({VISITS})")
    _copy(link, "planning_visitofficer", rounds, row | of_visit | {"cert_no": namesake, "during": "NULL"}, begun)
    _copy(link, "planning_classuse", rounds, row | of_visit | {"cap": "NULL", "slot": "NULL", "given_back": "true"}, begun)
    _copy(link, "planning_visitdemand", rounds, row | of_visit | {"use_id": ROW.format("use_id")}, begun)
    secret = {"code": "own.code || '-' || round", "enterprise_digest": "''", "enterprise_until": "NULL"}
    _copy(link, "inspections_inspection", rounds, row | of_visit | secret | {"number": number}, "own.status = 'started'")
    held = {"inspection_id": ROW.format("inspection_id")}
    _copy(link, "inspections_departmenttask", rounds, row | held, f"own.inspection_id IN ({BEGUN})")


def _copy(link: psycopg.Connection, table: str, rounds: int, values: Mapping[str, str], which: str) -> None:
    names = [str(name) for (name,) in link.execute(COLUMNS, [table])]
    said = ", ".join(values.get(name, f"own.{name}") for name in names)
    fill(link, table, COPY.format(table=table, columns=", ".join(names), values=said, rounds=rounds, which=which))
