"""Every use case of the house keeps the promises of the kind, whoever wrote it."""

from dataclasses import is_dataclass
from inspect import Parameter, signature
from typing import Any, get_type_hints

import pytest
from pydantic import TypeAdapter

from yicha.config.roles import GRANTS, ROLES
from yicha.config.wiring import HANDLERS
from yicha.kernel.actor import NOBODY, SYSTEM, Actor
from yicha.kernel.refusals import NotPermitted
from yicha.kernel.testing import NOW
from yicha.kernel.use_case import UseCase, all_use_cases

USE_CASES = {made.name: made for made in all_use_cases()}
EVERYTHING = frozenset(map(str, GRANTS))


@pytest.fixture(params=USE_CASES)
def case(request: pytest.FixtureRequest) -> UseCase[Any, Any]:
    return USE_CASES[request.param]


def frozen(kind: type) -> bool:
    return is_dataclass(kind) and kind.__dataclass_params__.frozen  # type: ignore[attr-defined]


class TestEachUseCase:
    def test_takes_actor_command_and_hour_and_gives_one_frozen_event(self, case: UseCase[Any, Any]) -> None:
        parameters = list(signature(case.body).parameters.values())
        kinds = get_type_hints(case.body)
        assert [parameter.name for parameter in parameters] == ["actor", "command", "at"]
        assert {parameter.kind for parameter in parameters} == {Parameter.POSITIONAL_ONLY}
        assert frozen(kinds["command"])
        assert frozen(kinds["return"])
        assert "about" in dir(kinds["return"]) or "about" in kinds["return"].__dataclass_fields__

    def test_says_things_that_can_be_written_down_and_read_again(self, case: UseCase[Any, Any]) -> None:
        kinds = get_type_hints(case.body)
        for kind in (kinds["command"], kinds["return"]):
            TypeAdapter(kind).json_schema()

    def test_names_the_clauses_it_keeps(self, case: UseCase[Any, Any]) -> None:
        assert case.clauses

    def test_demands_a_permission_that_the_table_of_roles_knows(self, case: UseCase[Any, Any]) -> None:
        assert str(case.may) in EVERYTHING

    def test_is_refused_to_every_role_that_lacks_it_before_anything_is_touched(self, case: UseCase[Any, Any]) -> None:
        lacking = [role for role, permissions in ROLES.items() if case.may not in permissions]
        actors = [Actor("u", "n", region="62", role=role, whole_region=True, permissions=ROLES[role]) for role in lacking]
        almost = Actor("u", "n", region="62", whole_region=True, permissions=EVERYTHING - {str(case.may)})
        for actor in (*actors, almost, NOBODY):
            with pytest.raises(NotPermitted) as caught:
                case(actor, None, NOW)
            assert caught.value.clause == case.clause
            assert caught.value.exits


def test_what_no_person_may_do_the_system_does() -> None:
    """A permission of no role is for handlers and start-up only; anything else would be a use case that nobody can reach."""
    orphans = {made.name for made in USE_CASES.values() if not any(made.may in permissions for permissions in ROLES.values())}
    handled = {handler.action.name for handler in HANDLERS}
    alone = {f"yicha.orgs.actions.{name}.{name}" for name in ("found_administration", "record_refused_sign_ins")}
    everybody = {"yicha.feedback.actions.report_problem.report_problem"}  # at a shop's door, without an account
    systems = {  # a department's own program, by its token
        "yicha.exchange.actions.take_records.take_records",
        "yicha.exchange.actions.withdraw_given.withdraw_given",
    }
    called = {  # by what seals and runs a draw, by the use cases that undo an import, and by what two persons decided
        "yicha.draws.actions.log_fingerprint.log_fingerprint",
        "yicha.kernel.actions.redact_payload.redact_payload",
        "yicha.duties.actions.take_back_entries.take_back_entries",
        "yicha.inspections.actions.take_back_devices.take_back_devices",
        "yicha.orgs.actions.take_back_officers.take_back_officers",
        "yicha.orgs.actions.take_back_places.take_back_places",
        "yicha.subjects.actions.take_back_pools.take_back_pools",
        "yicha.subjects.actions.take_back_subjects.take_back_subjects",
    }
    by_the_clock = {
        "yicha.kernel.actions.anchor_checkpoint.anchor_checkpoint",  # once a day
        "yicha.planning.actions.close_consultation.close_consultation",
        "yicha.levels.actions.escalate_whistle.escalate_whistle",
        "yicha.followups.actions.remind_order.remind_order",
        "yicha.exchange.actions.note_message.note_message",  # by who carries it
        "yicha.exchange.actions.flow_back.flow_back",  # every few minutes, what the level above has accepted
        "yicha.orgs.actions.finish_export.finish_export",  # every five seconds
        "yicha.exchange.actions.compare_sources.compare_sources",  # every night
        "yicha.exchange.actions.put_receipt_aside.put_receipt_aside",
    }
    assert orphans - handled <= alone | everybody | systems | called | by_the_clock | {"yicha.kernel.actions.declare_demo.declare_demo"}
    assert all(SYSTEM.may(USE_CASES[name].may) for name in orphans)


def test_every_handler_s_event_is_one_that_some_use_case_gives() -> None:
    given = {get_type_hints(made.body)["return"] for made in USE_CASES.values()}
    assert [handler.event for handler in HANDLERS if handler.event not in given] == []
