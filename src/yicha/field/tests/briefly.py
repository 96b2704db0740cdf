"""What the fake office tells a phone, and what it need not tell it again (`brief`)."""

import json
from typing import Any

Json = dict[str, Any]


def news(visits: dict[str, Json], body: Json, receipts: list[Json]) -> list[Json]:
    """Of which the phone has another version."""
    changed = [one for one in visits.values() if body["have"].get(one["id"]) != one["version"]]
    return [_in_brief(one, body, receipts) or one for one in changed]


def _in_brief(one: Json, body: Json, receipts: list[Json]) -> Json | None:
    """If nothing has happened but plain answers and notes of this request: each of them is an act of the fake office's log."""
    ops = [op for op in map(json.loads, body["ops"]) if op["visit"] == one["id"]]
    told = [json.loads(receipt["text"]) for receipt in receipts]
    counted = {said["op"] for said in told if (said["status"], said["why"]) == ("applied", "")}
    plain = body.get("brief") and all(op["kind"] in {"answer", "note"} and op["id"] in counted for op in ops)
    have = body["have"].get(one["id"], 0)
    return {"id": one["id"], "version": one["version"], "brief": have} if plain and have + len(ops) == one["version"] else None
