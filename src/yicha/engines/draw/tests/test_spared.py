"""Small lies that only one check stands against: each was let through when that check was taken out (`tools.mutants`)."""

import json
from typing import Any

import pytest

from yicha.engines.draw import drand
from yicha.engines.draw.bundle import public_of, write_full
from yicha.engines.draw.canonical import canon, write_file
from yicha.engines.draw.ceremony import ASSIGNMENT, RESULT
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.frame import Frame, freeze_for_test
from yicha.engines.draw.hashing import SHA256
from yicha.engines.draw.inquiry import Inquiries, check_inquiry
from yicha.engines.draw.lists import read_lists
from yicha.engines.draw.manifest import read_manifest
from yicha.engines.draw.pool import write_public
from yicha.engines.draw.tests.generated import mended
from yicha.engines.draw.tests.making import officer_frame, run, subject_frame
from yicha.engines.draw.verification import verify

Files = dict[str, bytes]
FULL = write_full(run(subject_frame(subjects=40, lines=2)))
LINE = 1
"""One ratio over everybody, without weights and cover rules: below its cut everybody eligible is drawn."""
DRAWN: list[str] = json.loads(FULL[RESULT])["lines"][LINE]["drawn"]
FRIEND = DRAWN[0]


def with_row(files: Files, sid: str, row: dict[str, Any]) -> Files:
    rows = [canon(row) if json.loads(line)["sid"] == sid else line for line in files["pool.jsonl"].splitlines()]
    return files | {"pool.jsonl": b"".join(line + b"\n" for line in rows)}


def row_of(sid: str, *, opened: bool) -> dict[str, Any]:
    lists = read_lists(read_manifest(FULL["manifest.json"]), FULL["pool.jsonl"], FULL["officers.jsonl"])
    rows = write_public(SHA256, lists.pool, lists.leaves, {sid} if opened else ()).splitlines()
    found: dict[str, Any] = json.loads(rows[list(lists.pool.sids).index(sid)])
    return found


def spared(*, opened: bool) -> Files:
    """The public bundle after a friend was taken out of the list, every hash mended. `opened`: his leaf is shown as if it explained."""
    result = json.loads(FULL[RESULT])
    for line in result["lines"]:
        line["selected"] -= FRIEND in line["drawn"]
        line["drawn"] = [sid for sid in line["drawn"] if sid != FRIEND]
    forged = public_of(FULL) | mended(SHA256, result, json.loads(FULL[ASSIGNMENT]))
    return with_row(forged, FRIEND, row_of(FRIEND, opened=opened))


@pytest.mark.parametrize("opened", [False, True])
def test_a_friend_is_not_spared_whether_his_leaf_is_shown_or_not(opened: bool) -> None:
    (problem,) = verify(spared(opened=opened)).problems
    assert problem.startswith(f"{FRIEND} 低于 ")


@pytest.mark.parametrize("opened", [False, True])
def test_his_own_inquiry_shows_it_too(opened: bool) -> None:
    with pytest.raises(DrawError, match="未抽中也未说明"):
        check_inquiry(Inquiries(spared(opened=opened)).answer(FRIEND))


def test_an_inquiry_of_a_row_that_is_closed_says_only_that_it_is_in_the_list() -> None:
    public = public_of(FULL)
    high = next(sid for row in map(json.loads, public["pool.jsonl"].splitlines()) if "com" in row and (sid := row["sid"]) not in DRAWN)
    assert check_inquiry(Inquiries(public).answer(high)).below == ()
    opened = with_row(public, high, row_of(high, opened=True))
    assert "多开了一户" in verify(opened).problems[0]


def test_the_report_names_each_thing_it_checked() -> None:
    for files, said in ((FULL, ("清单", "名录原文", "号票")), (public_of(FULL), ("清单", "名录承诺", "号票", "任务"))):
        checked = verify(files).checked
        assert [line.partition(" · ")[0][:2] for line in checked] == [words[:2] for words in said]
        assert all(line.partition(" · ")[2] for line in checked)


def test_posts_without_an_officer_are_counted_group_by_group() -> None:
    told = 0
    for seed in range(12):
        files = write_full(run(officer_frame(seed, visits=8, officers=9)))
        groups = json.loads(files[ASSIGNMENT])["groups"]
        notes = [note for note in verify(files).notes if "个岗位无人" in note]
        assert sum(int(note.split("：")[1].split()[0]) for note in notes) == sum(slots - filled for *_, slots, filled in groups)
        told += any(0 < filled < slots for *_, slots, filled in groups)
    assert told, "some group is filled in part"


@pytest.mark.parametrize(
    "signature",
    [
        b"\xff" * drand.SIZE,  # no point of the curve
        bytes(drand.SIZE),
        b"\xc0" + bytes(drand.SIZE - 1),  # the point at infinity, which every pairing accepts
        (0x80 << 376 | 4).to_bytes(drand.SIZE, "big"),  # a point of the curve outside the group that signs
    ],
)
def test_what_is_no_point_of_the_group_is_no_signature(signature: bytes) -> None:
    assert not drand.is_signed(1000, signature)


def test_salts_of_a_test_draw_follow_from_the_secret_and_from_both_lists() -> None:
    def keys_of(secret: bytes, officers: int = 5, visits: int = 5) -> list[bytes]:
        found: list[bytes] = []

        def freeze(salt_key: bytes) -> Frame:
            found.append(salt_key)
            return officer_frame(visits=visits, officers=officers)

        freeze_for_test(freeze, secret)
        return found

    keys = [keys_of(bytes(32)), keys_of(bytes([1]) * 32), keys_of(bytes(32), officers=6), keys_of(bytes(32), visits=6)]
    assert len({last for _, last in keys}) == 4
    assert all(first != last for first, last in keys)
    assert keys_of(bytes(32)) == keys[0]


def test_an_inquiry_without_its_digest_is_refused() -> None:
    asked = json.loads(Inquiries(public_of(FULL)).answer(FRIEND))
    assignment = json.loads(asked["assignment"])
    for name in ("digest", "result"):
        fewer = {key: value for key, value in assignment.items() if key != name}
        with pytest.raises(DrawError, match="指纹不符"):
            check_inquiry(write_file(asked | {"assignment": write_file(fewer).decode()}))
