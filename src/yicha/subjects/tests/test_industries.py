"""行业 by words."""

import pytest
from django.utils import timezone

from yicha.kernel.actor import Role
from yicha.kernel.testing import NOW, REGION
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor, make_region
from yicha.shell.testing import acting
from yicha.subjects.queries import industries
from yicha.subjects.rules.industries import industry_code, industry_name
from yicha.subjects.testing import make_subjects, subject_row

NAMES = {
    "H": "住宿和餐饮业",
    "H61": "住宿业",
    "H62": "餐饮业",
    "P": "教育",
    "P83": "教育",
    "F": "批发和零售业",
    "F51": "批发业",
    "F52": "零售业",
}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("H62 餐饮业", "H62"),
        ("h62  餐饮业", "H62"),
        ("餐饮业", "H62"),
        ("餐饮", "H62"),
        ("教育", "P83"),
        ("批发和零售业", "F"),
        ("H6210", "H6210"),
        ("H62", "H62"),
        ("H62 住宿业", "H62 住宿业"),
        ("业", "业"),
        ("", ""),
    ],
)
def test_words_stand_for_a_code(written: str, code: str) -> None:
    assert industry_code(written, NAMES) == code


@pytest.mark.parametrize(
    ("code", "name"), [("H6210", "餐饮业"), ("h62", "餐饮业"), ("F", "批发和零售业"), ("F5", "批发和零售业"), ("", ""), ("9", "")]
)
def test_a_code_is_called(code: str, name: str) -> None:
    assert industry_name(code, NAMES) == name


@pytest.mark.django_db
def test_a_person_chooses_by_words() -> None:
    load_shipped()
    make_region()
    make_subjects(subject_row(1, industry="H6210", name="食坊"), subject_row(2, industry="F5211", name="百货"))
    client, sid = acting(make_actor(Role.DATA_STEWARD)), subject_row(1).sid
    listed = client.get("/subjects/", {"industry": "餐饮业"}).content.decode()
    assert "食坊" in listed
    assert "百货" not in listed
    assert '<option value="H62 餐饮业">' in listed
    assert "H6210 餐饮业" in client.get(f"/subjects/{sid}/details/").content.decode()
    assert "H6210</span> 餐饮业" in client.get(f"/subjects/{sid}/").content.decode()
    assert '<option value="H62 餐饮业">' in client.get("/subjects/new/").content.decode()
    assert len(industries(REGION, timezone.localdate(NOW))) == 117
