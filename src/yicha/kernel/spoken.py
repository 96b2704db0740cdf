"""What a refusal says, in the language of who hears it.

Rules speak Chinese, values included: “还差承诺：市监、消防”. The catalogue holds the sentence as a pattern, `还差承诺：{0}`
(`tools/catalogue.py` gathers them), so the values are found again and put into the English sentence. What no catalogue knows is
said as it was: Chinese, but never wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import read_mo
from django.apps import apps
from django.conf import settings
from django.utils.translation import get_language, gettext, to_locale

CONTEXTS = ("pattern", b"pattern")  # Babel 2 leaves it as bytes
HOLE = re.compile(r"\{(\d)\}")


@dataclass(frozen=True)
class Pattern:
    shape: re.Pattern[str]
    words: str

    def said(self, text: str) -> str | None:
        found = self.shape.fullmatch(text)
        return self.words.format(*(spoken(value) for value in found.groups())) if found else None


def spoken(text: str) -> str:
    """Costs nothing in Chinese."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE or not text:
        return text
    found = gettext(text)
    if found != text:
        return found
    return next((said for pattern in _patterns(language) if (said := pattern.said(text)) is not None), text)


@lru_cache
def _patterns(language: str) -> tuple[Pattern, ...]:
    """The most particular first: the one with most words of its own."""
    found = sorted(_catalogued(language), key=lambda pair: -len(HOLE.sub("", pair[0])))
    return tuple(Pattern(_shape(ours), theirs) for ours, theirs in found)


def _shape(sentence: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, HOLE.split(sentence)[::2])), re.DOTALL)


def _catalogued(language: str) -> Iterator[tuple[str, str]]:
    for room in apps.get_app_configs():
        path = Path(room.path) / "locale" / to_locale(language) / "LC_MESSAGES/django.mo"
        if room.name.startswith("yicha.") and path.exists():
            with path.open("rb") as file:
                yield from ((str(one.id), str(one.string)) for one in read_mo(file) if one.context in CONTEXTS and one.string)
