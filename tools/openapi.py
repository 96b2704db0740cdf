"""docs/openapi.json, what the programs' interface takes and gives: `python -m tools.openapi write | check`."""

import json
import os
import sys
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import django

PAGE = Path(__file__).parents[1] / "docs/openapi.json"


def description() -> dict[str, Any]:
    """As the program gives it, but for its own version."""
    found: dict[str, Any] = json.loads(json.dumps(resolve_name("yicha.config.urls:api").get_openapi_schema()))
    del found["info"]["version"]
    return found


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yicha.config.settings")
    django.setup()
    text = json.dumps(description(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if arguments == ["write"]:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if arguments != ["check"]:
        print("usage: python -m tools.openapi write | check", file=sys.stderr)
        return 2
    in_step = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
    print("in step" if in_step else "docs/openapi.json is not what the program says: run `python -m tools.openapi write`", file=sys.stderr)
    return 0 if in_step else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
