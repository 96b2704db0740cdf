"""Makers for the tests of other rooms."""

from typing import Any

from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION
from yicha.subjects.actions.import_subjects import import_subjects
from yicha.subjects.types import ImportSubjects, SubjectFacts, SubjectKind, SubjectRow


def subject_row(number: int = 0, **values: Any) -> SubjectRow:
    """An invented subject; `number` makes sid and name different."""
    plain: dict[str, Any] = {
        "sid": f"LOC:{number:016X}",
        "name": f"青禾第{number}饭店",
        "scope": "餐饮服务",
        "town": "东川镇",
        "credit_class": "B",
    }
    return SubjectRow(**(plain | values))


def make_subjects(*rows: SubjectRow, region_path: str = REGION) -> tuple[SubjectRow, ...]:
    import_subjects(SYSTEM, ImportSubjects(region_path, "0" * 64, rows), NOW)
    return rows


def facts(**values: Any) -> SubjectFacts:
    plain: dict[str, Any] = {
        "kind": SubjectKind.SELF_EMPLOYED,
        "name": "青禾新开小店",
        "town": "东川镇",
        "address": "青禾县东川镇人民路9号",
    }
    return SubjectFacts(**(plain | values))
