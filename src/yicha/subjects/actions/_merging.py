"""Who stands for whom, as the merges that stand say."""

from collections.abc import Collection

from django.db.models import Q

from yicha.subjects.actions._words import refresh_words
from yicha.subjects.models import Merge, Subject
from yicha.subjects.rules.identities import roots


def family(sids: Collection[str]) -> set[str]:
    """All registrations that merges join with these, however."""
    found: set[str] = set()
    fresh = set(sids)
    while fresh:
        found |= fresh
        near = Merge.objects.filter(Q(survivor__in=fresh) | Q(merged__in=fresh)).values_list("survivor", "merged")
        fresh = {sid for pair in near for sid in pair} - found
    return found


def settle(sids: Collection[str]) -> None:
    """`merged_into`, `enterprise` and what each is found by, written anew: the same merges give the same rows, in whatever order."""
    members = sorted(family(sids))
    locked = Subject.objects.filter(sid__in=members).order_by("sid").select_for_update().defer("words", "other_words")
    subjects = {one.sid: one for one in locked}
    standing = dict(Merge.objects.filter(undone_on=None, merged__in=members).values_list("merged", "survivor"))
    found = roots(standing, members)
    for sid in sorted(members, key=lambda sid: found[sid] != sid):  # survivors first: the others take their enterprise
        subject, root = subjects[sid], found[sid]
        subject.merged_into_id = root if root != sid else None
        subject.enterprise = subject.uscc or sid
        subject.save(update_fields=["merged_into", "enterprise"])
    for sid in {*members, *found.values()}:
        refresh_words([sid])
