"""The patterns, in the order in which they are tried."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范"
    "方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申"
)
COMPOUND: Final = "欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|司徒|端木"
ANNOUNCED: Final = (
    "法定代表人|法人代表|主要负责人|负责人|经营者|实际控制人|控股股东|当事人|投诉人|举报人|申请人|联系人|检查人员|执法人员|检查员|"
    "店主|老板|业主|员工|从业人员|厨师|驾驶员|受害人|证人|患者|消费者|居民|村民"
)
# What begins like a name and is none.
WORDS: Final = (
    "高度|高温|高级|安全|安排|安装|方面|方式|方可|常态|常见|常年|任何|任务|任职|万元|金额|白酒|文明|文件|文书|石油|马上|田间|周边|周围|"
    "陈述|许可|何时|施工|温度|康复|严格|严重|易燃|于是|于|金融|江苏|贵州|林业|林地|水产|夏季|秋季|季度|程序|章程|史上|龙头|汤品|叶菜|"
    "申请|申报|申诉|顾客|时间|全体|武装|安静|常住|文化|明确|应当|钱款|毛利|白天|牛肉|马路|石材|范围"
)
# The second character of a given name is none of these: they go on with the sentence.
GOES_ON: Final = "说称表在和与等的是为被将已对向及于经从到未不也就都因以由以及并且或签认拒提作给把要能可应须正又只反当进报"
# Wide digits and letters are read, and shown, as narrow ones.
NARROW: Final = {wide: wide - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for wide in range(ord(first), ord(last) + 1)}
ALONE_BEFORE, ALONE_BEHIND = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z])"
PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"


class Kind(StrEnum):
    """What was found in a text."""

    IDENTITY = "identity"  # 居民身份证号
    MOBILE = "mobile"
    CARD = "card"  # 银行卡号
    EMAIL = "email"
    PLATE = "plate"  # 车牌
    NAME = "name"


@dataclass(frozen=True)
class Found:
    """What stands in the masked text instead. The original is nowhere kept."""

    kind: Kind
    shown: str


@dataclass(frozen=True)
class Masked:
    """The text as everybody may read it, and what stands in it instead of what was found."""

    text: str
    found: tuple[Found, ...]


@dataclass(frozen=True)
class _Pattern:
    kind: Kind
    sought: re.Pattern[str]
    shown: Callable[[re.Match[str]], str]  # what is meant otherwise comes back unchanged


def masked(text: str, known: Iterable[str] = ()) -> Masked:
    """`known`: whole names that are persons of the place, officers for one."""
    found: list[Found] = []
    text = text.translate(NARROW)
    for pattern in (*PATTERNS, *_of_known(known)):
        text = pattern.sought.sub(lambda match, pattern=pattern: _replace(pattern, match, found), text)  # type: ignore[misc] # bound at once
    return Masked(text, tuple(found))


def _replace(pattern: _Pattern, match: re.Match[str], found: list[Found]) -> str:
    shown = pattern.shown(match)
    if shown != match.group():
        found.append(Found(pattern.kind, shown))
    return shown


def _identity(match: re.Match[str]) -> str:
    return "身份证号××××"


def _mobile(match: re.Match[str]) -> str:
    return f"{_digits(match.group())[:3]}********"


def _card(match: re.Match[str]) -> str:
    digits = [int(sign) for sign in reversed(_digits(match.group()))]
    doubled = [sum(divmod(2 * digit, 10)) if place % 2 else digit for place, digit in enumerate(digits)]
    return match.group() if sum(doubled) % 10 else "银行卡号××××"


def _name(match: re.Match[str]) -> str:
    before, surname, given = match.group("before") or "", match.group("surname"), match.group("given")
    if re.match(WORDS, surname + given):
        return match.group()
    rest = given[1] if len(given) > 1 and given[1] in GOES_ON else ""
    return f"{before}{surname}某{rest}"


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _of_known(known: Iterable[str]) -> Iterable[_Pattern]:
    names = sorted({name for name in known if len(name) > 1}, key=len, reverse=True)
    if names:
        yield _Pattern(Kind.NAME, re.compile("|".join(map(re.escape, names))), lambda match: f"{_surname(match.group())}某")


def _surname(name: str) -> str:
    return name[:2] if re.match(COMPOUND, name) else name[0]


SURNAME = rf"(?P<surname>{COMPOUND}|[{SURNAMES}])"
GIVEN = r"(?P<given>(?!某)[\u4e00-\u9fff](?!某)[\u4e00-\u9fff]?)"
PATTERNS: Final = (
    _Pattern(
        Kind.IDENTITY,
        re.compile(rf"{ALONE_BEFORE}[1-8]\d{{5}}[ -]?(?:18|19|20)\d\d[ -]?{MONTH_DAY}[ -]?\d{{3}}[ -]?[\dXx]{ALONE_BEHIND}"),
        _identity,
    ),
    _Pattern(Kind.CARD, re.compile(rf"{ALONE_BEFORE}[3-6]\d{{3}}(?:[ -]?\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?{ALONE_BEHIND}"), _card),
    _Pattern(Kind.IDENTITY, re.compile(rf"{ALONE_BEFORE}[1-8]\d{{5}}\d\d{MONTH_DAY}\d{{3}}{ALONE_BEHIND}"), _identity),
    _Pattern(Kind.MOBILE, re.compile(rf"{ALONE_BEFORE}(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}{ALONE_BEHIND}"), _mobile),
    _Pattern(
        Kind.EMAIL, re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@(?P<host>[A-Za-z0-9.-]+\.[A-Za-z]{2,})"), lambda match: f"***@{match['host']}"
    ),
    _Pattern(
        Kind.PLATE,
        re.compile(rf"(?P<area>[{PROVINCES}][A-Z])[·•． ]?(?=[A-Z]*\d)[A-HJ-NP-Z\d]{{5,6}}(?![A-Za-z\d])"),
        lambda match: f"{match['area']}·*****",
    ),
    _Pattern(Kind.NAME, re.compile(rf"(?P<before>(?:{ANNOUNCED})(?:为|是|系)?[（(：:、 ]?){SURNAME}{GIVEN}"), _name),
    _Pattern(Kind.NAME, re.compile(rf"(?P<before>){SURNAME}(?P<given>(?!某)[\u4e00-\u9fff]{{1,2}})(?=先生|女士)"), _name),
)
