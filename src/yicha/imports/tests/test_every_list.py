"""export → import is the identity for every register and list: which those are, and why the others only leave."""

from importlib import import_module

import pytest
from django.conf import settings

from yicha.imports.tests.lasting import MAKERS
from yicha.imports.types import RegisterKind

REGISTERS = {  # kind of file → the register that reads it again
    "subjects": RegisterKind.SUBJECTS,
    "officers": RegisterKind.OFFICERS,
    "devices": RegisterKind.DEVICES,
    "delegations": RegisterKind.DELEGATIONS,
    "departments": RegisterKind.DEPARTMENTS,
    "regions": RegisterKind.REGIONS,
    "duty_register": RegisterKind.DUTIES,
    "pool_register": RegisterKind.POOLS,
    "policy_register": RegisterKind.POLICIES,
    "resource_register": RegisterKind.RESOURCES,
    "conflict_register": RegisterKind.CONFLICTS,
    "minutes_register": RegisterKind.MINUTES,
}
SHOWN = {"duties", "pools", "policies", "conflicts", "resources", "minutes"}  # the columns somebody sees of a register above
ELSEWHERE = {  # kind of file → the test that shows that reading it gives the list again
    "items": ("yicha.items.tests.test_export", "test_a_list_that_left_comes_in_again_as_it_is"),
    "permits": ("yicha.permits.tests.test_permits", "test_what_is_exported_and_received_again_changes_nothing"),
}
LEAVES = {
    "visits": "what happened at doors is recorded there, not brought by a file (YX-2.15)",
    "tasks": "steps of visits, as above",
    "records": "what went up is read from records of visits (YX-2.15)",
    "differences": "found by the program every night",
    "accounts": "who may act is granted by three persons, one by one (WY-5.8b)",
    "posts": "as accounts",
    "recusals": "one person's word, decided by the head",
    "substitutions": "one person's word about his own work, for days",
    "programs": "a door to the outside is opened by two persons, with a token that is shown once (GX-5.2b)",
    "links": "a link is shown to its receiver once",
    "redactions": "two persons take a trace away (WY-5.8b)",
    "elements": "what items lack, and who owes it: found by the program",
    "mains": "what the list of items is divided into: comes and goes with the items",
    "proposals": "under way: a proposal of items comes as their workbook",
    "laws": "events with a clock for each department; the law itself says when",
    "mapping": "confirmed by a person, pair by pair; suggested by the program",
    "disputes": "a procedure with parties and terms: raised by one of them",
    "permit_kinds": "a few lines of set-up, on which the clock of checks rests",
    "scenes": "leave and come as packages (LYG-4.1), not as rows",
    "duplicates": "suspicions of the program",
    "imports": "what was imported",
    "lookups": "who asked a base register, and what for",
    "arrivals": "what other regions gave up: each is taken in at its new address (R-SUB-1)",
    "norms": "laid down with basis and first day, one by one or as a file of the norms' own (WS-2.3)",
}


def test_every_file_that_leaves_comes_in_again_or_says_why_not() -> None:
    """A list that comes later fails here until it says which of these it is."""
    assert {*REGISTERS, *SHOWN, *ELSEWHERE}.isdisjoint(LEAVES)
    assert {*REGISTERS, *SHOWN, *ELSEWHERE, *LEAVES} == set(settings.YICHA_EXPORTS)
    assert set(REGISTERS.values()) == set(RegisterKind)


def test_every_register_is_shown_to_come_back_the_same() -> None:
    """Those of `LASTING` by `test_lasting`; of the others the rooms show it."""
    own = {
        RegisterKind.SUBJECTS: ("yicha.subjects.tests.test_workbooks", "test_export_and_import_are_one_another_undone"),
        RegisterKind.OFFICERS: ("yicha.orgs.tests.test_officer_screens", "test_what_is_exported_and_imported_again_is_the_register"),
        RegisterKind.DEVICES: ("yicha.inspections.tests.test_device_import", "test_what_is_written_is_read_again"),
    }
    assert {*own, *MAKERS} == set(RegisterKind)
    for module, test in {*own.values(), *ELSEWHERE.values()}:
        assert hasattr(import_module(module), test), f"{module}.{test}"


pytestmark = pytest.mark.clause("LYG-4.2")
