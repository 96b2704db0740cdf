"""`/log/`: the ledger as anybody may fetch it (c2sp.org/tlog-tiles); `/log/sm3/` is its twin.

Only hashes are public. The texts under them say who did what to whom, a sealed draw included, so entry bundles are for those who may
read the whole trail (`orgs`); a hash betrays nothing, because each text holds 122 random bits of its own.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from yicha.engines.ledger import parse_tile
from yicha.kernel.access import public
from yicha.kernel.jurisdiction import absent
from yicha.kernel.ledger import MAIN, TWIN, Log, latest_checkpoint
from yicha.kernel.tiles import tile_hashes

FOR_EVER = "public, max-age=31536000, immutable"
SOME_SECONDS = "public, max-age=5"


@public("a checkpoint is made to be seen: whoever keeps it can prove later that nothing was rewritten")
def checkpoint(request: HttpRequest, log: Log) -> HttpResponse:
    note = latest_checkpoint(log) or absent()
    return HttpResponse(note, content_type="text/plain; charset=utf-8", headers={"Cache-Control": SOME_SECONDS})


@public("hashes only, from which anybody can prove that the log only grew")
def hashes(request: HttpRequest, tile: str, log: Log) -> HttpResponse:
    asked = parse_tile(tile)
    if asked is None or asked.level is None:
        absent()
    return HttpResponse(tile_hashes(asked, log), content_type="application/octet-stream", headers={"Cache-Control": FOR_EVER})


app_name = "log"
urlpatterns = [
    path("checkpoint", checkpoint, {"log": MAIN}, name="checkpoint"),
    path("tile/<path:tile>", hashes, {"log": MAIN}, name="tile"),
    path("sm3/checkpoint", checkpoint, {"log": TWIN}, name="twin_checkpoint"),
    path("sm3/tile/<path:tile>", hashes, {"log": TWIN}, name="twin_tile"),
]
