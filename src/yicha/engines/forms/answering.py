"""From the answers on a merged form back to what each department asked."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from yicha.engines.forms.points import AnswerKind, CheckPoint, PointResult
from yicha.engines.forms.questions import Asked, Question

UNDECIDED = (PointResult.NOT_CHECKED.value, PointResult.NOT_APPLICABLE.value)


def verdict(point: CheckPoint, value: str) -> PointResult:
    """What an answer comes to for this point. Raises ValueError if it is none: no number, none of the choices."""
    if value in UNDECIDED or point.kind is AnswerKind.VERDICT:
        return PointResult(value)
    if point.kind is AnswerKind.NUMBER:
        return _measured(point, value)
    if point.kind is AnswerKind.CHOICE:
        if value not in point.choices:
            raise ValueError(f"{value} is none of {point.choices}")
        return PointResult.FAIL if value in point.failing else PointResult.PASS
    return PointResult.PASS


def _measured(point: CheckPoint, value: str) -> PointResult:
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise ValueError(f"{value} is no number") from error
    limit = point.limit
    if not number.is_finite() or limit is None:
        raise ValueError(f"{value} cannot be judged")
    low, high = limit.least is not None and number < limit.least, limit.most is not None and number > limit.most
    return PointResult.FAIL if low or high else PointResult.PASS


def worst(question: Question, value: str) -> PointResult:
    """What an answer comes to for the strictest of those who ask."""
    found = {verdict(one.point, value) for one in question.asked}
    return PointResult.FAIL if PointResult.FAIL in found else found.pop()


def applying(form: Sequence[Question], given: Mapping[str, str]) -> Iterator[tuple[Question, Asked]]:
    """The points that are asked after these answers (key of the question → value), each with its question."""
    sheets = _sheets(form)
    for question in form:
        for one in question.asked:
            if _applies(sheets[one.department, one.item], one.point.code, given):
                yield question, one


def asked_now(form: Sequence[Question], given: Mapping[str, str]) -> frozenset[str]:
    """Keys of the questions that are to be answered, as far as the answers go."""
    return frozenset(question.key for question, _ in applying(form, given))


def project(form: Sequence[Question], given: Mapping[str, str]) -> dict[tuple[str, str, str], str]:
    """(department, item, point) → value, for every point that is asked and answered."""
    return {
        (one.department, one.item, one.point.code): given[question.key] for question, one in applying(form, given) if question.key in given
    }


Home = Mapping[str, tuple[CheckPoint, str]]  # code of a point → the point and the key of its question


def _sheets(form: Sequence[Question]) -> dict[tuple[str, str], dict[str, tuple[CheckPoint, str]]]:
    found: dict[tuple[str, str], dict[str, tuple[CheckPoint, str]]] = {}
    for question in form:
        for one in question.asked:
            found.setdefault((one.department, one.item), {})[one.point.code] = one.point, question.key
    return found


def _applies(sheet: Home, code: str, given: Mapping[str, str]) -> bool:
    """Along the chain of conditions, which `flaws` has seen to end."""
    seen: set[str] = set()
    while code not in seen:
        seen.add(code)
        wanted = sheet[code][0].shown_if
        if wanted is None:
            return True
        if wanted.point not in sheet or not _answered(*sheet[wanted.point], given, wanted.answer):
            return False
        code = wanted.point
    return False


def _answered(point: CheckPoint, key: str, given: Mapping[str, str], wanted: str) -> bool:
    value = given.get(key)
    if value is None:
        return False
    return value == wanted if point.kind is AnswerKind.CHOICE else verdict(point, value) == wanted
