"""Base registers (自然人、法人、空间地理、电子证照、公共信用、监管行为). Those that a site has are named in `settings.YICHA_REGISTERS`:

    {"legal_person": ("yicha.lookups.queries.registers.HttpRegister", {"url": "http://10.0.0.7/legal", "columns": {"住所": "address"}}),
     "licence": ("yicha.lookups.queries.registers.FileRegister", {"path": "/srv/licences.csv", "key": "统一社会信用代码"})}

A register is asked when somebody asks, about one subject; it answers, knows nothing (None), or is away (`RegisterAway`). A call ends
within its seconds and its bytes. After `FAILURES` in a row it is left alone for `REST` seconds.
"""

import csv
import json
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings
from django.utils.module_loading import import_string

from yicha.kernel.refusals import gettext_noop
from yicha.lookups.rules import facts_of
from yicha.lookups.types import Answer, Question, RegisterAway, RegisterKind

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS, BYTES = 5.0, 256 * 1024
FILE_BYTES = 200 * 1024 * 1024
FAILURES, REST = 3, 60.0
ABSENT = 404


class Register(Protocol):
    def ask(self, question: Question) -> Answer | None: ...


@dataclass(frozen=True)
class FileRegister:
    """A CSV that somebody puts there, in UTF-8 or GB18030: one line a subject, found by a code in the column `key`."""

    path: str
    key: str
    columns: Mapping[str, str] = field(default_factory=dict)
    as_of: str = "更新日期"

    def ask(self, question: Question) -> Answer | None:
        wanted = {question.uscc, question.sid} - {""}
        for row in csv.DictReader(StringIO(self._text())):
            if (row.get(self.key) or "").strip().upper() in wanted:
                return Answer(facts_of({name: value for name, value in row.items() if name}, self.columns), row.get(self.as_of) or "")
        return None

    def _text(self) -> str:
        path = Path(self.path)
        try:
            if path.stat().st_size > FILE_BYTES:
                raise RegisterAway(gettext_noop("文件过大"))
            raw = path.read_bytes()
        except OSError as error:
            raise RegisterAway(gettext_noop("文件读不到")) from error
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return raw.decode("gb18030", errors="replace")


@dataclass(frozen=True)
class HttpRegister:
    """`GET url?uscc=…&sid=…&name=…` → 200 `{"facts": {label: value}, "as_of": "…"}`, or 404 where the register knows nothing."""

    url: str
    token: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    seconds: float = SECONDS

    def ask(self, question: Question) -> Answer | None:
        if not self.url.startswith(("http://", "https://")):
            raise RegisterAway(gettext_noop("地址有误"))
        raw = self._get(urlencode({"uscc": question.uscc, "sid": question.sid, "name": question.name}))
        return None if raw is None else self._answer(raw)

    def _get(self, query: str) -> bytes | None:
        headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        request = Request(f"{self.url}?{query}", headers=headers)  # noqa: S310 checked above
        try:
            with urlopen(request, timeout=self.seconds) as response:  # noqa: S310 checked above
                raw: bytes = response.read(BYTES + 1)
        except HTTPError as error:
            if error.code == ABSENT:
                return None
            raise RegisterAway(f"对方答复 {error.code}") from error
        except OSError as error:
            raise RegisterAway(gettext_noop("连不上或超时")) from error
        if len(raw) > BYTES:
            raise RegisterAway(gettext_noop("答复过大"))
        return raw

    def _answer(self, raw: bytes) -> Answer:
        try:
            said: dict[str, Any] = json.loads(raw)
            return Answer(facts_of(said["facts"], self.columns), str(said.get("as_of", ""))[:40])
        except (ValueError, LookupError, AttributeError, TypeError) as error:
            raise RegisterAway(gettext_noop("答复读不懂")) from error


@dataclass
class Circuit:
    """How often in a row a register was away, and until when it is left alone. One in each process."""

    failures: int = 0
    until: float = 0.0

    @contextmanager
    def passing(self) -> "Iterator[None]":
        if monotonic() < self.until:
            raise RegisterAway(gettext_noop("暂停查询，对方连续没有答复"))
        try:
            yield
        except RegisterAway:
            self.failures += 1
            if self.failures >= FAILURES:
                self.failures, self.until = 0, monotonic() + REST
            raise
        self.failures = 0


_circuits: dict[str, Circuit] = {}


def forget_failures() -> None:
    """Every register is asked again at once: after a site has mended one."""
    _circuits.clear()


def registers() -> list[RegisterKind]:
    """Those that this site has."""
    return [kind for kind in RegisterKind if kind in settings.YICHA_REGISTERS]


def ask(kind: RegisterKind, question: Question) -> Answer | None:
    """What the register knows, None if nothing; RegisterAway with the reason in Chinese."""
    found = settings.YICHA_REGISTERS.get(kind)
    if found is None:
        raise RegisterAway(gettext_noop("本地没有接入这个库"))
    path, options = found
    register: Register = import_string(path)(**options)
    with _circuits.setdefault(kind, Circuit()).passing():
        return register.ask(question)
