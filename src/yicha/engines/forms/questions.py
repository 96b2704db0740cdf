"""Forms before and after merging."""

from collections.abc import Iterable
from dataclasses import dataclass

from yicha.engines.forms.points import AnswerKind, CheckPoint, Proof, Sample


@dataclass(frozen=True)
class Sheet:
    """The published form of one item as one department asks it; codes of its points are unlike."""

    department: str
    item: str
    name: str
    points: tuple[CheckPoint, ...]


@dataclass(frozen=True, order=True)
class Ref:
    """A point in the words in which somebody has read it: `words` is their `words_key`."""

    item: str
    point: str
    words: str


@dataclass(frozen=True)
class Asked:
    """Who asks, for which item, and the point as published."""

    department: str
    item: str
    name: str
    point: CheckPoint


@dataclass(frozen=True)
class Question:
    """One question of a merged form, for everybody in `asked`. Its words are those of the first of them."""

    key: str
    asked: tuple[Asked, ...]

    @property
    def content(self) -> str:
        """The words of whoever asks first."""
        return self.asked[0].point.content

    @property
    def wordings(self) -> tuple[str, ...]:
        """How it is worded, each wording once, that of the first asker first."""
        return _once(one.point.content for one in self.asked)

    @property
    def method(self) -> str:
        """The first 操作要领 that anybody gives."""
        return next((one.point.method for one in self.asked if one.point.method), "")

    @property
    def kind(self) -> AnswerKind:
        """All who ask want one kind of answer."""
        return self.asked[0].point.kind

    @property
    def unit(self) -> str:
        """Of a number; else empty."""
        limit = self.asked[0].point.limit
        return limit.unit if limit else ""

    @property
    def choices(self) -> tuple[str, ...]:
        """Of a choice, in their order."""
        return self.asked[0].point.choices

    @property
    def departments(self) -> tuple[str, ...]:
        """Who asks, the first first."""
        return tuple(dict.fromkeys(one.department for one in self.asked))

    @property
    def bases(self) -> tuple[str, ...]:
        """处罚依据, each once."""
        return _once(one.point.basis for one in self.asked)

    @property
    def clauses(self) -> tuple[str, ...]:
        """检查依据, each once."""
        return _once(one.point.clause for one in self.asked)

    @property
    def samples(self) -> tuple[Sample, ...]:
        """Of each sort the most that anybody wants."""
        wanted: dict[str, int] = {}
        for sample in filter(None, (one.point.sample for one in self.asked)):
            wanted[sample.of] = max(sample.least, wanted.get(sample.of, 0))
        return tuple(Sample(wanted[sort], sort) for sort in sorted(wanted))

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """Of each kind the most that anybody wants."""
        proofs = [proof for one in self.asked for proof in one.point.proofs]
        return tuple(
            Proof(kind, max(proof.least for proof in proofs if proof.kind == kind)) for kind in sorted({one.kind for one in proofs})
        )

    @property
    def may_lack(self) -> bool:
        """不适用 may be answered only if everybody allows it."""
        return all(one.point.may_lack for one in self.asked)

    @property
    def conditional(self) -> bool:
        """Not asked before another answer wants it."""
        return all(one.point.shown_if for one in self.asked)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
