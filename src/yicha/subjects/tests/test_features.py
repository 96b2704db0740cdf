"""The clauses of the register as an official reads them."""

from dataclasses import replace

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.kernel.actor import Role
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.subjects.actions.correct_subject import correct_subject
from yicha.subjects.actions.merge_subjects import merge_subjects
from yicha.subjects.actions.publish_pool import publish_pool
from yicha.subjects.actions.register_subject import register_subject
from yicha.subjects.actions.split_subject import split_subject
from yicha.subjects.queries import active_subjects, facts_of, search
from yicha.subjects.testing import facts, make_subjects, subject_row
from yicha.subjects.types import KIND_NAMES, CorrectSubject, MergeSubjects, PublishPool, RegisterSubject, SplitSubject

scenarios("features/registers.feature")
pytestmark = pytest.mark.django_db
STEWARD = make_actor(Role.DATA_STEWARD)
Numbers = dict[str, str]


@given(parsers.parse("青禾县名录已有“{first}”和“{second}”"), target_fixture="numbers")
def two_subjects(first: str, second: str) -> Numbers:
    rows = make_subjects(subject_row(1, name=first), subject_row(2, name=second))
    return {row.name: row.sid for row in rows}


@when(parsers.parse("数据局把“{merged}”并入“{survivor}”"))
def merge(numbers: Numbers, merged: str, survivor: str) -> None:
    merge_subjects(STEWARD, MergeSubjects(numbers[survivor], numbers[merged], "同一户"), NOW)


@when(parsers.parse("数据局撤销“{merged}”的并户"))
def split(numbers: Numbers, merged: str) -> None:
    split_subject(STEWARD, SplitSubject(numbers[merged], "两户"), NOW)


@when(parsers.parse("发布专项库“{name}”，条件是“{rule}”"))
def publish(name: str, rule: str) -> None:
    publish_pool(STEWARD, PublishPool(REGION, name, NOW.date(), "会议纪要", rule=rule), NOW)


@when(parsers.parse("登记一户“{kind}”，名称是“{name}”"))
def register(kind: str, name: str) -> None:
    found = next(one for one, label in KIND_NAMES.items() if label == kind)
    register_subject(STEWARD, RegisterSubject(REGION, facts(kind=found, name=name), "现场核实"), NOW)


@when(parsers.parse("把“{name}”的名称更正为“{new}”"))
def correct(numbers: Numbers, name: str, new: str) -> None:
    sid = numbers[name]
    correct_subject(STEWARD, CorrectSubject(sid, replace(facts_of(STEWARD, sid), name=new), "营业执照"), NOW)


@then(parsers.parse("查“{text}”得到“{name}”"))
def found_by(text: str, name: str) -> None:
    assert [one.name for one in search(STEWARD, text)] == [name]


@then(parsers.parse("名录中有 {number:d} 户"))
def counted(number: int) -> None:
    assert len(active_subjects(STEWARD, REGION, NOW.date())) == number


@then(parsers.parse("有标签“{tag}”的是“{name}”"))
def tagged(tag: str, name: str) -> None:
    assert [row.name for row in active_subjects(STEWARD, REGION, NOW.date()) if tag in row.tags] == [name]
