"""Checkpoints: signed, cosigned, opened; and what a log, a witness or a forger cannot do."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.ledger import (
    Checkpoint,
    KeyKind,
    Note,
    NoteError,
    VerifierKey,
    checkpoint_text,
    cosign_checkpoint,
    cosigners_of,
    open_checkpoint,
    parse_checkpoint,
    parse_note,
    printed_checkpoints,
    public_bytes,
    sign_checkpoint,
)
from yicha.engines.ledger.notes import sign

ORIGIN = "log.example/county"
LOG, JUSTICE, NOTARY = (Ed25519PrivateKey.from_private_bytes(bytes(31) + bytes([number])) for number in (1, 2, 3))
PUBLIC = public_bytes(LOG)
WITNESSES = [
    VerifierKey("justice.example", public_bytes(JUSTICE), KeyKind.COSIGNATURE),
    VerifierKey("notary.example", public_bytes(NOTARY), KeyKind.COSIGNATURE),
]
ROOT = bytes(range(32))
NOTE = sign_checkpoint(ORIGIN, 42, ROOT, LOG)
# c2sp.org/tlog-checkpoint: the text of its example
EXAMPLE = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"


def noted(text: str) -> str:
    """Any text, signed by the log as if it were a checkpoint."""
    return Note(text, (sign(text, ORIGIN, LOG),)).write()


def test_the_text_of_the_specifications_example() -> None:
    origin, checkpoint = parse_checkpoint(noted(EXAMPLE))
    assert (origin, checkpoint.size) == ("example.com/behind-the-sofa", 20_852_163)
    assert checkpoint_text(origin, *checkpoint) == EXAMPLE


@given(st.integers(0, 10**19 - 1), st.binary(min_size=32, max_size=32))
def test_what_the_log_signs_is_what_others_open(size: int, root: bytes) -> None:
    opened = open_checkpoint(sign_checkpoint(ORIGIN, size, root, LOG), ORIGIN, PUBLIC)
    assert opened == Checkpoint(size, root) == (size, root)


def test_a_note_is_five_lines_that_people_can_read() -> None:
    first, size, _, empty, signature, end = NOTE.split("\n")
    assert (first, size, empty, end) == (ORIGIN, "42", "", "")
    assert signature.startswith(f"— {ORIGIN} ")


def test_signing_twice_gives_the_same_bytes() -> None:
    assert sign_checkpoint(ORIGIN, 42, ROOT, LOG) == NOTE


def test_extension_lines_are_signed_and_passed_over() -> None:
    note = noted(checkpoint_text(ORIGIN, 42, ROOT) + "more\neven more\n")
    assert open_checkpoint(note, ORIGIN, PUBLIC) == (42, ROOT)


@pytest.mark.parametrize(
    ("note", "complaint"),
    [
        (NOTE.replace("\n42\n", "\n43\n"), "false signature"),
        (NOTE.replace(ORIGIN, "log.example/other", 1), "false signature"),
        (NOTE.replace(f"— {ORIGIN}", "— log.example/other"), "not signed by"),
        (noted(checkpoint_text("log.example/other", 42, ROOT)), "a checkpoint of log.example/other"),
        (sign_checkpoint(ORIGIN, 42, ROOT, JUSTICE), "not signed by"),
        ("", "a note is"),
    ],
)
def test_a_note_that_this_log_did_not_make_is_refused(note: str, complaint: str) -> None:
    with pytest.raises(NoteError, match=complaint):
        open_checkpoint(note, ORIGIN, PUBLIC)


ROOT_LINE = checkpoint_text(ORIGIN, 42, ROOT).split("\n")[2]


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n42\n",
        f"{ORIGIN}\n042\n{ROOT_LINE}\n",
        f"{ORIGIN}\n-1\n{ROOT_LINE}\n",
        f"{ORIGIN}\n٤٢\n{ROOT_LINE}\n",
        f"{ORIGIN}\n10000000000000000000\n{ROOT_LINE}\n",
        f"\n42\n{ROOT_LINE}\n",
        f"{ORIGIN}\n42\n{ROOT_LINE[:-4]}\n",
        f"{ORIGIN}\n42\n{ROOT_LINE}\n\nafter a gap\n",
    ],
)
def test_a_signature_does_not_make_a_checkpoint_of_another_text(text: str) -> None:
    with pytest.raises(NoteError):
        open_checkpoint(noted(text), ORIGIN, PUBLIC)


def test_a_refused_root_is_named() -> None:
    with pytest.raises(NoteError, match="a root is 32 bytes"):
        checkpoint_text(ORIGIN, 1, ROOT[:31])
    with pytest.raises(NoteError, match=r"^a checkpoint needs an origin of one line, a size and a root of 32 bytes$"):
        checkpoint_text(f"{ORIGIN}\n7\n{ROOT_LINE}", 1, ROOT)


@pytest.mark.parametrize(
    ("origin", "size", "root"),
    [
        (f"{ORIGIN}\n7\n{ROOT_LINE}", 1, ROOT),
        ("", 1, ROOT),
        ("two\nlines", 1, ROOT),
        (ORIGIN, -1, ROOT),
        (ORIGIN, 1, ROOT[:31]),
        (ORIGIN, 1, b""),
        ("with space", 1, ROOT),
    ],
)
def test_what_could_not_be_read_back_is_not_signed(origin: str, size: int, root: bytes) -> None:
    with pytest.raises(NoteError):
        sign_checkpoint(origin, size, root, LOG)


def test_witnesses_add_their_lines_and_the_logs_stays() -> None:
    once = cosign_checkpoint(NOTE, "justice.example", JUSTICE, 1_700_000_000)
    twice = cosign_checkpoint(once, "notary.example", NOTARY, 1_700_000_060)
    assert twice.startswith(once)
    assert once.startswith(NOTE)
    assert open_checkpoint(twice, ORIGIN, PUBLIC) == (42, ROOT)
    assert cosigners_of(NOTE, WITNESSES) == {}
    assert cosigners_of(once, WITNESSES) == {"justice.example": 1_700_000_000}
    assert cosigners_of(twice, WITNESSES) == {"justice.example": 1_700_000_000, "notary.example": 1_700_000_060}


HEX = " ".join(ROOT.hex()[at : at + 4] for at in range(0, 64, 4))


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n42\n{base64.b64encode(ROOT).decode()}",
        f"当日检查点\n{ORIGIN}  共 42 条\n{HEX}\n张贴",
        f"{ORIGIN} 42条 {HEX.upper()}",
        f"{ORIGIN} 42 {ROOT.hex()}",
    ],
    ids=["the code", "the sheet", "typed off", "one word"],
)
def test_what_was_printed_can_be_typed_off(text: str) -> None:
    assert printed_checkpoints(text) == [(ORIGIN, (42, ROOT))]
    twice = printed_checkpoints(f"{text}\n\n{text.replace(ORIGIN, 'twin').replace('42', '7')}")
    assert [(origin, size) for origin, (size, _) in twice] == [(ORIGIN, 42), ("twin", 7)]


@pytest.mark.parametrize(
    "text",
    ["", f"{ORIGIN} 42", f"{ORIGIN} 042 {HEX}", f"{ORIGIN} 42 {HEX[5:]}", f"{ORIGIN} 42 {HEX}ff", NOTE],
    ids=["nothing", "no root", "no size", "a short root", "a long root", "signed"],
)
def test_what_is_none_or_is_signed_is_not_taken_for_print(text: str) -> None:
    assert printed_checkpoints(text) == []


def test_a_witness_cannot_be_impersonated() -> None:
    forged = cosign_checkpoint(NOTE, "notary.example", JUSTICE, 1)
    assert cosigners_of(forged, WITNESSES) == {}
    moved = parse_note(cosign_checkpoint(NOTE, "notary.example", NOTARY, 1)).signatures[1]
    other = parse_note(sign_checkpoint(ORIGIN, 43, ROOT, LOG))
    with pytest.raises(NoteError, match=r"notary\.example"):
        cosigners_of(Note(other.text, (*other.signatures, moved)).write(), WITNESSES)


def test_a_log_cannot_pass_its_own_signature_off_as_a_witnesss() -> None:
    itself = VerifierKey(ORIGIN, PUBLIC, KeyKind.COSIGNATURE)
    assert cosigners_of(NOTE, [itself]) == {}


def test_a_witness_signs_nothing_that_is_not_a_checkpoint() -> None:
    with pytest.raises(NoteError, match="a checkpoint has"):
        cosign_checkpoint(noted("I owe you 100 yuan\n"), "justice.example", JUSTICE, 1)
