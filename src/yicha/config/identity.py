"""By which identity provider enterprises sign in (orgs/queries/identity.py): examined before anything is served with half of it."""

import json
import os
from collections.abc import Iterator, Mapping
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from yicha.kernel.command_line import CannotRun

FILE, VARIABLE = "identity.json", "YICHA_IDENTITY"
NEEDED = ("issuer", "client")
KNOWN = (*NEEDED, "secret", "claim", "scope", "name", "networks")


def identity(home: Path) -> dict[str, str]:
    """Of the environment or of the home; empty where the site names none. CannotRun, naming the field, if it cannot be meant so."""
    told, where = os.environ.get(VARIABLE), VARIABLE
    if not told:
        file, where = home / FILE, f"{home / FILE}"
        told = file.read_text(encoding="utf-8") if file.exists() else "{}"
    try:
        said: Any = json.loads(told)
    except ValueError as error:
        raise CannotRun(f"{where} 不是 JSON · is not JSON: {error}") from error
    if not isinstance(said, dict):
        raise CannotRun(f"{where} 要写成 {{字段: 文字}} · must be an object of texts")
    for fault in faults(said) if said else ():
        raise CannotRun(f"{where}：{fault}")
    return said


def faults(said: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with it, field by field."""
    for name in said:
        if name not in KNOWN:
            yield f"没有字段 {name}，可写 {'、'.join(KNOWN)} · no field {name}"
        elif not isinstance(said[name], str):
            yield f"{name} 要写成文字 · {name} must be a text"
    for name in NEEDED:
        if not said.get(name):
            yield f"缺 {name} · {name} is missing"
    yield from _networks(str(said.get("networks", "")))
    if not str(said.get("issuer", "")).startswith(("https://", "http://") if said.get("networks") else "https://"):
        yield "issuer 要以 https:// 开头，http:// 只用于 networks 里的内网 · issuer: https://, or http:// within networks"


def _networks(said: str) -> Iterator[str]:
    for one in said.split():
        try:
            ip_network(one)
        except ValueError as error:
            yield f"networks 里的 {one} 不是网段 · is no network: {error}"
