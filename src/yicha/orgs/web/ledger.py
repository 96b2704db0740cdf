"""The ledger for those who watch over it: the texts under its hashes."""

from django.http import HttpRequest, HttpResponse

from yicha.engines.ledger import parse_tile, write_bundle
from yicha.kernel.access import actor_of, requires
from yicha.kernel.jurisdiction import absent
from yicha.kernel.tiles import tile_entries
from yicha.kernel.types import KernelPermission
from yicha.orgs.queries import is_whole_home


@requires(KernelPermission.READ_TRAIL)
def entries(request: HttpRequest, tile: str) -> HttpResponse:
    """An entry bundle (c2sp.org/tlog-tiles). The log holds the acts of every region, so a part of the home is not enough."""
    asked = parse_tile(f"entries/{tile}")
    if asked is None or not is_whole_home(actor_of(request)):
        absent()
    bundle = write_bundle(tile_entries(asked))
    return HttpResponse(bundle, content_type="application/octet-stream", headers={"Cache-Control": "private, no-store"})
