"""The verifiable double-random draw: VDR1 for subjects, LFF for officers (抽取；双随机).

**Model.** A basket holds one ticket per subject: T(sid) = H(K ‖ sid), a number that nobody can choose or predict before
the key K exists, and that nobody can change afterwards. Each plan line looks at the same basket: of each of its strata
(risk classes) it takes as many of the lowest tickets as its quota says, then the next lowest until its cover rules
hold. Officers are drawn the same way for the adopted visits: visits in the order of their tickets, each place to the
officer with the least load, ties by hash, such that the rest can still be filled.

The key comes from a ceremony in three steps. (1) *Freeze*: lists, strata, quotas and everybody's commitments stand in
one manifest; its hash M is published. (2) *Reveal*: participants open their commitments. (3) *Beacon*: a public number
that nobody can choose is read last. seed = H(M, reveals, beacon), K = H(seed).

**Claims**, with H a random oracle (proofs in a line each):

1. Equal chances: in a stratum of N without weights each m-subset is drawn with probability 1/C(N, m). Tickets are
   independent and uniform, so every order of the N is equally likely, and the m lowest are a function of the order.
2. Same attributes, same chance, under any strata, caps and cover rules: swapping the tickets of two such subjects swaps
   their fates and leaves the distribution of tickets as it was.
3. Monotone: a greater quota draws a superset; deleting a subject changes no other ticket. Both are read off the order.
4. One key for all lines: each line gets its own uniform sample, and the samples overlap as much as chance allows,
   because all take the low end of one order. Fewer firms are visited: 进一次门查多项事.
5. Weights: ordering by ⌊T/w⌋ is sequential Poisson sampling in integers (Ohlsson 1998, doi:10.1111/1467-9469.00091
   describes the scheme); inclusion is close to proportional to w, not exact. Risk classes are better strata.
6. The seed is uniform if the beacon is honest, whatever participants do; if the beacon is known to the attacker, one
   honest participant suffices, up to withholding, which is named.
7. One record per name under one root; presence and absence are provable (Merkle 1987, index-addressed buckets).
8. LFF is unique: it is the lexicographic minimum over a finite set, so any program that computes it computes the same.
   Caps keep the constraint matrix a network, so feasibility is exact by augmenting paths (Ford, Fulkerson 1956); if
   places stay empty, Hall's theorem (1935) gives the reason, and `Assignment.shortages` says it.

**Cost** for N subjects and s places: freezing 4 hashes and a sort, about 10 µs a subject; tickets 1 hash, 0.4 µs, and their order;
selection O(k log k) for the k lowest tickets that any line looks at; officers O(places · officers of the group).
No floats, no generator of random numbers, no clock, no files: bytes and values in, bytes and values out. docs/vdr1.md has every byte.

    frame = freeze_subjects(heading, lines, subjects, salt_key)            or freeze_officers(heading, visits, officers, …)
    manifest = frame.seal([Participant("消防", commitment_of(suite, draw, 0, secret)), …], Beacon(Round("drand", "4711")))
    outcome = conclude(frame.sealed(manifest), [secret, …], Reading(Round("drand", "4711"), value))
    full = write_full(outcome)
    public = public_of(full)
    report = verify(public)                                                report.ok, .kind, .checked, .problems, .notes
"""

from yicha.engines.draw.assignment import Assignment, GroupOutcome, Overrun, Shortage
from yicha.engines.draw.bundle import belongs, number_of, pack, public_of, unpack, write_full
from yicha.engines.draw.ceremony import ASSIGNMENT, RESULT, SIX, Outcome, conclude
from yicha.engines.draw.conformance import Verdict, run_vectors
from yicha.engines.draw.directory import Directory, Proof, check_proof
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.frame import Frame, freeze_for_test, freeze_officers, freeze_subjects
from yicha.engines.draw.hashing import SHA256, SM3, SUITES, Suite, suite_named, suite_of
from yicha.engines.draw.inclusion import CHECKPOINT, PROOFS, SEALED
from yicha.engines.draw.manifest import Manifest, read_manifest
from yicha.engines.draw.seed import MISSING, SECRET_SIZE, TEST_READING, Reading, commitment_of, opens
from yicha.engines.draw.selection import Choice, LineSelection, Member, Take, apportion, quota_of, select_line
from yicha.engines.draw.tasks import Task, deal_skills
from yicha.engines.draw.tickets import ticket_of, ticket_order, tickets_of
from yicha.engines.draw.types import (
    EVERYBODY,
    TEST,
    Basis,
    Beacon,
    Cell,
    Cover,
    FirstDraw,
    Heading,
    Kind,
    Line,
    LogTerms,
    Officer,
    Participant,
    Roster,
    Round,
    Slot,
    Stratum,
    Subject,
    Visit,
    Week,
)
from yicha.engines.draw.verification import FULL, NOT_WITNESSED, PUBLIC, MissingFileError, Report, verify

__all__ = [
    "ASSIGNMENT",
    "CHECKPOINT",
    "EVERYBODY",
    "FULL",
    "MISSING",
    "NOT_WITNESSED",
    "PROOFS",
    "PUBLIC",
    "RESULT",
    "SEALED",
    "SECRET_SIZE",
    "SHA256",
    "SIX",
    "SM3",
    "SUITES",
    "TEST",
    "TEST_READING",
    "Assignment",
    "Basis",
    "Beacon",
    "Cell",
    "Choice",
    "Cover",
    "Directory",
    "DrawError",
    "FirstDraw",
    "Frame",
    "GroupOutcome",
    "Heading",
    "Kind",
    "Line",
    "LineSelection",
    "LogTerms",
    "Manifest",
    "Member",
    "MissingFileError",
    "Officer",
    "Outcome",
    "Overrun",
    "Participant",
    "Proof",
    "Reading",
    "Report",
    "Roster",
    "Round",
    "Shortage",
    "Slot",
    "Stratum",
    "Subject",
    "Suite",
    "Take",
    "Task",
    "Verdict",
    "Visit",
    "Week",
    "apportion",
    "belongs",
    "check_proof",
    "commitment_of",
    "conclude",
    "deal_skills",
    "freeze_for_test",
    "freeze_officers",
    "freeze_subjects",
    "number_of",
    "opens",
    "pack",
    "public_of",
    "quota_of",
    "read_manifest",
    "run_vectors",
    "select_line",
    "suite_named",
    "suite_of",
    "ticket_of",
    "ticket_order",
    "tickets_of",
    "unpack",
    "verify",
    "write_full",
]
