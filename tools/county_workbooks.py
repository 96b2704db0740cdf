"""Workbooks of the invented county, or of its departments for any register.

    .venv-test/bin/python -m tools.county_workbooks --out DIR                  # subjects, officers, plans, history of 青禾县
    .venv-test/bin/python -m tools.county_workbooks --any --out DIR            # officers and plans that ask name, scope, reg_date only
        [--towns 甲镇;乙镇] [--founded-after 2018-10-01] [--seed WORD] [--year 2026]

`--any` is for measuring `programme build --subjects REGISTER` on registers that may not be kept here.
"""

import argparse
from pathlib import Path

from yicha.demo.county import make_county, officers_and_plans
from yicha.demo.county.workbooks import write_county, write_officers_and_plans


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", default="青禾")
    parser.add_argument("--year", type=int, default=2026)
    parser.add_argument("--any", action="store_true", help="officers and plans for a register of your own")
    parser.add_argument("--towns", default="", help="towns that officers may be bound to, separated by ;")
    parser.add_argument("--founded-after", default="", help="ISO date of what counts as new in that register")
    return parser.parse_args()


def main() -> None:
    chosen = arguments()
    if chosen.any:
        towns = [town for town in chosen.towns.split(";") if town]
        officers, plans = officers_and_plans(towns, chosen.seed, chosen.year, chosen.founded_after or f"{chosen.year - 1}-01-01")
        written = write_officers_and_plans(officers, plans, chosen.out)
    else:
        written = write_county(make_county(chosen.seed, chosen.year), chosen.out)
    print("\n".join(map(str, written)))


if __name__ == "__main__":
    main()
