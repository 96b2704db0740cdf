"""A slow twin: everybody is compared with everybody, and each department fills in its own form by itself."""

from collections.abc import Iterable, Mapping, Sequence

from yicha.engines.forms import CheckPoint, Question, Ref, Sheet, words_key

Place = tuple[str, str, str]


def groups(sheets: Sequence[Sheet], same: Iterable[frozenset[Ref]]) -> set[frozenset[Place]]:
    """Which points are one question, by joining until nothing joins any more. For forms of verdicts alone."""
    points = {(one.department, one.item, point.code): point for one in sheets for point in one.points}
    found = [{place} for place in points]
    pairs = [(one, other) for one in points for other in points if _same(one, other, points, list(same))]
    joined = True
    while joined:
        joined = False
        for one, other in pairs:
            mine, theirs = next(g for g in found if one in g), next(g for g in found if other in g)
            if mine is not theirs:
                found.remove(theirs)
                mine |= theirs
                joined = True
    return {frozenset(group) for group in found}


def _same(one: Place, other: Place, points: Mapping[Place, CheckPoint], same: Sequence[frozenset[Ref]]) -> bool:
    mine, theirs = points[one], points[other]
    if mine.question or theirs.question:
        written = mine.question == theirs.question
    else:
        written = mine.content.strip("？?。 ") == theirs.content.strip("？?。 ")
    refs = {Ref(one[1], mine.code, words_key(mine.content)), Ref(other[1], theirs.code, words_key(theirs.content))}
    return written or any(refs <= group for group in same)


def alone(sheets: Sequence[Sheet], form: Sequence[Question], given: Mapping[str, str]) -> dict[Place, str]:
    """Each department with its own sheet, asking a point again and again until no further one opens."""
    key = {(one.department, one.item, one.point.code): question.key for question in form for one in question.asked}
    found: dict[Place, str] = {}
    for sheet in sheets:
        for _ in sheet.points:
            for point in sheet.points:
                place = (sheet.department, sheet.item, point.code)
                wanted = point.shown_if
                opened = wanted is None or found.get((sheet.department, sheet.item, wanted.point)) == wanted.answer
                if opened and key[place] in given:
                    found[place] = given[key[place]]
    return found
