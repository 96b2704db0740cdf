"""`yicha bench exchange`: the rules of 行政检查 on three million rows, against the loop that takes one row after the other.

Both judge the same rows by the same rules, the loop a sample of them; what each finds on the sample is compared, so that nobody is fast by
being wrong.
"""

import time
from argparse import Namespace
from collections import Counter
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from yicha.engines.quality import Family, Rule, faults_of, key_of
from yicha.exchange.queries import CHECKS, layout_of, rules_of
from yicha.kernel.command_line import CannotRun, answer, say, show
from yicha.norms.types import DICTIONARY
from yicha.norms.workbooks import shipped_norms

DAY = date(2026, 11, 20)
PROVIDERS, ITEMS, SAMPLE = 40, 2000, 20_000
ORGAN = "11620799MB00000016"
# What stands in a column of row n: mostly right, and in one of a few hundred wrong in its own way.
SAID = {
    "record_unique_identity": "'K' || n",
    "supervise_item_implement_code": "CASE WHEN n % 211 = 0 THEN '6207' ELSE printf('620799%08d', n % 2100) END",
    "implement_institution": "'第' || (n % 40) || '局'",
    "implement_institution_code": "'D' || (n % 40)",
    "supervise_object": "'青禾' || n || '店'",
    "administrative_cp": "CASE WHEN n % 307 = 0 THEN '' ELSE '青禾' || n || '店' END",
    "administrative_cp_na": "CASE WHEN n % 401 = 0 THEN '9' ELSE '2' END",
    "administrative_cp_ce_type": "'001'",
    "administrative_cp_ui_code": f"CASE WHEN n % 223 = 0 THEN '91620799MA00000000' ELSE '{ORGAN}' END",
    "address_registered": "'青禾县东川镇' || n || '号'",
    "area_number": "'620799'",
    "submitted_date": "CASE WHEN n % 227 = 0 THEN '2026-03-01 08:00:00' ELSE '2026-03-03 08:00:00' END",
    "check_action_name": "'食品安全检查'",
    "check_action_code": "'J' || (CASE WHEN n % 997 = 0 THEN n - n % 40 ELSE n END)",
    "supervise_item_check_icode": f"'{ORGAN}1' || n",
    "check_form": "'1'",
    "check_type": "'1'",
    "check_mode": "'1'",
    "check_result": "CASE WHEN n % 331 = 0 THEN '99' ELSE '1' END",
    "check_date": "CASE WHEN n % 233 = 0 THEN '2026-3-2' ELSE '2026-03-02 10:00:00' END",
    "check_personnel": "CASE WHEN n % 239 = 0 THEN '张三' ELSE '张三,李四' END",
    "check_personnel_code": "'62079900001,62079900002'",
}


class _Took(NamedTuple):
    """By the wall, and of all cores together: the second says how much work it was, whatever else the machine does."""

    seconds: float
    cpu: float


def run(arguments: Namespace) -> int:
    """0 whatever was found: it measures, and says so."""
    if find_spec("ibis") is None or find_spec("duckdb") is None:
        raise CannotRun("没有装 analytics 附加组件 · the extra `analytics` is not installed: pip install 'yicha[analytics]'")
    rules = rules_of(layout_of(CHECKS, DAY), _dictionaries())
    told = _measured(arguments.rows, rules)
    if arguments.json:
        answer(told)
        return 0
    for name, value in told.items():
        show(f"{name:>16}  {value}")
    return 0


def _dictionaries() -> dict[str, frozenset[str]]:
    values: dict[str, set[str]] = {name: set() for name in layout_of(CHECKS, DAY).dictionaries}
    for norm in shipped_norms():
        name, _, value = norm.code.removeprefix(DICTIONARY).partition(".")
        if name in values:
            values[name].add(value)
    return {name: frozenset(found) for name, found in values.items()}


def _measured(number: int, rules: list[Rule]) -> dict[str, Any]:
    """The sample is judged both ways on its own, since a row is alone or repeated among the rows that are looked at."""
    backend = import_module("ibis").duckdb.connect()
    known = [f"620799{place:08d}" for place in range(ITEMS)]
    say(f"{number} 行 × {len(rules)} 条规则 · rows by rules")
    whole, _ = _by_table(backend, number, rules, known)
    sample = min(number, SAMPLE)
    _, sampled = _by_table(backend, sample, rules, known)
    loop_cpu, looped = _by_loop(backend.table(f"said_{sample}").to_pyarrow().to_pylist(), rules, known)
    loop = loop_cpu / sample * number
    return {
        "ratio": round(loop / whole.cpu, 1),
        "rows": number,
        "rules": len(rules),
        "seconds": round(whole.seconds, 2),
        "cpu_seconds": round(whole.cpu, 2),
        "loop_cpu_seconds": round(loop, 1),
        "sample": sample,
        "faults": sum(sampled.values()),
        "same": sampled == looped,
    }


def _by_table(backend: Any, number: int, rules: list[Rule], known: list[str]) -> tuple[_Took, Counter[str]]:
    ibis, tables = import_module("ibis"), import_module("yicha.engines.quality.tables")
    columns = {column.name for column in layout_of(CHECKS, DAY).columns}
    said = ", ".join(f"{SAID.get(name, repr(''))} AS {name}" for name in sorted(columns))
    name = f"said_{number}"
    backend.raw_sql(f"CREATE TABLE {name} AS SELECT {said} FROM (SELECT range AS n FROM range({number}))")  # noqa: S608 words of our own
    items = ibis.memtable({"value": known})
    begun = _Took(time.perf_counter(), time.process_time())
    found = tables.counted(backend.table(name), rules, {"items": items}, "implement_institution").to_pyarrow().to_pylist()
    took = _Took(time.perf_counter() - begun.seconds, time.process_time() - begun.cpu)
    return took, Counter({rule.name: sum(row[rule.name] for row in found) for rule in rules})


def _by_loop(rows: list[dict[str, str]], rules: list[Rule], known: list[str]) -> tuple[float, Counter[str]]:
    unique = [rule for rule in rules if rule.family is Family.UNIQUE]
    begun, registers = time.process_time(), {"items": frozenset(known)}
    keys = Counter(key_of(row, rule) for row in rows for rule in unique)
    taken = {key for key, times in keys.items() if times > 1}
    found: Counter[str] = Counter(fault.rule for row in rows for fault in faults_of(row, rules, registers, taken))
    return time.process_time() - begun, found + Counter()
