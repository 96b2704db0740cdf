"""抽取记录: the facts of a ceremony on a page for the printer, and as a PDF for the file."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yicha.draws import documents
from yicha.draws.documents import DrawRecord
from yicha.draws.queries import draws
from yicha.draws.types import DrawKind, DrawPermission, DrawRow, DrawStatus
from yicha.draws.web.pages import ceremony
from yicha.draws.web.projector import public_address, qr
from yicha.draws.web.words import KINDS, STATUSES, Party
from yicha.engines.draw.beacons import SOURCES
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.orgs.queries import place_name


@require_safe
@requires(DrawPermission.READ)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    told = ceremony(request, pk)
    address = public_address(request, told["row"])
    return render(request, "draws/record.html", told | {"address": address, "qr": qr(address)})


@require_safe
@requires(DrawPermission.READ)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF carries the hour of the draw, so that the same draw gives the same paper."""
    told = ceremony(request, pk)
    row: DrawRow = told["row"]
    pdf = documents.render(_record(actor_of(request), told, public_address(request, row)), row.drawn_at or now())
    headers = {"Content-Disposition": f'attachment; filename="{row.number}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _record(actor: Actor, told: dict[str, Any], address: str) -> DrawRecord:
    row: DrawRow = told["row"]
    return DrawRecord(
        region=place_name(row.region_path),
        number=row.number,
        title=f"{told['title']} · {row.title} · {KINDS[row.kind]}",
        test=row.is_test,
        void_because=row.void_because,
        steps=(
            (_("冻结名录"), _hour(row.frozen_at), row.pool_hash),
            (_("封存清单"), _hour(row.sealed_at), row.manifest_hash),
            (_("抽取"), _hour(row.drawn_at), row.result_hash),
        ),
        parties=tuple((one.name, one.row.commitment, _seed(one, row)) for one in told["parties"]),
        beacon=_beacon(row),
        lines=tuple((line.label, str(line.members), str(line.selected), line.cut[:8] or "—") for line in told["lines"]),
        outcome=_outcome(told),
        attempts=tuple((one.number, one.void_because or str(STATUSES[one.status][0])) for one in _before(actor, row)),
        bundle_number=row.bundle_number,
        address=address,
    )


def _hour(at: datetime | None) -> str:
    return localtime(at).strftime("%Y-%m-%d %H:%M:%S") if at else "—"


def _seed(party: Party, row: DrawRow) -> str:
    if party.row.revealed:
        return _("相符")
    return _("没有交出") if row.drawn_at else _("还没到")


def _beacon(row: DrawRow) -> str:
    if row.is_test:
        return _("没有（试验）")
    source = row.source
    said = SOURCES[source.name].show(bytes.fromhex(row.beacon_value)) if row.beacon_value and source.name in SOURCES else _("还没登记")
    words = _("%(name)s 第 %(round)s 期（备用）：%(said)s") if row.fell_back else _("%(name)s 第 %(round)s 期：%(said)s")
    return words % {"name": source.name, "round": source.round, "said": said}


def _outcome(told: dict[str, Any]) -> str:
    row: DrawRow = told["row"]
    if row.drawn_at is None:
        return _("还没抽取")
    if row.kind is DrawKind.OFFICERS:
        posts = [name for team in told["teams"] for _department, name in team.posts]
        filled = sum(bool(name) for name in posts)
        return _("%(visits)s 次检查，%(filled)s 个岗位定人，%(empty)s 个空缺") % {
            "visits": len(told["teams"]),
            "filled": filled,
            "empty": len(posts) - filled,
        }
    if told["found"] is None:
        return _("有依法不预告的检查，名单 %(day)s 起公开") % {"day": row.open_from}
    return _("%(pool)s 家中抽出 %(total)s 家") % {"pool": told["found"].pool, "total": told["found"].total}


def _before(actor: Actor, row: DrawRow) -> list[DrawRow]:
    """Earlier numbers of its kind and year that stand or are void."""
    done = {DrawStatus.DRAWN, DrawStatus.VOID}
    return [one for one in draws(actor, row.region_path, row.year) if one.kind is row.kind and one.id < row.id and one.status in done]
