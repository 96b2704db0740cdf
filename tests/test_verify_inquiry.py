"""The outsiders' check of one subject's answer (docs/vdr1.md §17) agrees with the engine's, and refuses what was changed."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.test_verify_js import node
from tests.verifiers import NODE, ROOT
from yicha.engines.draw import public_of, write_full
from yicha.engines.draw.inquiry import Inquiries, check_inquiry
from yicha.engines.draw.tests.making import replaced, run, subject_frame
from yicha.engines.draw.tests.test_inquiry import asked, spoilt_answers
from yicha.engines.draw.tests.tiny import OPENED

VERIFIER = ROOT / "verify/verify_inquiry.js"
MANY = """
const { verifyInquiry } = require(process.argv[1]), told = (text) => { try { return verifyInquiry(text); } catch (error) { return null; } };
console.log(JSON.stringify(JSON.parse(require("fs").readFileSync(0)).map(told)));
"""


def told(texts: list[str]) -> list[dict[str, object] | None]:
    done = node("-e", MANY, VERIFIER, stdin=json.dumps(texts).encode())
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object] | None] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("suite", [1, 2])
def test_both_read_the_same_in_every_answer(suite: int) -> None:
    first = write_full(run(subject_frame(suite=suite)))
    for full in (first, write_full(replaced(first))):
        agree(public_of(full))


def agree(files: dict[str, bytes]) -> None:
    inquiries = Inquiries(files)
    sids = [json.loads(line)["sid"] for line in files["pool.jsonl"].splitlines()]
    answers = [inquiries.answer(sid) for sid in (*sids, "NOBODY:1", "NOBODY:2")]
    ours = [json.loads(json.dumps(asdict(check_inquiry(answer)))) for answer in answers]
    assert told([answer.decode() for answer in answers]) == ours


@pytest.mark.parametrize("sid", ["S0", "S9", OPENED])
def test_whatever_is_changed_is_refused(sid: str) -> None:
    texts = [json.dumps(one, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n" for one in spoilt_answers(sid)]
    assert set(map(repr, told(texts))) == {"None"}


def test_as_a_command(tmp_path: Path) -> None:
    text = json.dumps(asked("S0"), ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    (tmp_path / "answer.json").write_text(text)
    done = node(VERIFIER, tmp_path / "answer.json")
    assert (done.returncode, json.loads(done.stdout)["sid"]) == (0, "S0")
    (tmp_path / "answer.json").write_text(text.replace("S0", "S1"))
    done = node(VERIFIER, tmp_path / "answer.json")
    assert done.returncode == 1
    assert "拒绝" in done.stdout.decode()
    assert NODE.exists()
