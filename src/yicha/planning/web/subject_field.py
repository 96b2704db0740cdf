"""Which enterprise is meant, by name, code or initials: for forms that act on one."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yicha.kernel.actor import Actor
from yicha.subjects.queries import search

MOST_NAMED = 5


def subject_field() -> forms.CharField:
    return forms.CharField(label=_("企业"), max_length=100, help_text=_("名称、统一社会信用代码或拼音首字母；须能认准一家"))


def sid_of(actor: Actor, said: str) -> str:
    """The sid of the one that is meant; ValidationError if that is none or several."""
    found = search(actor, said.strip(), MOST_NAMED + 1)
    exact = [one for one in found if said.strip() in {one.sid, one.uscc, one.name}] or found
    if len(exact) == 1:
        return exact[0].sid
    named = "、".join(one.name for one in exact[:MOST_NAMED])
    raise forms.ValidationError(gettext("有几家相符：%(names)s") % {"names": named} if exact else gettext("名录里没有这家企业"))
