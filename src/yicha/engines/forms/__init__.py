"""检查单: questions of check forms, and many forms merged into one (一业一单).

**Model.** A `Sheet` is the published form of one item, as one department asks it: check points with method, sampling instruction,
evidence, limits, and skip logic (`ShownIf`: only if another point of the same sheet was answered so). `merge` makes one form of
sheets. Points are one question if they carry one question key, if they are written in the same words (spaces and closing marks do not
count), or if a person has confirmed that they are the same (`same`: references that hold the words that were confirmed, so that a
confirmation lapses when a point is reworded); each only among points with one kind of answer (same kind, unit, choices).

**Claims.**
- Every point of every sheet stands in exactly one question; who asks stays with it.
- The strictest wins: of samples of one sort and of evidence of one kind the largest number; 不适用 only if every asker allows it. A
  number is judged by each point's own limits, so no department's limit moves another's verdict.
- Asking twice changes nothing; the order of sheets changes the order and the wording shown first, nothing else. A question stands
  after those that decide whether it is asked.
- `project` gives each department exactly what its own sheet would say if it had asked alone. A question is asked as long as one
  of its points is; skip logic is judged sheet by sheet, so merging cannot close a circle that no sheet has.
- `flaws` refuses a form that could not be filled in: circles, conditions on what cannot be answered, limits without unit.

**Cost.** Linear in the points, but for the sorting; `suspects` compares all pairs of questions that different departments ask.
"""

from yicha.engines.forms.answering import applying, asked_now, project, verdict, worst
from yicha.engines.forms.flaws import Flaw, flaws
from yicha.engines.forms.merging import merge
from yicha.engines.forms.points import (
    AnswerKind,
    CheckPoint,
    Evidence,
    Limit,
    PointResult,
    Proof,
    Sample,
    ShownIf,
)
from yicha.engines.forms.questions import Asked, Question, Ref, Sheet
from yicha.engines.forms.wording import likeness, refs_of, suspects, words_key

__all__ = [
    "AnswerKind",
    "Asked",
    "CheckPoint",
    "Evidence",
    "Flaw",
    "Limit",
    "PointResult",
    "Proof",
    "Question",
    "Ref",
    "Sample",
    "Sheet",
    "ShownIf",
    "applying",
    "asked_now",
    "flaws",
    "likeness",
    "merge",
    "project",
    "refs_of",
    "suspects",
    "verdict",
    "words_key",
    "worst",
]
