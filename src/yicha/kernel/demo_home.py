"""A demo home: invented people on an invented day. The file in the home makes it one, and no variable can. No Django here."""

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

MARK = "demo.json"
VARIABLES = ("YICHA_DEMO", "YICHA_CLOCK_SHIFT")


@dataclass(frozen=True)
class DemoDay:
    """At the real moment `made_at` it was `begins` in the demo; since then both clocks run alike."""

    begins: datetime
    made_at: datetime

    @property
    def shift(self) -> int:
        """Seconds from the real clock to the demo's."""
        return round((self.begins - self.made_at).total_seconds())


def is_demo(home: Path) -> bool:
    return (home / MARK).exists()


def demo_day(home: Path) -> DemoDay | None:
    """None: no demo, or one whose county was never finished."""
    try:
        told = json.loads((home / MARK).read_text(encoding="utf-8"))
        return DemoDay(datetime.fromisoformat(told["begins"]), datetime.fromisoformat(told["made_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def begin_demo(home: Path) -> None:
    """From here on the home may be wiped as a demo."""
    _write(home, {})


def finish_demo(home: Path, begins: datetime) -> None:
    """The county is complete, and it is now `begins` there."""
    _write(home, {"begins": begins.isoformat(), "made_at": datetime.now(UTC).isoformat()})


def live_on_its_day(home: Path) -> None:
    """Tell settings, ours and our children's, which day it is in this home: in any but a demo home the real one."""
    for name in VARIABLES:
        os.environ.pop(name, None)
    if is_demo(home):
        day = demo_day(home)
        os.environ.update(YICHA_DEMO="1", YICHA_CLOCK_SHIFT=f"{day.shift if day else 0}")


def _write(home: Path, told: dict[str, str]) -> None:
    draft = home / f"{MARK}.new"
    draft.write_text(json.dumps(told) + "\n", encoding="utf-8")
    draft.replace(home / MARK)
