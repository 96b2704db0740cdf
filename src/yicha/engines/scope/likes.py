"""SQL's LIKE without the backtracking of regular expressions."""

import re
from collections.abc import Callable

LITERAL_WITHIN = re.compile(r"%([^%_\\]*)%", re.DOTALL)
PIECES = re.compile(r"\\(?P<taken>.)|(?P<any>%)|(?P<one>_)|(?P<plain>.)", re.DOTALL)


def like(pattern: str) -> Callable[[str], bool]:
    """Compile a pattern: ``%`` any text, ``_`` one character, backslash takes the next character as it is.

    Between head and tail each segment may be taken at its first place, since that leaves most for the rest. So a match costs at
    most the length of the text times that of the pattern.
    """
    if literal := LITERAL_WITHIN.fullmatch(pattern):
        plain = literal[1]
        return lambda text: plain in text  # what officials mostly write: no need of expressions
    segments = _segments(pattern)
    compiled = [re.compile("".join(segment), re.DOTALL) for segment in segments]
    if len(segments) == 1:
        return lambda text: compiled[0].fullmatch(text) is not None
    head, *middle, tail = compiled
    reserved = len(segments[-1])

    def run(text: str) -> bool:
        found, end = head.match(text), len(text) - reserved
        for segment in middle:
            if found is None:
                return False
            found = segment.search(text, found.end(), max(end, 0))
        return found is not None and found.end() <= end and tail.match(text, end) is not None

    return run


def _segments(pattern: str) -> list[list[str]]:
    """Return the text between ``%`` as expressions, one for each character."""
    segments: list[list[str]] = [[]]
    for piece in PIECES.finditer(pattern):
        if piece["any"]:
            segments.append([])
        else:
            segments[-1].append("." if piece["one"] else re.escape(piece["taken"] or piece["plain"]))
    return segments
