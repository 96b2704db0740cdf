"""`yicha demo …`: the invented county."""

from pathlib import Path

from yicha.kernel.command_line import Commands


def add_commands(commands: Commands) -> None:
    demo = commands.add_parser("demo", help="演示县 · the demo county")
    once = demo.add_mutually_exclusive_group(required=True)
    once.add_argument(
        "--once",
        action="store_true",
        help="在临时目录完成一遍：计划、合并、抽取、检查、公示 · the whole main job in a home that is thrown away",
    )
    demo.add_argument("--out", type=Path, metavar="DIR", help="文书和结果写入此文件夹 · documents and results are left here")
    demo.add_argument("--json", action="store_true", help="一个 JSON 对象 · one JSON object")
    demo.set_defaults(run="yicha.demo.once:run", needs="temporary", with_worker=True)
