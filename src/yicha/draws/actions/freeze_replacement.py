from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from yicha.draws import rules
from yicha.draws.actions.freeze_pool import freeze_pool
from yicha.draws.models import Draw, Loss
from yicha.draws.queries import upcoming_number
from yicha.draws.types import DrawKind, DrawPermission, DrawStatus, FreezePool, FreezeReplacement, LossReason, ReplacementFrozen
from yicha.engines.draw import types as engine
from yicha.engines.draw.bundle import pack, unpack
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.frame import freeze_replacement as freeze
from yicha.engines.draw.public import standing_on
from yicha.kernel.actor import Actor
from yicha.kernel.archive import content_of, keep
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import Limit, broken_limit
from yicha.kernel.refusals import Exit
from yicha.kernel.use_case import use_case

CODES: Mapping[LossReason, str] = {
    LossReason.CLOSED: "已注销、吊销或停业",
    LossReason.MOVED: "已迁出本地",
    LossReason.NOT_FOUND: "按登记的住所和经营场所查无此户",
}
LIMITS = {"draw_replaced_once": Limit(rules.CLAUSE, "这次抽取已有递补", (Exit("在最近一次递补上接着递补"),))}


@use_case(may=DrawPermission.FREEZE, clause="YX-2.7b LYG-4.2")
def freeze_replacement(actor: Actor, command: FreezeReplacement, at: datetime, /) -> ReplacementFrozen:
    """递补: the same frozen list, a number, secrets and a public number of its own. Nobody knows who comes when somebody is called lost."""
    behind = fetch(actor, Draw.objects.all(), clause=rules.CLAUSE, pk=command.draw)
    rules.require_replaceable(DrawKind(behind.kind), drawn=behind.status == DrawStatus.DRAWN)
    rules.require_losses(command.lost)
    full = unpack(content_of(behind.full_bundle))
    places = standing_on(full)
    rules.require_drawn_in_the_open([one.sid for one in command.lost if one.sid not in places])
    lost = [engine.Lost(line, one.sid, one.reason.value) for one in command.lost for line in places[one.sid]]
    codes = {reason.value: CODES[reason] for reason in sorted({one.reason for one in command.lost})}
    heading = engine.Heading(upcoming_number(behind.region_path, behind.year), f"{behind.title}（递补）"[:200], codes=codes)
    try:
        frame = freeze(heading, full, lost)
    except DrawError as error:
        raise rules.nobody_left(error) from error
    digest = keep(actor, pack(frame.to_files()), "frame", f"{heading.draw}-frame.zip", at)
    pool = FreezePool(behind.region_path, behind.year, digest, command.participants, command.beacon, behind.open_from)
    frozen = freeze_pool(actor, pool, at)
    _write(frozen.draw, behind, command)
    return ReplacementFrozen(frozen.draw, frozen.number, behind.pk, command.lost)


def _write(pk: int, behind: Draw, command: FreezeReplacement) -> None:
    try:
        with transaction.atomic():
            Draw.objects.filter(pk=pk).update(replaces=behind)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    Loss.objects.bulk_create(Loss(draw_id=pk, sid=one.sid, reason=one.reason.value, evidence=one.evidence.strip()) for one in command.lost)
