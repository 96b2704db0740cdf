"""What people read when something does not hold: both languages, word for word, and the place it names."""

from collections.abc import Callable

import pytest

from yicha.engines.draw import verify
from yicha.engines.draw.canonical import canon, read_json
from yicha.engines.draw.directory import Directory
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import SHA256
from yicha.engines.draw.inclusion import check_log
from yicha.engines.draw.lists import lists_of
from yicha.engines.draw.manifest import read_manifest
from yicha.engines.draw.pool import read_pool
from yicha.engines.draw.shapes import text
from yicha.engines.draw.tests.making import run, subject_frame

FILES = run(subject_frame()).files


def unreadable_officers() -> object:
    return lists_of(read_manifest(FILES["manifest.json"]), read_pool(FILES["pool.jsonl"]), b"nonsense\n")


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda: canon("\ud800"), "文字中有半个字符，无法保存 · a text holds half a character (a lone surrogate)"),
        (lambda: read_json("seed.json", b"\xef\xbb\xbf{}"), "seed.json：不是严格的 JSON（BOM） · seed.json: not strict JSON"),
        (lambda: Directory(SHA256, "D", [("S", bytes(32))] * 2), "名录中有重复的编号 · a name stands twice in the list"),
        (lambda: check_log(SHA256, {}), "log/ 中缺少检查点或证明 · log/ lacks its checkpoint or its proofs"),
        (lambda: text("title", 1), "title：应是文本 · title: must be text"),
    ],
    ids=["half a character", "a byte order mark", "a name twice", "half a log", "no text"],
)
def test_a_refusal_is_one_line_in_two_languages(act: Callable[[], object], said: str) -> None:
    with pytest.raises(DrawError) as refused:
        act()
    assert str(refused.value) == said


def test_a_list_that_cannot_be_read_is_named() -> None:
    with pytest.raises(DrawError, match=r"^officers\.jsonl"):
        unreadable_officers()


def test_what_was_checked_is_said_in_the_order_of_checking() -> None:
    assert verify(FILES).checked[0] == "清单、承诺、揭示、种子 · manifest, commitments, reveals, seed"
