"""Signed notes: the example of the specification, round trips, and everything that must be refused."""

import base64
from contextlib import suppress

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.ledger import KeyKind, Note, NoteError, Signature, VerifierKey, parse_note, public_bytes
from yicha.engines.ledger.notes import cosign, sign, unbase64

# c2sp.org/signed-note: the example of a verifier key and of a note that it signed
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE_LINE = "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
EXAMPLE = f"This is an example message.\n\n{EXAMPLE_LINE}"
# c2sp.org/tlog-cosignature: the witness's line of its example
WITNESS_LINE = (
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)

LOG = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\1")
WITNESS = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\2")
LOG_KEY = VerifierKey("log.example/青禾", public_bytes(LOG))
WITNESS_KEY = VerifierKey("witness.example/司法局", public_bytes(WITNESS), KeyKind.COSIGNATURE)
TEXT = "一行\n\n又一行\n"


def signed(text: str = TEXT) -> Note:
    return Note(text, (sign(text, LOG_KEY.name, LOG), cosign(text, WITNESS_KEY.name, WITNESS, 1_700_000_000)))


def test_the_example_of_the_specification() -> None:
    note, key = parse_note(EXAMPLE), VerifierKey.parse(EXAMPLE_KEY)
    assert note.signed_by(key) == note.signatures[0]
    assert (note.text, note.write(), str(key)) == ("This is an example message.\n", EXAMPLE, EXAMPLE_KEY)


def test_the_example_does_not_cover_another_text() -> None:
    note = parse_note(EXAMPLE.replace("an example", "my example"))
    with pytest.raises(NoteError, match=r"false signature under the name of example\.com/foo"):
        note.signed_by(VerifierKey.parse(EXAMPLE_KEY))


def test_the_witness_line_of_the_specification_carries_its_time() -> None:
    signature = parse_note(f"text\n\n{WITNESS_LINE}").signatures[0]
    assert (signature.name, signature.key_id.hex(), signature.time) == ("witness.example.com/w1", "8d66cf3f", 1_679_315_147)
    assert len(signature.value) == 8 + 64


def test_a_cosignature_signs_the_header_the_time_and_the_text() -> None:
    signature = cosign(TEXT, WITNESS_KEY.name, WITNESS, 1_679_315_147)
    message = f"cosignature/v1\ntime 1679315147\n{TEXT}".encode()
    WITNESS.public_key().verify(signature.value[8:], message)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1), st.integers(0, 2**63 - 1))
def test_what_is_signed_is_read_back_and_believed(line: str, time: int) -> None:
    text = f"{line}\n"
    note = Note(text, (sign(text, LOG_KEY.name, LOG), cosign(text, WITNESS_KEY.name, WITNESS, time)))
    opened = parse_note(note.write())
    believed = opened.signed_by(WITNESS_KEY)
    assert opened == note
    assert opened.signed_by(LOG_KEY) is opened.signatures[0]
    assert believed
    assert believed.time == time


def test_unknown_keys_are_passed_over() -> None:
    stranger = VerifierKey(LOG_KEY.name, public_bytes(WITNESS))
    renamed = VerifierKey("other.example", LOG_KEY.public)
    other_kind = VerifierKey(LOG_KEY.name, LOG_KEY.public, KeyKind.COSIGNATURE)
    assert [signed().signed_by(key) for key in (stranger, renamed, other_kind)] == [None, None, None]


def test_one_false_line_of_a_known_key_spoils_the_note() -> None:
    true = sign(TEXT, LOG_KEY.name, LOG)
    false = sign("another text\n", LOG_KEY.name, LOG)
    for lines in [(true, false), (false, true)]:
        with pytest.raises(NoteError, match="false signature"):
            Note(TEXT, lines).signed_by(LOG_KEY)


@pytest.mark.parametrize("value", [b"x", b"x" * 63, b"x" * 65])
def test_a_signature_of_another_length_is_false(value: bytes) -> None:
    for key in (LOG_KEY, WITNESS_KEY):
        note = Note(TEXT, (Signature(key.name, key.key_id, value),))
        with pytest.raises(NoteError, match="false signature"):
            note.signed_by(key)


@given(st.integers(0, 8 * 72 - 1))
def test_no_bit_of_a_cosignature_can_be_changed(bit: int) -> None:
    signature = signed().signatures[1]
    changed = (int.from_bytes(signature.value, "big") ^ 1 << bit).to_bytes(72, "big")
    with pytest.raises(NoteError, match="false signature"):
        Note(TEXT, (Signature(signature.name, signature.key_id, changed),)).signed_by(WITNESS_KEY)


@pytest.mark.parametrize("time", [-1, 2**63])
def test_a_time_must_fit_its_field(time: int) -> None:
    with pytest.raises(NoteError, match="2\\^63"):
        cosign(TEXT, WITNESS_KEY.name, WITNESS, time)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\u3000b", "a\nb", "a\x00b"])
def test_names_that_could_not_stand_in_a_line_are_refused(name: str) -> None:
    with pytest.raises(NoteError, match="key name"):
        sign(TEXT, name, LOG)


@pytest.mark.parametrize(
    ("note", "complaint"),
    [
        ("", "a note is"),
        ("text\n", "a note is"),
        ("text\n\n", "a note is"),
        (f"text\n{EXAMPLE_LINE}", "a note is"),
        (f"text\n\n{EXAMPLE_LINE}".rstrip("\n"), "a note is"),
        (f"text\twith a tab\n\n{EXAMPLE_LINE}", "a note is"),
        (f"text\r\n\n{EXAMPLE_LINE}", "a note is"),
        (f"text\n\n{EXAMPLE_LINE}\n", "a note is"),
        ("text\n\n" + EXAMPLE_LINE * 65, "a note is"),
        (f"text\n\n{EXAMPLE_LINE}".replace("—", "--"), "a signature line is"),
        (f"text\n\n{EXAMPLE_LINE}".replace("— ", "—  "), "a signature line is"),
        (f"text\n\n{EXAMPLE_LINE}".replace("=\n", "= \n"), "a signature line is"),
        (f"text\n\n{EXAMPLE_LINE}".replace("=\n", "\n"), "not base64"),
        (f"text\n\n{EXAMPLE_LINE}".replace("aQM=", "aQN="), "not canonical"),
        ("text\n\n— name AAAAAA==\n", "holds a key id"),
    ],
)
def test_a_broken_form_is_refused(note: str, complaint: str) -> None:
    with pytest.raises(NoteError, match=complaint):
        parse_note(note)


def test_as_many_signatures_as_the_limit_are_read() -> None:
    assert len(parse_note("text\n\n" + EXAMPLE_LINE * 64).signatures) == 64


@given(st.integers(0, len(EXAMPLE)), st.integers(0, 3), st.text(max_size=3))
def test_a_note_that_can_be_read_is_written_back_as_it_was(place: int, gone: int, put: str) -> None:
    """Whatever is done to a good note: it is refused, or nothing of the change is lost in reading."""
    changed = EXAMPLE[:place] + put + EXAMPLE[place + gone :]
    with suppress(NoteError):
        assert parse_note(changed).write() == changed


@pytest.mark.parametrize("key", [LOG_KEY, WITNESS_KEY], ids=lambda key: key.kind.name)
def test_a_verifier_key_survives_as_text(key: VerifierKey) -> None:
    assert VerifierKey.parse(str(key)) == key


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "name\\+id"),
        (EXAMPLE_KEY.replace("530d", "530D"), "name\\+id"),
        (EXAMPLE_KEY.replace("530d", "530e"), "does not belong"),
        (EXAMPLE_KEY.replace("/foo", "/bar"), "does not belong"),
        (EXAMPLE_KEY.replace("+Aek", "+Auk"), "unknown kind"),
        (EXAMPLE_KEY.replace("3U2k", "3U2"), "not base64"),
        ("example.com/foo+530d903a+", "name\\+id"),
    ],
)
def test_a_damaged_verifier_key_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(NoteError, match=complaint):
        VerifierKey.parse(text)


def test_a_key_that_is_no_key_verifies_nothing() -> None:
    short = VerifierKey(LOG_KEY.name, b"short")
    note = Note(TEXT, (Signature(short.name, short.key_id, b"x" * 64),))
    with pytest.raises(NoteError, match="false signature"):
        note.signed_by(short)


def test_the_public_key_of_a_pair_is_the_pairs() -> None:
    assert public_bytes(LOG.public_key()) == public_bytes(LOG) == LOG_KEY.public


@given(st.binary())
def test_base64_is_read_in_its_one_form(raw: bytes) -> None:
    assert unbase64(base64.b64encode(raw).decode()) == raw
