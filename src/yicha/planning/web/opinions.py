"""意见征集: what departments said of a draft, and the form with which one says it."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yicha.planning.types import OpinionRow, Stance
from yicha.planning.web.board_pages import BoardPage
from yicha.planning.web.board_parts import Said
from yicha.planning.web.words import STANCES
from yicha.shell.forms import Form

DECISIONS = [("no", _("不采纳，按方案")), ("yes", _("采纳，已调整"))]


class OpinionForm(Form):
    stance = forms.ChoiceField(
        label=_("意见"), choices=[(stance.value, words) for stance, words in STANCES.items()], widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("理由"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("不同意须说明理由"),
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("stance") and cleaned["stance"] != Stance.AGREE and not str(cleaned.get("note", "")).strip():
            self.add_error("note", gettext("不同意须说明理由"))
        return cleaned


class DecisionForm(Form):
    accepted = forms.ChoiceField(label=_("裁定"), choices=DECISIONS, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("理由"), max_length=400)


def said(page: BoardPage) -> Sequence[Said]:
    """Every department of the board, with what it said or that it has not."""
    return [_said(page, line.code) for line in page.departments]


def _said(page: BoardPage, code: str) -> Said:
    answer = next((one for one in page.said if one.department == code), None)
    if answer is None:
        return Said(code, page.title(code), "", gettext("未答"), "")
    words = gettext("逾期视为同意") if answer.silent else str(STANCES[answer.stance])
    return Said(code, page.title(code), answer.stance, words, answer.note, answer.open, _decision(answer))


def _decision(answer: OpinionRow) -> str:
    if answer.accepted is None:
        return ""
    return f"{gettext('采纳') if answer.accepted else gettext('不采纳')}：{answer.decision}"
