"""What the fake office tells a phone, and what it need not tell it again (`brief`, `changes`)."""

import json
from typing import Any

Json = dict[str, Any]
VALUES = ("version", "heads", "who", "reviews")


def news(visits: dict[str, Json], body: Json, receipts: list[Json], told: dict[tuple[str, int], str]) -> list[Json]:
    """Of which the phone has another version. `told`: visit and version → all but the values that stood then."""
    changed = [one for one in visits.values() if body["have"].get(one["id"]) != one["version"]]
    found = [_in_brief(one, body, receipts) or _values(one, body, told) or one for one in changed]
    told |= {(one["id"], one["version"]): _rest(one) for one in changed}
    return found


def _in_brief(one: Json, body: Json, receipts: list[Json]) -> Json | None:
    """If nothing has happened but plain answers and notes of this request: each of them is an act of the fake office's log."""
    ops = [op for op in map(json.loads, body["ops"]) if op["visit"] == one["id"]]
    said = [json.loads(receipt["text"]) for receipt in receipts]
    counted = {receipt["op"] for receipt in said if (receipt["status"], receipt["why"]) == ("applied", "")}
    plain = body.get("brief") and all(op["kind"] in {"answer", "note"} and op["id"] in counted for op in ops)
    have = body["have"].get(one["id"], 0)
    return {"id": one["id"], "version": one["version"], "brief": have} if plain and have + len(ops) == one["version"] else None


def _values(one: Json, body: Json, told: dict[tuple[str, int], str]) -> Json | None:
    """If nothing else is other than in the version that the phone has."""
    have = body["have"].get(one["id"], 0)
    if not body.get("changes") or told.get((one["id"], have)) != _rest(one):
        return None
    return {"id": one["id"], "on": have} | {name: one[name] for name in VALUES if name in one}


def _rest(one: Json) -> str:
    return json.dumps({name: value for name, value in one.items() if name not in VALUES}, sort_keys=True)
