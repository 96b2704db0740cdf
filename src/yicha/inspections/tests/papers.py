"""One paper of every kind, of an invented visit."""

import io
from datetime import date, datetime

import pdfplumber

from yicha.inspections.documents import (
    Approval,
    ApprovedItem,
    CorrectionOrder,
    Delivered,
    DeliveryReceipt,
    Fact,
    Head,
    Opinion,
    Paper,
    PartResult,
    Piece,
    ResultNotice,
    SamplingReceipt,
    Signature,
    SiteMinutes,
    Team,
    Violation,
)
from yicha.planning.documents import NoticeOfficer

BEGAN, ENDED = datetime(2026, 4, 22, 9, 31), datetime(2026, 4, 22, 11, 5)  # noqa: DTZ001 local time of the county by definition
SOURCE = "2026年度联合检查计划"
TEAMS = (
    Team("市场监督管理局", (NoticeOfficer("张禾", "99042105270"), NoticeOfficer("苏穗", "99042105310"))),
    Team("消防救援大队", (NoticeOfficer("白舟", "99042111080"), NoticeOfficer("郝亭", "99042111160"))),
)
BASIS = ("《中华人民共和国食品安全法》第一百一十条", "《中华人民共和国消防法》第五十三条")
SIGNATURE = Signature("李掌柜", "店长", "M10 20 L130 240 L250 20 L300 200 L560 60", "", "", ENDED)
SAMPLE = Piece(1, "样品", "食品标签齐全", "辣椒酱两瓶，批号A1", BEGAN, "张禾", "ab" * 32)


def head(letters: str) -> Head:
    number = f"青{letters}〔2026〕417号"
    return Head(
        "青禾县",
        number,
        "2026-LH-0417",
        "青禾县市场监督管理局",
        "青禾县穗风里餐饮店",
        "91990421MADM00182K",
        "柳溪镇望禾路18号",
        ENDED.date(),
    )


APPROVAL = Approval(
    head("联检批"),
    (ApprovedItem("SP-01", "食品经营检查", "市场监督管理局"),),
    BASIS,
    SOURCE,
    BEGAN,
    ENDED,
    "现场检查",
    TEAMS,
    0,
    1,
    1,
    2,
    Opinion("经跨部门联席会议审定合并方案，同意实施。", "青禾县联席办", date(2026, 3, 1)),
)
MINUTES = SiteMinutes(
    head("联检录"),
    "柳溪镇",
    BEGAN,
    ENDED,
    TEAMS,
    0,
    "张禾（99042105270）",
    "",
    (
        Fact(1, "食品标签齐全", ("市场监督管理局",), "不合格", "", "标签不全"),
        Fact(2, "灭火器在有效期内", ("消防救援大队",), "合格", "", ""),
    ),
    (SAMPLE,),
    "已经整改",
    SIGNATURE,
    "cd" * 32,
)
SAMPLING = SamplingReceipt(head("联检证"), "柳溪镇", SOURCE, BASIS, (SAMPLE,), TEAMS, SIGNATURE)
ORDER = CorrectionOrder(
    head("联检责"),
    (Violation("标签不全", "《中华人民共和国食品安全法》第六十七条"),),
    "补全标签",
    date(2026, 5, 1),
    date(2026, 5, 8),
    "如不服本决定，可自收到之日起60日内申请行政复议，或6个月内向人民法院提起行政诉讼；复议、诉讼期间不停止执行。",
)
RESULT = ResultNotice(
    head("联检告"),
    BEGAN,
    ENDED,
    SOURCE,
    (
        PartResult("市场监督管理局", ("食品经营检查",), ("食品标签齐全：标签不全",), "发现问题已责令改正", "按责令改正通知书改正"),
        PartResult("消防救援大队", ("消防安全检查",), (), "未发现问题", ""),
    ),
    "青禾县司法局",
    "https://yicha.example/v/4176608",
)
DELIVERY = DeliveryReceipt(
    head("联检达"),
    (Delivered("行政检查结果告知书", "青联检告〔2026〕417号", "直接送达", "柳溪镇望禾路18号", ENDED, "李掌柜", "", "", "张禾"),),
)
PAPERS: dict[str, Paper] = {
    "approval": APPROVAL,
    "site_record": MINUTES,
    "sampling_receipt": SAMPLING,
    "correction_order": ORDER,
    "result_notice": RESULT,
    "delivery_receipt": DELIVERY,
}


def said_on(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return "".join(character["text"] for page in opened.pages for character in page.chars if character["text"].strip())
