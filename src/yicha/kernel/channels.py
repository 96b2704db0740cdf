"""Ways to reach people outside the program. All are off until the site names them in `settings.YICHA_CHANNELS`:

    {"email": ("yicha.kernel.channels.Email", {}),
     "sms": ("yicha.kernel.channels.Gateway", {"url": "http://10.0.0.5/sms", "token": "…"}),
     "wechat": ("yicha.kernel.channels.GovernmentWeChat", {"url": "https://…", "corp": "…", "agent": 1000002, "secret": "…"})}

A channel either takes the letter or raises; the job tries again. It may get a letter twice (after a crash between sending and
noting), so each carries an id by which a gateway can tell.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.mail import send_mail
from django.utils.module_loading import import_string

SECONDS = 10


@dataclass(frozen=True)
class Letter:
    id: str
    address: str
    title: str
    text: str
    link: str


class Channel(Protocol):
    def send(self, letter: Letter) -> None: ...


class ChannelRefused(RuntimeError):  # noqa: N818 it says what happened
    """The other side answered, and the answer was no."""


@dataclass(frozen=True)
class Email:
    """By the server of Django's EMAIL_* settings."""

    sender: str | None = None

    def send(self, letter: Letter) -> None:
        send_mail(letter.title, f"{letter.text}\n\n{letter.link}".strip(), self.sender, [letter.address])


@dataclass(frozen=True)
class Gateway:
    """A gateway of the site's own that takes JSON: short messages, or anything else that has an address."""

    url: str
    token: str = ""

    def send(self, letter: Letter) -> None:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        _post(self.url, asdict(letter), headers)


@dataclass(frozen=True)
class GovernmentWeChat:
    """政务微信: a text card to one member; `url` is the site's own server."""

    url: str
    corp: str
    agent: int
    secret: str

    def send(self, letter: Letter) -> None:
        token = self._ask("gettoken", {"corpid": self.corp, "corpsecret": self.secret})["access_token"]
        card = {"title": letter.title, "description": letter.text, "url": letter.link}
        content = {"touser": letter.address, "msgtype": "textcard", "agentid": self.agent, "textcard": card}
        self._ask("message/send", {"access_token": token}, content)

    def _ask(self, path: str, query: Mapping[str, str], content: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        answer = _post(f"{self.url}/cgi-bin/{path}?{urlencode(query)}", content or {}, {})
        if answer.get("errcode", 0) != 0:
            raise ChannelRefused(f"{answer.get('errcode')}: {answer.get('errmsg')}")
        return answer


def _post(url: str, content: Mapping[str, Any], headers: Mapping[str, str]) -> Mapping[str, Any]:
    if not url.startswith(("http://", "https://")):
        raise ValueError("a gateway has an http address")
    body = json.dumps(content, ensure_ascii=False).encode()
    request = Request(url, body, {"Content-Type": "application/json", **headers})  # noqa: S310 checked above
    with urlopen(request, timeout=SECONDS) as response:  # noqa: S310 checked above
        raw = response.read()
    answer: Mapping[str, Any] = json.loads(raw) if raw.strip() else {}
    return answer


def channel(name: str) -> Channel | None:
    """None: the site does not use it."""
    found = settings.YICHA_CHANNELS.get(name)
    if found is None:
        return None
    path, options = found
    made: Channel = import_string(path)(**options)
    return made
