"""`visits/<id>/files`: originals in chunks, resumed where they stopped (FIELD1 §8)."""

from base64 import b64encode
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path

from yicha.field.actions.keep_original import keep_original
from yicha.field.actions.store_chunk import store_chunk
from yicha.field.api.answers import REFUSED, WORK, officer, problem, router
from yicha.field.queries import chunks, file_state, promise
from yicha.field.queries.limits import CHUNK
from yicha.field.types import FileState, KeepOriginal, StoreChunk
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.files import store
from yicha.kernel.refusals import RuleBroken

Sha = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
Number = Annotated[int, Path(ge=0, le=10_000)]
Visit = Annotated[int, Path(ge=1, le=2**53)]
ANSWERS: Any = {200: dict[str, Any], REFUSED: dict[str, Any]}


@router.get("/visits/{visit}/files/{sha}", auth=officer, response=ANSWERS)
@requires(WORK)
def original(request: HttpRequest, visit: Visit, sha: Sha) -> dict[str, Any]:
    """What of an own photograph is still missing; its receipt once nothing is."""
    return _shown(file_state(actor_of(request), visit, sha))


@router.put("/visits/{visit}/files/{sha}/{number}", auth=officer, response=ANSWERS)
@requires(WORK)
def chunk(request: HttpRequest, visit: Visit, sha: Sha, number: Number) -> HttpResponse | dict[str, Any]:
    """One part, exactly as the operation said. With the last one the whole is kept and receipted."""
    actor, at = actor_of(request), now()
    if int(request.headers.get("Content-Length") or 0) > CHUNK or len(request.body) > CHUNK:
        return problem("too_large")
    try:
        stored = store_chunk(actor, StoreChunk(visit, sha, number, b64encode(request.body).decode()), at)
        if not stored.left:
            _whole(actor, visit, sha, at)
    except RuleBroken:
        return problem("bad_chunk")
    return _shown(file_state(actor, visit, sha))


def _whole(actor: Actor, visit: int, sha: str, at: datetime) -> None:
    """Put together in the store of files, and only then recorded; twice is once."""
    if file_state(actor, visit, sha).receipt is None:
        size = promise(actor, visit, sha).size
        kept = store(chunks(visit, sha), limit=size, declared=size)
        keep_original(actor, KeepOriginal(visit, sha, kept.digest, kept.size, kept.media_type), at)


def _shown(state: FileState) -> dict[str, Any]:
    receipt = {"text": state.receipt.text, "sig": state.receipt.sig} if state.receipt else None
    return {"parts": list(state.parts), "missing": list(state.missing), "receipt": receipt}
