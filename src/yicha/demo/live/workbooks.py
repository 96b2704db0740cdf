"""What the data bureau has imported: a monthly addition, one taken back, and one whose errors wait to be mended."""

import csv
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from io import StringIO

from yicha.demo.county.codes import unified_code
from yicha.demo.live.incidents import days
from yicha.demo.story import Story
from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.open_import import open_import
from yicha.imports.actions.read_import import read_import
from yicha.imports.actions.undo_import import undo_import
from yicha.imports.types import ConfirmImport, OpenImport, ReadImport, RegisterKind, UndoImport
from yicha.kernel.actor import Role
from yicha.kernel.uploads import upload

HEADER = ("主体名称", "统一社会信用代码", "乡镇街道", "地址", "经营范围")
OLD_NUMBER = "990421600001236"
FEBRUARY = (
    ("青禾县柳芽早餐店", unified_code("92", "MA9Q2A01"), "城关镇", "柳溪路17号", "餐饮服务"),
    ("青禾县稻香粮油门市部", unified_code("92", "MA9Q2A02"), "城关镇", "东环路5号", "食品销售"),
    ("青禾县渠西供销社农资店", OLD_NUMBER, "城关镇", "渠西路2号", "农资销售"),
)
OF_LAST_YEAR = (
    ("青禾县晚风书吧", unified_code("92", "MA9Q1B01"), "城关镇", "学府街9号", "图书零售"),
    ("青禾县晨光打印社", unified_code("92", "MA9Q1B02"), "城关镇", "学府街11号", "打印复印"),
)
WRONG = unified_code("92", "MA9Q3C02")
MARCH = (
    ("青禾县小满面馆", unified_code("92", "MA9Q3C01"), "城关镇", "柳溪路21号", "餐饮服务"),
    ("青禾县谷雨茶庄", WRONG[:-1] + ("0" if WRONG[-1] != "0" else "1"), "城关镇", "柳溪路23号", "茶叶零售"),
    ("", unified_code("92", "MA9Q3C03"), "城关镇", "柳溪路25号", "餐饮服务"),
    ("青禾县白露五金店", "9.29904E+17", "城关镇", "东环路31号", "五金零售"),
)


def import_some_books(story: Story) -> None:
    """The last one is looked at and not confirmed: its error workbook waits to be downloaded."""
    steward, do = story.who(Role.DATA_STEWARD), story.steady.do
    brought = _looked_at(story, "经营主体月度增补（二月）.csv", FEBRUARY, days(-24, 10))
    do(confirm_import, steward, ConfirmImport(brought), days(-24, 10))
    mistaken = _looked_at(story, "消费场所清单.csv", OF_LAST_YEAR, days(-9, 15))
    do(confirm_import, steward, ConfirmImport(mistaken), days(-9, 15))
    do(undo_import, steward, UndoImport(mistaken, "传成了去年的旧表"), days(-9, 16))
    _looked_at(story, "经营主体月度增补（三月）.csv", MARCH, days(-1, 16))


def _looked_at(story: Story, name: str, rows: Sequence[Sequence[str]], at: datetime) -> int:
    steward, text = story.who(Role.DATA_STEWARD), StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    sent = partial(upload, steward, [text.getvalue().encode()], at, kind="import", name=name, limit=1 << 20, key=f"demo-book:{name}")
    opened = OpenImport(RegisterKind.SUBJECTS, story.place, story.steady.read(lambda: sent().file))
    made = story.steady.do(open_import, steward, opened, at).import_id
    story.steady.do(read_import, steward, ReadImport(made), at)
    return made
