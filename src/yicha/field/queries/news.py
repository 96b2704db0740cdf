"""What a phone is told of its visits: whole, or as much as it has not got."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from yicha.engines.fieldlog import Kind
from yicha.field import models
from yicha.field.queries.packages import packed, reviews_of, standing
from yicha.field.queries.registers import board, counting
from yicha.field.types import FieldWorkRecorded, Package
from yicha.inspections.queries import answers_among, drawn_for
from yicha.inspections.types import AnswersRecorded
from yicha.kernel.actor import Actor
from yicha.kernel.events import name_of
from yicha.kernel.models import Entry
from yicha.subjects.queries import changed_among

APART = 1_000_000
QUIET = [name_of(FieldWorkRecorded), name_of(AnswersRecorded)]
PLAIN = [Kind.ANSWER.value, Kind.NOTE.value, models.DESK]


@dataclass(frozen=True)
class Held:
    """By a phone, by visit. `have`: the versions; `own`: how many acts it has just brought, where these changed nothing but what it shows
    anyway and it need not be told them again; `changes`: it can put what stands now on what it has.
    """

    have: Mapping[str, int]
    own: Mapping[str, int]
    changes: bool = False

    def standing_suffices(self, pk: int, version: int) -> bool:
        """Nothing but values has changed since."""
        return self.changes and self.have.get(str(pk), 0) // APART == version // APART


def versions(visits: Mapping[int, int]) -> dict[int, int]:
    """Inspection → how many acts it and its visit have seen, only ever more: in millions what may have changed anything, and in ones the
    answers and notes, which change nothing but the values that stand.
    """
    abouts = {f"inspection:{pk}": pk for pk in visits} | {f"visit:{visit}": pk for pk, visit in visits.items()}
    found = dict.fromkeys(visits, APART)
    acts = Entry.objects.filter(about__in=abouts).values("about")
    for row in acts.annotate(acts=Count("run"), quiet=Count("run", filter=Q(event__in=QUIET))):
        found[abouts[row["about"]]] += row["quiet"] + APART * (row["acts"] - row["quiet"])
    loud = models.Operation.objects.filter(inspection__in=visits).exclude(kind__in=PLAIN).order_by()
    for pk, many in loud.values_list("inspection").annotate(Count("pk")):
        found[pk] += APART * many
    return found


def packages(actor: Actor, have: Mapping[str, int], at: datetime) -> list[Package]:
    """The officer's visits of which the phone has another version."""
    return news(actor, Held(have, {}), at)[0]


def news(actor: Actor, held: Held, at: datetime) -> tuple[list[Package], list[dict[str, Any]]]:
    """The same; and what is not said whole. Of what the phone holds and is not his any more, nothing but that."""
    near, have = drawn_for(actor, at), held.have
    known = versions({pk: visit for pk, (visit, _) in near.items()})
    changed = {pk: version for pk, version in known.items() if have.get(str(pk)) != version}
    brief = {pk for pk in changed if str(pk) in held.own and have.get(str(pk), 0) + held.own[str(pk)] == changed[pk]}
    values = {pk for pk in changed.keys() - brief if held.standing_suffices(pk, changed[pk])}
    said = [{"id": pk, "version": version + 1, "state": "gone"} for pk, version in have.items() if not pk.isdigit() or int(pk) not in near]
    register = _register({pk: near[pk][1] for pk in brief | values})
    said += [{"id": str(pk), "version": changed[pk], "brief": have[str(pk)]} | register[pk] for pk in sorted(brief)]
    stands = _values(actor, values)
    said += [{"id": str(pk), "version": changed[pk], "on": have[str(pk)]} | register[pk] | stands[pk] for pk in sorted(values)]
    return packed(actor, {pk: version for pk, version in changed.items() if pk not in brief | values}, at), said


def _register(sids: Mapping[int, str]) -> dict[int, dict[str, str]]:
    """What the register has changed at whom these visits are to, which no act of a visit tells."""
    found = changed_among(set(sids.values())) if sids else {}
    return {pk: {"changed": found[sid]} if found.get(sid) else {} for pk, sid in sids.items()}


def _values(actor: Actor, pks: Collection[int]) -> dict[int, dict[str, Any]]:
    """What stands on the paths of these visits and what waits for a person."""
    if not pks:
        return {}
    counted, written, reviews = counting(pks), answers_among(actor, pks), reviews_of(pks)
    return {pk: {"reviews": reviews[pk]} | standing(board(counted[pk], written[pk].values())) for pk in pks}
