"""Every string that people read has its English; what the catalogue tool gathers, and how it says that something is missing."""

from pathlib import Path

import pytest

from tools import catalogue
from tools.catalogue import Said

PYTHON = '''
"""文件说明不算"""
TITLE = gettext_lazy("今日")
ROLE_NAMES = {1: "组长"}
def refuse(name, count):
    raise RuleBroken(f"还差承诺：{'、'.join(name)}，共 {count} 份", clause="YX-2.7b", exits=(Exit("等一等" if count else "不等"),))
'''
TEMPLATE = """
{% load i18n %}<h1>{% translate "说“是”" %}</h1>  {% figure _("已检查") 3 %}
  {% blocktranslate count n=rows|length %}有 {{ n }} 行{% plural %}有 {{ n }} 行{% endblocktranslate %} it's {{ x|default:_("无") }}
{% translate "100%" context "share" %}
"""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    room = tmp_path / "room"
    (room / "templates/room").mkdir(parents=True)
    (room / "tests").mkdir()
    (room / "web.py").write_text(PYTHON)
    (room / "tests/test_web.py").write_text('gettext("试验")')
    (room / "templates/room/page.html").write_text(TEMPLATE)
    return room


@pytest.mark.parametrize("room", catalogue.rooms(), ids=lambda room: room.name)
def test_every_string_has_its_english(room: Path) -> None:
    assert list(catalogue.faults(room)) == []


def test_it_gathers_what_people_read(room: Path) -> None:
    assert catalogue.said_in(room) == {
        Said("今日"),
        Said("组长"),
        Said("还差承诺：{0}，共 {1} 份", context="pattern"),
        Said("等一等"),
        Said("不等"),
        Said("说“是”"),
        Said("已检查"),
        Said("有 %(n)s 行", "有 %(n)s 行"),
        Said("无"),
        Said("100%%", context="share"),
    }


def test_what_is_missing_unsure_or_gone_is_told(room: Path) -> None:
    path = room / catalogue.PLACE
    path.parent.mkdir(parents=True)
    path.write_text(catalogue.written(room))
    assert len(list(catalogue.faults(room))) == 10
    path.write_text(path.read_text().replace('msgid "今日"\nmsgstr ""', '#, fuzzy\nmsgid "今日"\nmsgstr "Today"'))
    assert "room: not sure: 今日" in list(catalogue.faults(room))
    (room / "web.py").write_text("")
    assert next(catalogue.faults(room)).startswith("room: not in step")
    assert "今日" not in catalogue.written(room)


def test_a_value_that_is_lost_or_made_up_is_told(room: Path) -> None:
    path = room / catalogue.PLACE
    path.parent.mkdir(parents=True)
    text = catalogue.written(room)
    hole = 'msgid "还差承诺：{0}，共 {1} 份"\nmsgstr "'
    path.write_text(text.replace(hole, hole + "Missing: {0}"))
    assert any("leaves out a value" in fault for fault in catalogue.faults(room))
    path.write_text(text.replace(hole, hole + "Missing: {0} {1} {2}"))
    assert any("has a value that the Chinese has not" in fault for fault in catalogue.faults(room))


def test_english_that_says_it_twice_is_told(room: Path) -> None:
    path = room / catalogue.PLACE
    path.parent.mkdir(parents=True)
    text = catalogue.written(room)
    once = "The day on which the office works."
    for english, told in ((once, False), (once + once, True), (once * 4, True), ("No no no", False)):
        path.write_text(text.replace('msgid "今日"\nmsgstr ""', f'msgid "今日"\nmsgstr "{english}"'))
        assert ("room: says it more than once: 今日" in list(catalogue.faults(room))) is told


def test_translations_are_kept_and_compiled(room: Path) -> None:
    path = room / catalogue.PLACE
    path.parent.mkdir(parents=True)
    path.write_text(catalogue.written(room).replace('msgid "今日"\nmsgstr ""', 'msgid "今日"\nmsgstr "Today"'))
    (room / "web.py").write_text(PYTHON + '_("明日")')
    assert 'msgstr "Today"' in catalogue.written(room)
    catalogue.compile_catalogues(room.parent)
    made = path.with_suffix(".mo").stat()
    catalogue.compile_catalogues(room.parent)
    assert path.with_suffix(".mo").stat().st_ino == made.st_ino
    assert b"Today" in path.with_suffix(".mo").read_bytes()
