"""The ledger for everybody: what it is now, who cosigned, the sheet of each day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yicha.engines.ledger import parse_checkpoint
from yicha.kernel.access import public
from yicha.kernel.checkpoint_sheet import checkpoint_sheet
from yicha.kernel.cosigning import daily_checkpoint, daily_checkpoints, witness_lines
from yicha.kernel.ledger import LOGS, Log, latest_checkpoint, verifier_keys
from yicha.portal.web.caching import cached
from yicha.portal.web.pages import MINUTES

WHY = "whoever keeps a checkpoint can prove later that nothing was rewritten"


class Head:
    """The present head of a log, as people compare it."""

    def __init__(self, log: Log, note: str) -> None:
        self.origin, (self.size, root) = parse_checkpoint(note)
        self.root, self.suite, self.key = root.hex(), log.suite.name, verifier_keys(log)[0]


@require_safe
@public(WHY)
@cached(MINUTES)
def log(request: HttpRequest) -> HttpResponse:
    heads = [Head(log, note) for log in LOGS if (note := latest_checkpoint(log))]
    return render(request, "portal/log.html", {"heads": heads, "witnesses": witness_lines(), "days": daily_checkpoints()})


@require_safe
@public(WHY)
@cached(60 * MINUTES)
def sheet(request: HttpRequest, size: int) -> HttpResponse:
    content = checkpoint_sheet(daily_checkpoint(size))
    sent = {"Content-Disposition": f'inline; filename="checkpoint-{size}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=sent)
