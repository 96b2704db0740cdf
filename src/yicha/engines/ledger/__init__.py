"""A transparency log in mathematics only: Merkle tree (RFC 9162), proofs, and checkpoints (C2SP signed notes).

What it is for: a county's acts are appended to one log. Whoever holds an old checkpoint can demand a proof that nothing
below it was changed (consistency), and whoever holds an entry can demand a proof that it is in the log (inclusion).
Neither needs trust in the operator; that no two people are shown different logs needs witnesses, who cosign checkpoints.

    suites       the hash functions, by number: 1 SHA-256, 2 SM3
    trees        Frontier (append and root, O(log n) memory), Tree (proofs from kept subtrees), root_of
    proofs       is_included, is_consistent, is_subtree_consistent: what the other side runs
    notes        signed notes: parse, sign, verify, keys as text
    checkpoints  origin, size and root as a signed note; cosignatures of witnesses
    tiles        the tree cut into static pieces, by address
    witnessing   what a witness says to a checkpoint, given what it cosigned before

Sources: RFC 9162 §2.1 (tree and proofs), draft-ietf-plants-merkle-tree-certs §4 (subtrees), c2sp.org/signed-note,
c2sp.org/tlog-checkpoint, c2sp.org/tlog-cosignature, c2sp.org/tlog-tiles, c2sp.org/tlog-witness.
"""

from yicha.engines.ledger.checkpoints import (
    Checkpoint,
    checkpoint_text,
    cosign_checkpoint,
    cosigners_of,
    open_checkpoint,
    parse_checkpoint,
    printed_checkpoints,
    sign_checkpoint,
)
from yicha.engines.ledger.notes import KeyKind, Note, NoteError, Signature, VerifierKey, parse_note, public_bytes
from yicha.engines.ledger.proofs import is_consistent, is_included, is_subtree_consistent
from yicha.engines.ledger.suites import SHA256, SM3, SUITES, Suite
from yicha.engines.ledger.tiles import Tile, parse_tile, read_bundle, tiles_of, write_bundle
from yicha.engines.ledger.trees import Frontier, Tree, consistency_proof, inclusion_proof, is_subtree, leaf_hash, node_hash, root_of
from yicha.engines.ledger.witnessing import (
    NOTHING,
    REQUEST_MAX,
    SM3_ORIGIN,
    Judgement,
    Request,
    Verdict,
    judge,
    origin_of,
    parse_request,
    suite_of,
)

__all__ = [
    "NOTHING",
    "REQUEST_MAX",
    "SHA256",
    "SM3",
    "SM3_ORIGIN",
    "SUITES",
    "Checkpoint",
    "Frontier",
    "Judgement",
    "KeyKind",
    "Note",
    "NoteError",
    "Request",
    "Signature",
    "Suite",
    "Tile",
    "Tree",
    "Verdict",
    "VerifierKey",
    "checkpoint_text",
    "consistency_proof",
    "cosign_checkpoint",
    "cosigners_of",
    "inclusion_proof",
    "is_consistent",
    "is_included",
    "is_subtree",
    "is_subtree_consistent",
    "judge",
    "leaf_hash",
    "node_hash",
    "open_checkpoint",
    "origin_of",
    "parse_checkpoint",
    "parse_note",
    "parse_request",
    "parse_tile",
    "printed_checkpoints",
    "public_bytes",
    "read_bundle",
    "root_of",
    "sign_checkpoint",
    "suite_of",
    "tiles_of",
    "write_bundle",
]
