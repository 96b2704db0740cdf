"""Many forms as one: what is the same stands once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from yicha.engines.forms.points import AnswerKind, CheckPoint
from yicha.engines.forms.questions import Asked, Question, Ref, Sheet
from yicha.engines.forms.wording import words_key

Token = tuple[str, str]  # key of the words or of the question, and what the answer looks like
PLAIN = ""  # how a verdict looks


def merge(sheets: Sequence[Sheet], same: Iterable[frozenset[Ref]] = ()) -> tuple[Question, ...]:
    """The questions: those that most departments ask first, then by department and item in the order of the sheets."""
    asked = list(_each(sheets))
    roots = _roots(asked, same)
    groups: dict[Token, list[Asked]] = {}
    for one in asked:
        groups.setdefault(roots[_token(one.point)], []).append(one)
    keys = _keys(roots)
    return _in_order(sheets, [Question(keys[root], tuple(group)) for root, group in groups.items()])


def _each(sheets: Sequence[Sheet]) -> Iterator[Asked]:
    seen: set[tuple[str, str]] = set()
    for sheet in sheets:
        if (sheet.department, sheet.item) not in seen:
            seen.add((sheet.department, sheet.item))
            yield from (Asked(sheet.department, sheet.item, sheet.name, point) for point in sheet.points)


def _token(point: CheckPoint) -> Token:
    return point.question or words_key(point.content), _shape(point)


def _shape(point: CheckPoint) -> str:
    if point.kind is AnswerKind.VERDICT:
        return PLAIN
    return "|".join((point.kind, point.limit.unit if point.limit else "", *point.choices))


def _roots(asked: Sequence[Asked], same: Iterable[frozenset[Ref]]) -> Mapping[Token, Token]:
    """Token → the token that stands for all that are the same."""
    found = {_token(one.point): _token(one.point) for one in asked}
    places: dict[Ref, set[Token]] = {}
    for one in asked:
        places.setdefault(Ref(one.item, one.point.code, words_key(one.point.content)), set()).add(_token(one.point))
    for group in same:
        _join(found, sorted({token for ref in group for token in places.get(ref, ())}))
    return {token: _root(found, token) for token in found}


def _join(found: dict[Token, Token], tokens: Sequence[Token]) -> None:
    """Only what is answered alike can be one question."""
    for token in tokens:
        first = next(other for other in tokens if other[1] == token[1])
        one, other = sorted((_root(found, first), _root(found, token)))
        found[other] = one


def _root(found: Mapping[Token, Token], token: Token) -> Token:
    while found[token] != token:
        token = found[token]
    return token


def _keys(roots: Mapping[Token, Token]) -> dict[Token, str]:
    """A key that a person gave comes first; then the least of the words' keys. What is no verdict is digested with its look."""
    names: dict[Token, list[str]] = {}
    for token, root in roots.items():
        names.setdefault(root, []).append(token[0])
    least = {root: min(found, key=lambda text: (text == text.lower(), text)) for root, found in names.items()}
    return {root: key if root[1] == PLAIN else sha256(f"{key}|{root[1]}".encode()).hexdigest()[:16] for root, key in least.items()}


def _in_order(sheets: Sequence[Sheet], questions: Iterable[Question]) -> tuple[Question, ...]:
    departments = {name: place for place, name in enumerate(dict.fromkeys(sheet.department for sheet in sheets))}
    place = {(sheet.item, point.code): at for sheet in sheets for at, point in enumerate(sheet.points)}

    def rank(question: Question) -> tuple[object, ...]:
        first = question.asked[0]
        return (
            -len(question.departments),
            departments[first.department],
            first.item,
            place[first.item, first.point.code],
            question.key,
        )

    ordered = sorted(questions, key=rank)
    home = {(one.department, one.item, one.point.code): question for question in ordered for one in question.asked}
    found: dict[str, Question] = {}
    for question in ordered:
        _place(question, home, found, set())
    return tuple(found.values())


def _place(question: Question, home: Mapping[tuple[str, str, str], Question], found: dict[str, Question], above: set[str]) -> None:
    """After the questions that decide whether it is asked; of two that wait for each other, each for one department, the first stays."""
    if question.key in found or question.key in above:
        return
    for one in question.asked:
        if one.point.shown_if and (before := home.get((one.department, one.item, one.point.shown_if.point))):
            _place(before, home, found, above | {question.key})
    found.setdefault(question.key, question)
