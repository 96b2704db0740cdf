"""`yicha demo …`: the invented county."""

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from yicha.kernel.command_line import Commands

PORT = 8470


class Instead(argparse.Action):
    """An option that makes another command of this one."""

    def __init__(self, *, becomes: dict[str, object], **settings: Any) -> None:
        super().__init__(nargs=0, default=False, **settings)
        self.becomes = becomes

    def __call__(self, _: ArgumentParser, namespace: Namespace, __: str | Sequence[Any] | None, ___: str | None = None) -> None:
        vars(namespace).update({self.dest: True, **self.becomes})


ONCE: dict[str, object] = {"run": "yicha.demo.once:run", "needs": "temporary", "with_worker": True}
REMOVE: dict[str, object] = {"run": "yicha.config.demo_start:remove", "needs": "nothing"}


def add_commands(commands: Commands) -> None:
    demo = commands.add_parser("demo", help="演示县 · the demo county")
    way = demo.add_mutually_exclusive_group()
    way.add_argument(
        "--once",
        action=Instead,
        becomes=ONCE,
        help="在临时目录完成一遍：计划、合并、抽取、检查、公示 · the whole main job in a home that is thrown away",
    )
    way.add_argument("--reset", action="store_true", help="清空演示数据，重新装入后启动 · wipe the demo's data, load it anew and start")
    way.add_argument("--remove", action=Instead, becomes=REMOVE, help="删除演示数据 · remove the demo's data")
    demo.add_argument("--home", type=Path, metavar="DIR", help="演示数据目录 · the demo's data home")
    demo.add_argument("--host", default="127.0.0.1", help="监听地址，手机试用填 0.0.0.0 · address to listen on; 0.0.0.0 for a phone")
    demo.add_argument("--port", type=int, default=PORT, help=f"端口 · port ({PORT})")
    demo.add_argument("--tls", action="store_true", help="用自制证书提供 https · https with a certificate of its own")
    demo.add_argument("--out", type=Path, metavar="DIR", help="--once 的文书和结果 · with --once: documents and results are left here")
    demo.add_argument("--json", action="store_true", help="--once 的结果为一个 JSON 对象 · with --once: one JSON object")
    demo.set_defaults(run="yicha.demo.live.start:run", needs="demo", with_worker=True, greet="yicha.demo.live.greeting:greet")
