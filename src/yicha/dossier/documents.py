"""尽职免责证据清单 as a pure function: values in, PDF/A bytes out. No database, no clock."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from yicha.dossier.types import DutyFile
from yicha.draws.types import Fate
from yicha.inspections.types import Duty
from yicha.kernel import documents
from yicha.kernel.events import to_plain

_TEMPLATE = Path(__file__).parent / "templates/documents/duty.typ"
DUTY_NAMES: Final[Mapping[Duty, str]] = {
    Duty.NOTIFY: "上门前通知",
    Duty.COME: "按期检查",
    Duty.APPROVE: "情况紧急补批",
    Duty.FILE: "结果核定入库",
    Duty.PUSH: "推送上级平台",
    Duty.PUBLISH: "结果公示",
}
FATE_NAMES: Final[Mapping[Fate, str]] = {
    Fate.DRAWN: "在名录，抽中",
    Fate.LISTED: "在名录，全覆盖",
    Fate.EXPLAINED: "在名录，未抽中，另有公布的理由",
    Fate.OUTSIDE: "在名录，不属于本次抽取范围",
    Fate.ABOVE: "在名录，可被抽中，未抽中",
    Fate.BEFORE: "在名录，上一次抽取已抽中",
    Fate.ABSENT: "不在冻结的名录",
}


def press(file: DutyFile) -> bytes:
    """Bears the day on which it stood so."""
    words = {
        "duties": {one.value: name for one, name in DUTY_NAMES.items()},
        "fates": {one.value: name for one, name in FATE_NAMES.items()},
    }
    values = {"file": to_plain(file), "missed": to_plain(file.missed), "kept": file.kept, "words": words}
    return documents.render(_TEMPLATE, values, file.at)
