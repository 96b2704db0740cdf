"""docs/access.md, who may use which address: `python -m tools.access write | check`.

Everything comes from the router and from `config/roles.py`, so a change of anybody's rights is a changed line of that page.
"""

import os
import sys
from pathlib import Path
from pkgutil import resolve_name

import django

PAGE = Path(__file__).parents[1] / "docs/access.md"


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yicha.config.settings")
    django.setup()
    page = resolve_name("tools.routes:page")()  # the router can be read only now
    if arguments == ["write"]:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if arguments != ["check"]:
        print("usage: python -m tools.access write | check", file=sys.stderr)
        return 2
    in_step = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page
    print("in step" if in_step else "docs/access.md is not what the router says: run `python -m tools.access write`", file=sys.stderr)
    return 0 if in_step else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
