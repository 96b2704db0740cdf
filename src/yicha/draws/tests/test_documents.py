"""抽取记录单: what stands on the paper, and that it is the same paper each time."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.paper import words_of
from yicha.draws.documents import DrawRecord, render

AT = datetime(2026, 4, 17, 10, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
RECORD = DrawRecord(
    region="青禾县",
    number="620799-2026-D3",
    title="2026年第3号 · 餐饮与住宿联合抽查 · 抽对象",
    test=False,
    void_because="",
    steps=(
        ("冻结名录", "2026-04-16 16:30:00", "ba" * 32),
        ("封存清单", "2026-04-16 16:42:00", "ed" * 32),
        ("抽取", "2026-04-17 10:30:05", "0c" * 32),
    ),
    parties=(("市场监督管理局", "dd" * 32, "相符"), ("县公证处", "82" * 32, "没有交出")),
    beacon="双色球 第 2026043 期：03 11 17 22 28 31 + 09",
    lines=(("市监 餐饮服务检查", "486", "24", "0bce1a2b"),),
    outcome="612 家中抽出 48 家",
    attempts=(("620799-2026-D1", "名录有误"),),
    bundle_number="7f" * 32,
    address="https://example.invalid/public/draws/620799-2026-D3/",
)


def test_the_paper_says_what_happened() -> None:
    pdf = render(RECORD, AT)
    assert pdf == render(RECORD, AT)
    said = words_of(pdf)
    for words in ("双随机抽取记录单", "620799-2026-D3", "县公证处", "没有交出", "03 11 17 22 28 31 + 09", "612", "名录有误", "baba baba"):
        assert "".join(words.split()) in "".join(said.split())
