"""Invented names that read like real ones. No firm is called so: the words of the 字号 are of fields and water, never of a brand."""

from yicha.demo.county.chance import Chance
from yicha.demo.county.seeds import Town, Trade, places

_FIRST = "穗禾麦稷黍苗垄畦畴塬渠汀埠堤岭坡槐榆桑梨蒲苇荞菱芦茭霁岚暮朔望晴雁鹭鸥鹂蝉萤砚梓椿楸棠"
_SECOND = "里坊亭庐圃畔湾阁屿苑川泽阡浦语吟颂予合谷庭桥塘巷集垣栈岸陂澍"
_THIRD = "风云雨月星露霜光声色香意心情宁安顺和兴盛丰茂裕泰祥瑞"
# What the characters above could form by accident and a known firm, brand, city or shop chain is called.
_TAKEN = frozenset(
    ["麦里", "麦香", "桑川", "棠川", "雁塘", "禾川", "望川", "禾合", "棠语", "梓里", "麦浦", "晴川", "雁语", "鹭屿", "望亭", "芦溪", "槐里"]
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭鲁韦马苗方俞任袁柳鲍史唐费薛雷贺倪汤"
    "滕罗毕郝邬安常乐于傅皮卞齐康伍余元顾孟平黄穆萧尹姚邵汪祁毛狄米贝明臧计成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路江童颜郭梅林钟徐邱骆高夏蔡田樊胡霍"
)
_GIVEN = (
    "禾穗麦岚汀渠塬望霁朗澄砚梓槐棠蒲苇荞雁鹭舟桥帆岭川泽原野云雨晴雪霜露月星晨晓暮春秋冬清明文武建国立志向东海山林森松柏"
    "青蓝丹素雅静宁安和平顺康乐思远景行知新若初如意书画琴诗言语闻道正直廉信诚义礼仁智勇毅坚强刚柔"
)
_COMPOUND = ("欧阳", "上官", "司马", "诸葛", "皇甫")
_COMPANY_ENDINGS = {"有限公司": 90, "有限责任公司": 9, "股份有限公司": 1}
_CROPS = ("蔬菜种植", "谷物种植", "果树种植", "中药材种植", "农业机械服务")
_ONE_IN_FIFTY, _TWO_CHARACTERS = 2, 82


def trade_name(chance: Chance) -> str:
    """字号 of two or three characters."""
    while True:
        name = chance.pick(_FIRST) + (chance.pick(_THIRD) if chance.percent(45) else "") + chance.pick(_SECOND)
        if name not in _TAKEN:
            return name


def person_name(chance: Chance) -> str:
    surname = chance.pick(_COMPOUND) if chance.percent(_ONE_IN_FIFTY) else chance.pick(_SURNAMES)
    given = chance.pick(_GIVEN)
    return surname + given + (chance.pick(_GIVEN) if chance.percent(_TWO_CHARACTERS) else "")


def firm_name(chance: Chance, trade: Trade, form: str, town: Town, attempt: int) -> str:
    """A name for a firm of this trade, form and town; a later attempt gives another one."""
    county = places().county
    if form == "public":
        return _public_name(chance, trade, town, attempt)
    if form == "company":
        return f"{_company_prefix(chance)}{trade_name(chance)}{chance.pick(trade.firm)}{chance.weighted(_COMPANY_ENDINGS)}"
    if form == "cooperative":
        return f"{county}{trade_name(chance)}{chance.pick(_CROPS) if trade.key == '种植合作社' else trade.key}专业合作社"
    where = town.short if form == "individual" and chance.percent(45) else ""
    ending = "（个体工商户）" if form == "individual" and chance.percent(8) else ""
    return f"{county}{where}{trade_name(chance)}{chance.pick(trade.shop)}{ending}"


def _public_name(chance: Chance, trade: Trade, town: Town, attempt: int) -> str:
    """Schools, clinics and homes of the government are called by their place, and counted where a place has several."""
    kind, ordinal = chance.pick(trade.shop), ("", "第二", "第三", "第四", "第五")[attempt // 8]
    if kind.startswith(("中心", "敬老院", "初级")):
        return f"{places().county}{town.name}{ordinal}{kind}"
    village = chance.pick(town.villages).removesuffix("社区").removesuffix("村")
    return f"{places().county}{town.name}{village}{ordinal}{kind}"


def _company_prefix(chance: Chance) -> str:
    known = places()
    return chance.weighted({known.county: 58, known.city: 18, known.city[:-1]: 14, known.province[:-1]: 10})
