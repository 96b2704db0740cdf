"""What the office does with what phones recorded without network (FIELD1): exactly once, whatever the order of arrival.

Model. A *lane* is the log of one store on one phone: numbered operations, each naming the fingerprint of the one before. An *operation*
answers a path of a visit's form, or is an act (arrive, sign, conclude …). It names in `base` the operations whose values its author
saw, and takes their place. So a path is a multi-value register: its *heads* are the values of operations that count and that no
counting operation names.

Claims, each a property of `tests/`:
  * heads are a function of the set of operations that count, not of their order (I-3);
  * the same bytes again have the same outcome and no effect; another act under a known id is refused and kept (I-2, I-4);
  * an outcome other than `held` never changes (I-5), and every text that came is kept as operation or in quarantine (I-6);
  * of two different values none wins: both are heads until a person names both in `base` (I-7);
  * an act that binds (sign, conclude) counts only if it covers exactly the heads that stand (I-8);
  * numbers of a lane have no gap and no fork that is not seen (I-15).

Nothing here knows what time it is, who is signed in, or what an answer means: a `Visit` holds what is to be known of one, `Office.effect`
is called when something is about to count and may say why it cannot. Cost: an operation O(heads of its path + paths for an act).

    operations  Operation, read: the exact text, its fingerprint, what is no operation
    registers   Register, Merge: heads, and what they mean for one path
    visits      Visit, Path: what is known of a visit; covers
    lanes       Lane, admit: number, predecessor, gap, fork
    judging     obstacle: why something cannot count
    office      Office: receive, drain, force, adopt, reject
    times       earliest, about: between which moments something was done

Sources: FIELD1 (design/field.md, 57 cases); multi-value registers after Shapiro et al., “A comprehensive study of convergent and
commutative replicated data types”, INRIA RR-7506 (2011), §3.2.2; the offline suite of ODK Central.
"""

from yicha.engines.fieldlog.judging import MOST_HEADS, obstacle
from yicha.engines.fieldlog.lanes import MOST_AHEAD, Admission, Lane, admit
from yicha.engines.fieldlog.office import Office
from yicha.engines.fieldlog.operations import LONGEST, VALUES, Kind, Operation, Unreadable, canonical, fingerprint, read
from yicha.engines.fieldlog.outcomes import FINAL, Outcome, Status, Why
from yicha.engines.fieldlog.registers import Merge, Register
from yicha.engines.fieldlog.times import about, earliest
from yicha.engines.fieldlog.visits import Path, Visit

__all__ = [
    "FINAL",
    "LONGEST",
    "MOST_AHEAD",
    "MOST_HEADS",
    "VALUES",
    "Admission",
    "Kind",
    "Lane",
    "Merge",
    "Office",
    "Operation",
    "Outcome",
    "Path",
    "Register",
    "Status",
    "Unreadable",
    "Visit",
    "Why",
    "about",
    "admit",
    "canonical",
    "earliest",
    "fingerprint",
    "obstacle",
    "read",
]
