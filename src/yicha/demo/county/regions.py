"""Where things are: regions, departments, addresses."""

from datetime import date

from yicha.demo.county.chance import Chance
from yicha.demo.county.codes import CITY, COUNTY, PROVINCE, unified_code
from yicha.demo.county.seeds import Town, departments, offices, places
from yicha.orgs.types import CreateDepartment, DepartmentKind, RegionRow

_FOUNDED = date(2019, 1, 1)
_FIRST_VILLAGE = 201


def make_regions() -> tuple[RegionRow, ...]:
    """Province, city, county, towns and villages, from above to below."""
    known = places()
    rows = [RegionRow(PROVINCE, known.province), RegionRow(CITY, known.city), RegionRow(COUNTY, known.county)]
    for town in known.towns:
        rows.append(RegionRow(COUNTY + town.code, town.name))
        rows += [RegionRow(f"{COUNTY}{town.code}{_FIRST_VILLAGE + place}", village) for place, village in enumerate(town.villages)]
    return tuple(rows)


def department_code(number: str) -> str:
    return f"{COUNTY}-{number}"


def organ_code(number: str) -> str:
    """The 统一社会信用代码 of a department that inspects."""
    return unified_code("11", f"MB{number:0>6}")


def make_departments() -> tuple[CreateDepartment, ...]:
    """Those that inspect, the offices and zones, the towns."""
    county = places().county
    inspecting = [
        CreateDepartment(
            department_code(seed.number),
            _full(county, seed.name),
            seed.short,
            COUNTY,
            DepartmentKind.DEPARTMENT,
            _FOUNDED,
            organ_code(seed.number),
        )
        for seed in departments()
    ]
    others = [
        CreateDepartment(
            department_code(seed.number),
            _full(county, seed.name),
            seed.short,
            COUNTY,
            DepartmentKind(seed.kind),
            _FOUNDED,
            towns=tuple(COUNTY + town for town in seed.towns),
        )
        for seed in offices()
    ]
    return (*inspecting, *others, *map(_town_government, filter(lambda town: town.short != "开发区", places().towns)))


def _full(county: str, name: str) -> str:
    """A branch of a city's bureau and a county's own park say where they are themselves."""
    return name if name.startswith((places().city, county[:-1])) else county + name


def _town_government(town: Town) -> CreateDepartment:
    title = f"{town.name}{'办事处' if town.is_street else '人民政府'}"
    return CreateDepartment(
        department_code(f"T{town.code}"), places().county + title, town.name, COUNTY + town.code, DepartmentKind.TOWN_GOVERNMENT, _FOUNDED
    )


def pick_town(chance: Chance, rural: int) -> Town:
    """A street, or in `rural` of 100 cases a town, township or the park."""
    outside = chance.percent(rural)
    return chance.weighted({town: town.weight for town in _towns(outside)})


def _towns(outside: bool) -> list[Town]:  # noqa: FBT001 the only question there is
    return [town for town in places().towns if town.is_street != outside]


def address_in(chance: Chance, town: Town) -> str:
    known = places()
    start = f"{known.province}{known.city}{known.county}{town.name}"
    village = chance.pick(town.villages)
    if town.is_street or village.endswith(("社区", "区")) or chance.percent(40):
        return f"{start}{chance.pick(town.roads)}{chance.between(1, 268)}号"
    return f"{start}{village}{chance.between(1, 9)}组{chance.between(1, 86)}号"
