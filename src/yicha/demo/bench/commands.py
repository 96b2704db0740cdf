"""What `yicha bench` is asked."""

from pathlib import Path

from yicha.kernel.command_line import Commands

SUBJECTS, SECONDS, ENTRIES, ROWS, RECORDS = 1_000_000, 60, 100_000, 50_000, 3_000_000
COUNTY = 6_604  # subjects
CHECKS = 200
RESULTS, EACH = 1_000_000, 20
DRAWN_FROM = [1_000_000, 10_000_000]


def add_commands(commands: Commands) -> None:
    bench = commands.add_parser("bench", help="性能测量 · measure against the naive way in the same run")
    kinds = bench.add_subparsers(metavar="KIND", required=True)
    pages = kinds.add_parser("pages", help="页面：与最简单的 Django 页面比 · pages, against bare Django views")
    pages.add_argument("--subjects", type=int, default=SUBJECTS, metavar="N", help=f"监管对象户数 · subjects in the register ({SUBJECTS})")
    pages.add_argument("--seconds", type=int, default=SECONDS, metavar="S", help=f"每档秒数 · seconds for each step ({SECONDS})")
    pages.add_argument("--json", action="store_true", help="输出 JSON · print JSON")
    pages.set_defaults(run="yicha.demo.bench.pages:run", needs="temporary")
    _add_portal(kinds)
    ledger = kinds.add_parser("ledger", help="存证日志：重放速度 · the ledger, replayed")
    ledger.add_argument("--entries", type=int, default=ENTRIES, metavar="N", help=f"日志条数 · entries in the log ({ENTRIES})")
    ledger.add_argument("--json", action="store_true", help="输出 JSON · print JSON")
    ledger.set_defaults(run="yicha.demo.bench.ledger:run", needs="temporary")
    imports = kinds.add_parser("import", help="导入：与逐行写入、与 pandas 脚本比 · imports, against row by row and a pandas script")
    imports.add_argument("--rows", type=int, default=ROWS, metavar="N", help=f"行数 · rows of the file ({ROWS})")
    imports.add_argument("--format", choices=("xlsx", "csv", "parquet"), default="xlsx", help="文件格式 · format of the file (xlsx)")
    imports.add_argument("--json", action="store_true", help="输出 JSON · print JSON")
    imports.set_defaults(run="yicha.demo.bench.imports:run", needs="temporary")
    programme = kinds.add_parser("programme", help="年度计划：与分头、人工合并、贪心、整体模型比 · plans, against peers")
    programme.add_argument("--subjects", type=int, default=COUNTY, metavar="N", help=f"监管对象户数 · subjects of the county ({COUNTY})")
    programme.add_argument("--instance", type=Path, nargs="+", metavar="F", help="另给的实例 · instances of one's own instead")
    programme.add_argument("--city", action="store_true", help="另算一座四万户、28个部门的城市 · a city of 40,000 doors as well")
    programme.add_argument("--json", action="store_true", help="输出 JSON · print JSON")
    programme.set_defaults(run="yicha.demo.bench.programmes:run", needs="nothing")
    draw = kinds.add_parser("draw", help="抽取：与 consistent_sampler 比 · draws, against consistent_sampler")
    draw.add_argument(
        "--subjects", type=int, nargs="+", default=DRAWN_FROM, metavar="N", help="户数 · from how many subjects (1000000 10000000)"
    )
    draw.add_argument("--json", action="store_true", help="输出 JSON · print JSON")
    draw.set_defaults(run="yicha.demo.bench.draws:run", needs="nothing")
    exchange = kinds.add_parser("exchange", help="数据质检：与逐行检查比 · rules of quality, against a loop over the rows")
    exchange.add_argument("--rows", type=int, default=RECORDS, metavar="N", help=f"行数 · rows ({RECORDS})")
    exchange.add_argument("--json", action="store_true", help="输出 JSON · print JSON")
    exchange.set_defaults(run="yicha.demo.bench.quality:run", needs="temporary")
    sync = kinds.add_parser("sync", help="手机补传：与每一步一次办理比 · phones flushed, against one use case for each operation")
    sync.add_argument("--checks", type=int, default=CHECKS, metavar="N", help=f"检查份数 · checks recorded without network ({CHECKS})")
    sync.add_argument("--json", action="store_true", help="输出 JSON · print JSON")
    sync.set_defaults(run="yicha.demo.bench.sync:run", needs="temporary")


def _add_portal(kinds: Commands) -> None:
    portal = kinds.add_parser("portal", help="公示网站：与最简单的 Django 页面比 · the open side, against bare Django views")
    portal.add_argument("--results", type=int, default=RESULTS, metavar="N", help=f"公示结果份数 · published results ({RESULTS})")
    portal.add_argument("--seconds", type=int, default=EACH, metavar="S", help=f"每类秒数 · seconds for each kind ({EACH})")
    portal.add_argument("--json", action="store_true", help="输出 JSON · print JSON")
    portal.set_defaults(run="yicha.demo.bench.portal:run", needs="temporary")
