"""By what else a subject is found: shop signs and other numbers, and everything of what was merged into it."""

from yicha.engines.search import vector_of
from yicha.subjects.models import Identifier, Subject
from yicha.subjects.types import Scheme

NAMES = {Scheme.SIGN, Scheme.FORMER_NAME}


def refresh_words(sid: str) -> None:
    """Written anew from the rows. Former names stay findable."""
    merged = list(Subject.objects.filter(merged_into=sid).order_by("sid").values_list("sid", "name", "uscc"))
    known_as = Identifier.objects.filter(subject__in=[sid, *(row[0] for row in merged)]).order_by("pk").values_list("scheme", "code")
    names = [code for scheme, code in known_as if scheme in NAMES] + [name for _, name, _ in merged]
    codes = [code for scheme, code in known_as if scheme not in NAMES] + [code for one, _, uscc in merged for code in (one, uscc)]
    Subject.objects.filter(sid=sid).update(other_words=vector_of(names, codes) or None)
