import io
import json
import zipfile

import pytest

from yicha.engines.draw import bundle as bundle_module
from yicha.engines.draw.bundle import added, belongs, number_of, pack, public_of, unpack, write_full
from yicha.engines.draw.ceremony import ASSIGNMENT, RESULT, SIX
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import SHA256
from yicha.engines.draw.public import Told, to_explain
from yicha.engines.draw.tests.making import double_frame, officer_frame, run, run_test, subject_frame
from yicha.engines.draw.verification import verify

FULL = write_full(run(double_frame(3)), {"checkpoint": b"c", "proofs.jsonl": b"p"})
PUBLIC = public_of(FULL)


def test_full_and_public_differ_only_in_lists_and_readme() -> None:
    assert FULL.keys() == PUBLIC.keys() == {*SIX, "README.txt", "log/checkpoint", "log/proofs.jsonl"}
    assert {name for name in FULL if FULL[name] != PUBLIC[name]} == {"pool.jsonl", "officers.jsonl", "README.txt"}
    assert number_of(FULL) == number_of(PUBLIC) == SHA256.digest(FULL[ASSIGNMENT]).hex()


@pytest.mark.parametrize("seed", range(8))
def test_the_public_never_sees_class_name_number_or_salt(seed: int) -> None:
    full = write_full(run(double_frame(seed)))
    public = public_of(full)
    shown = b"".join(public.values()).decode()
    for line in full["officers.jsonl"].splitlines():
        row = json.loads(line)
        assert row["id"] not in shown
        assert row["record"]["name"] not in shown.replace("某些", "")
        assert row["salt"] not in shown
    for line in full["pool.jsonl"].splitlines():
        row = json.loads(line)
        assert row["pepper"] not in shown
    for line in public["pool.jsonl"].splitlines():
        assert set(json.loads(line)) in ({"com", "sid"}, {"lock", "open", "salt", "sid"})
    for line in public["officers.jsonl"].splitlines():
        assert set(json.loads(line)) == {"com", "pid"}


def test_low_tickets_that_were_not_drawn_are_opened_with_their_open_part() -> None:
    records = {row["sid"]: row for row in map(json.loads, FULL["pool.jsonl"].splitlines())}
    opened = [json.loads(line) for line in PUBLIC["pool.jsonl"].splitlines() if b'"open"' in line]
    assert 0 < len(opened) < len(records)
    assert all((row["open"], row["salt"]) == (records[row["sid"]]["open"], records[row["sid"]]["salt"]) for row in opened)
    assert verify({name: PUBLIC[name] for name in SIX}).ok


def test_files_are_added_behind_those_of_a_zip_and_the_same_give_the_same_bytes() -> None:
    six, log = ({name: FULL[name] for name in FULL if name.startswith("log/") is wanted} for wanted in (False, True))
    grown = added(pack(six), log)
    assert unpack(grown) == FULL
    assert grown == added(pack(six), dict(reversed(log.items())))
    with zipfile.ZipFile(io.BytesIO(grown)) as archive:
        assert archive.namelist() == [*sorted(six), *sorted(log)]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_who_must_be_explained() -> None:
    tickets = {name: bytes([number]) + bytes(31) for number, name in enumerate("ABCDE")}
    cut = (bytes([3]) + bytes(31)).hex()
    lines = [{"cut": cut, "drawn": ["A", "E"]}, {"cut": "0" * 64, "drawn": []}, {"cut": "f" * 64, "drawn": ["B", "C", "D", "E"]}]
    nobody = Told((frozenset(),) * 3, (frozenset(),) * 3, frozenset(), {})
    assert to_explain(lines, tickets, nobody) == {"B": {0}, "C": {0}, "A": {2}}
    just_above = (bytes([3]) + bytes(30) + b"\x01").hex()
    assert to_explain([{"cut": just_above, "drawn": []}], tickets, nobody) == {name: {0} for name in "ABCD"}
    before = Told((frozenset("A"),), (frozenset(),), frozenset("B"), {})
    assert to_explain([{"cut": just_above, "drawn": ["C"]}], tickets, before) == {"D": {0}}


def test_zip_and_back() -> None:
    assert unpack(pack(FULL)) == FULL
    assert pack(FULL) == pack(dict(reversed(FULL.items())))
    with zipfile.ZipFile(io.BytesIO(pack(FULL))) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        assert [entry.filename for entry in archive.infolist()] == sorted(FULL)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_belongs_to_a_bundle() -> None:
    assert all(map(belongs, [*SIX, "README.txt", "log/checkpoint", "log/x"]))
    assert not any(map(belongs, ["", "log/", "log/a/b", "x/manifest.json", "/manifest.json", "../manifest.json", "other.txt", "log"]))


def test_only_what_belongs_is_unpacked() -> None:
    assert unpack(pack({"manifest.json": b"m", "../evil": b"e", "other": b"o"})) == {"manifest.json": b"m"}


def deflated(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_a_zip_made_elsewhere_is_read() -> None:
    assert unpack(deflated(FULL)) == FULL


@pytest.mark.parametrize("packed", [b"", b"PK\x03\x04", b"no zip", pack(FULL)[:-30], pack(FULL)[:200]])
def test_what_is_no_zip_is_refused(packed: bytes) -> None:
    with pytest.raises(DrawError, match="不是可读的压缩包"):
        unpack(packed)


def test_a_damaged_entry_is_refused() -> None:
    packed = deflated(FULL)
    place = packed.index(b"manifest.json") + 40
    with pytest.raises(DrawError, match="不是可读的压缩包"):
        unpack(packed[:place] + bytes([packed[place] ^ 0xFF]) + packed[place + 1 :])


def test_an_unusual_way_of_packing_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("manifest.json", b"m" * 100)
    with pytest.raises(DrawError, match="不是可读的压缩包"):
        unpack(packed.getvalue())


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_module, "GREATEST_SIZE", 1000)
    assert unpack(deflated({"manifest.json": bytes(1000), "other": bytes(5000)})) == {"manifest.json": bytes(1000)}
    with pytest.raises(DrawError, match="压缩包过大"):
        unpack(deflated({"manifest.json": bytes(600), "pool.jsonl": bytes(401)}))


def test_the_readme_speaks_to_lay_people() -> None:
    for files, kind in ((FULL, "完整抽取包"), (PUBLIC, "公开抽取包")):
        text = files["README.txt"].decode()
        assert kind in text
        assert number_of(files) in text
        assert "年度联合抽查" in text
        assert "未经见证" not in text
    assert "未经见证" in write_full(run_test(subject_frame()))["README.txt"].decode()


def test_nothing_public_comes_of_broken_lists_or_seed() -> None:
    for name in SIX[:4]:
        with pytest.raises(DrawError):
            public_of(FULL | {name: FULL[name].replace(b"1", b"2", 1)})


@pytest.mark.parametrize("frame", [subject_frame, officer_frame], ids=["subjects", "officers"])
def test_kinds_have_their_own_lists(frame: object) -> None:
    files = write_full(run(frame()))  # type: ignore[operator] # a maker
    public = public_of(files)
    kind = json.loads(files["manifest.json"])["kind"]
    assert (public["officers.jsonl"] == b"") is (kind == "subjects")
    assert (json.loads(files[RESULT])["lines"] == []) is (kind == "officers")
    if kind == "officers":
        assert b'"open"' not in public["pool.jsonl"]
