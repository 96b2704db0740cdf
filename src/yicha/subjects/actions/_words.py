"""By what else a subject is found: shop signs and other numbers, and everything of what was merged into it."""

from collections import defaultdict
from collections.abc import Collection

from django.db import connection

from yicha.engines.search import vector_of
from yicha.subjects.models import Identifier, Subject
from yicha.subjects.types import Scheme

NAMES = {Scheme.SIGN, Scheme.FORMER_NAME}
WRITE = """
UPDATE subjects_subject SET other_words = nullif(said.words, '')::tsvector
    FROM unnest(%s::text[], %s::text[]) AS said(sid, words) WHERE subjects_subject.sid = said.sid
"""


def refresh_words(sids: Collection[str]) -> None:
    """Written anew from the rows. Former names stay findable."""
    names: dict[str, list[str]] = defaultdict(list)
    codes: dict[str, list[str]] = defaultdict(list)
    stands = {sid: sid for sid in sids}
    for root, sid, name, uscc in _merged(sids):
        stands[sid] = root
        names[root].append(name)
        codes[root] += [sid, uscc]
    known_as = Identifier.objects.filter(subject__sid__one_of=stands).order_by("pk").values_list("subject", "scheme", "code")
    for sid, scheme, code in known_as:
        (names if scheme in NAMES else codes)[stands[sid]].append(code)
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [list(sids), [vector_of(names[sid], codes[sid]) for sid in sids]])


def _merged(sids: Collection[str]) -> list[tuple[str, str, str, str]]:
    found = Subject.objects.filter(merged_into__sid__one_of=sids).order_by("sid")
    return list(found.values_list("merged_into_id", "sid", "name", "uscc"))
