"""`/duties/register.xlsx` and its like: a register's workbook, which can be imported again."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.duties.queries import (
    conflict_entries,
    conflict_words,
    duty_entries,
    duty_words,
    minutes_entries,
    minutes_words,
    policy_entries,
    policy_words,
    resource_entries,
    resource_words,
)
from yicha.duties.types import DutyPermission
from yicha.duties.workbooks import write_conflicts, write_duties, write_minutes, write_policies, write_resources
from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking


@requires(DutyPermission.READ)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving)


@requires(DutyPermission.READ)
@require_POST
def policies(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_policies)


@requires(DutyPermission.READ)
@require_POST
def resources(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_resources)


@requires(DutyPermission.READ)
@require_POST
def conflicts(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_conflicts)


@requires(DutyPermission.READ)
@require_POST
def minutes(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_minutes)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """All duties of the region and below, those that are over too."""
    rows, words = duty_entries(actor, actor.region), duty_words(actor.region, at.date())
    taking = Taking("duty_register", DutyPermission.READ, address_of("duties:register", query, ()), _("全部职责"), len(rows))
    return Leaving(taking, f"duty-register-{at:%Y%m%d}.xlsx", lambda path: write_duties(path, rows, words))


def leaving_policies(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """All that are or were in force; not what is still a draft."""
    rows, words = policy_entries(actor, actor.region), policy_words(actor.region, at.date())
    address = address_of("duties:policy_register", query, ())
    taking = Taking("policy_register", DutyPermission.READ, address, _("全部政策文件"), len(rows))
    return Leaving(taking, f"policy-register-{at:%Y%m%d}.xlsx", lambda path: write_policies(path, rows, words))


def leaving_resources(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """Those out of use too."""
    rows, words = resource_entries(actor, actor.region), resource_words(actor.region, at.date())
    address = address_of("duties:resource_register", query, ())
    taking = Taking("resource_register", DutyPermission.READ, address, _("全部监管资源"), len(rows))
    return Leaving(taking, f"resource-register-{at:%Y%m%d}.xlsx", lambda path: write_resources(path, rows, words))


def leaving_conflicts(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """Settled ones too."""
    rows, words = conflict_entries(actor, actor.region), conflict_words(actor.region, at.date())
    address = address_of("duties:conflict_register", query, ())
    taking = Taking("conflict_register", DutyPermission.READ, address, _("全部规则冲突"), len(rows))
    return Leaving(taking, f"conflict-register-{at:%Y%m%d}.xlsx", lambda path: write_conflicts(path, rows, words))


def leaving_minutes(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """With all their tasks."""
    rows, words = minutes_entries(actor, actor.region), minutes_words(actor.region, at.date())
    address = address_of("duties:minutes_register", query, ())
    taking = Taking("minutes_register", DutyPermission.READ, address, _("全部会商通报"), len(rows))
    return Leaving(taking, f"minutes-register-{at:%Y%m%d}.xlsx", lambda path: write_minutes(path, rows, words))
