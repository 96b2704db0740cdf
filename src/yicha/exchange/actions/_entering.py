"""A measure as it is kept: what was typed, and what its check says now."""

from datetime import datetime

from yicha.exchange.models import Record, Version
from yicha.exchange.queries.giving import given
from yicha.exchange.queries.mapping import Mapped
from yicha.exchange.rules import entering as rules
from yicha.exchange.rules.layouts import CHECKS, layout_of
from yicha.exchange.types import GivenRow, TakeRecords
from yicha.kernel.actor import Actor


def judged(actor: Actor, check: Record, named: tuple[str, int], said: tuple[tuple[str, str], ...], at: datetime) -> Mapped:
    """The `named` table and order after the check. RuleBroken where a rule of quality finds anything."""
    (table, order), layout = named, layout_of(named[0], at.date())
    content = Version.objects.filter(record=check).latest("number").content
    rules.require_asked(dict(said), rules.asked(layout, layout_of(CHECKS, at.date())))
    own = {rules.action_code(table): rules.code_of(table, content, order), rules.SIGNED: actor.name}
    columns = rules.carried(layout, content) | {name: text for name, text in said if text} | own
    row = GivenRow(rules.number_of(table, check.pk, order), tuple(columns.items()))
    (found,) = given(actor, TakeRecords(check.region_path, check.department, table, (row,)), at)
    rules.require_faultless(found.faults)
    return found
