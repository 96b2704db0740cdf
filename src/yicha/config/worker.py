"""`yicha worker`: does the background jobs until it is asked to stop."""

from argparse import Namespace

from procrastinate.contrib.django import app

from yicha.kernel.command_line import say
from yicha.kernel.startup import require_sound


def run(arguments: Namespace) -> int:
    """Ctrl-C and SIGTERM let the jobs at hand come to their end."""
    require_sound()
    say("后台任务已启动，Ctrl-C 停止 · working, Ctrl-C stops")
    with app.replace_connector(app.connector.get_worker_connector()) as awake:  # type: ignore[attr-defined] # Django's connector has it
        awake.run_worker(concurrency=arguments.concurrency)
    return 0
