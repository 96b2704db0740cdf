from datetime import datetime

from yicha.engines.fieldlog import read
from yicha.field import rules
from yicha.field.actions._bench import author_of
from yicha.field.actions._taking import take_in
from yicha.field.models import Lane
from yicha.field.types import ExportHandedIn, FieldPermission, HandInExport
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=FieldPermission.HAND_IN, clause="YX-2.12 LYG-4.4a")
def hand_in_export(actor: Actor, command: HandInExport, at: datetime, /) -> ExportHandedIn:
    """文件代替网络: whoever carries the file in, its author is the officer whose lane signed it; the carrier is on record."""
    lane = fetch(actor, Lane.objects.all(), clause="YX-2.12", pk=command.lane)
    rules.require_from_lane(lane.public_key, command.texts, command.signature, given_up=bool(lane.wipe))
    done = list(take_in(author_of(lane), lane.pk, [(read(text).visit, text) for text in command.texts], at))
    return ExportHandedIn(lane.pk, lane.account, sum(len(one.recorded) for one in done), sum(len(one.refused) for one in done))
