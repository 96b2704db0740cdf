"""Which enterprise is meant: exactly one, or who answers is asked again."""

from collections.abc import Mapping

import pytest
from django.core.exceptions import ValidationError

from yicha.shell.forms import Form, SubjectField, text_area


class Asking(Form):
    subject = SubjectField()
    other = SubjectField(required=False)
    words = text_area("说明")


def asking(found: Mapping[str, str], name: str = "subject") -> SubjectField:
    form = Asking()
    form.seek(name, lambda _said: found)
    field = form.fields[name]
    assert isinstance(field, SubjectField)
    return field


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({}, "名录里没有这家企业"),
        ({"A1": "东街饭店", "A2": "西街饭店"}, "有几家相符：东街饭店、西街饭店"),
        ({"A1": "东街饭店", "A2": "东街饭店", "A3": "西街饭店"}, "有几家相符：东街饭店（A1）、东街饭店（A2）、西街饭店"),
    ],
    ids=["none", "several", "namesakes"],
)
def test_who_is_not_known_by_these_words_is_asked_for_again(found: Mapping[str, str], told: str) -> None:
    with pytest.raises(ValidationError, match=f"^\\['{told}'\\]$"):
        asking(found).clean("饭店")


def test_one_is_its_number_and_nobody_is_nothing() -> None:
    assert asking({"A1": "东街饭店"}).clean(" 东街 ") == "A1"
    assert asking({}, "other").clean("  ") == ""


def test_only_a_field_for_enterprises_is_told_who_may_be_meant() -> None:
    with pytest.raises(TypeError):
        Asking().seek("words", lambda _said: {})
