"""`python -m yicha.demo.tests.play SIZE FACTS demo --once …`: the real program, on a small county if SIZE is `small`, or the
folder in which it is kept.

What its database held in the end stands in FACTS. The program asks for its county and its work by name, and here is who answers.
"""

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from yicha.config import cli
from yicha.demo import county
from yicha.demo.tests.small import kept, small_county
from yicha.kernel.command_line import load

ONCE = "yicha.demo.once"
SMALL = {"LAST_WEEKDAY": date(2026, 6, 30), "MOST_VISITS": 15}


def make_it_small(size: str) -> None:
    make = county.make_county
    county.make_county = lambda seed, year: small_county(make(seed, year)) if size == "small" else kept(Path(size), seed, year)


def watched(size: str, facts: Path) -> Callable[[str | Callable[..., Any]], Callable[..., Any]]:
    """`load`, but the demo tells in the end what there is."""

    def run(arguments: Namespace) -> int:
        once = sys.modules[ONCE]
        findings: Callable[..., dict[str, object]] = once.__dict__["_findings"]

        def and_facts(story: Any, *rest: Any) -> dict[str, object]:
            told = findings(story, *rest)
            facts.write_text(json.dumps(story.steady.read(load("yicha.demo.tests.facts:collect")), ensure_ascii=False))
            return told

        vars(once).update(_findings=and_facts, **({} if size == "whole" else SMALL))
        code: int = once.run(arguments)
        return code

    def answer(named: str | Callable[..., Any]) -> Callable[..., Any]:
        found = load(named)
        return run if named == f"{ONCE}:run" else found

    return answer


if __name__ == "__main__":
    _, size, facts, *arguments = sys.argv
    if size != "whole":
        make_it_small(size)
    vars(cli).update(load=watched(size, Path(facts)))
    sys.argv = ["yicha", *arguments]
    sys.exit(cli.main())
