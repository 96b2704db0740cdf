"""`yicha doctor`: what is wrong, and how to mend it. It changes nothing."""

import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from yicha.config.database import connected, untouched
from yicha.config.embedded_postgres import ROOTS_PLACE
from yicha.config.home import default_home
from yicha.config.identity import identity
from yicha.kernel.command_line import CannotRun, answer, load, show
from yicha.kernel.fonts import FOLDER

ROOT = Path(__file__).parents[3]
FONTS = 3
PLENTY = 2 << 30


@dataclass(frozen=True)
class Finding:
    """“中文 · English”; `mend` is empty when all is well."""

    what: str
    mend: str = ""


def run(arguments: Namespace) -> int:
    findings = list(examine(arguments.home or default_home()))
    sound = not any(finding.mend for finding in findings)
    if arguments.json:
        answer({"sound": sound, "findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            show(f"✗ {finding.what} → {finding.mend}" if finding.mend else f"✓ {finding.what}")
    return 0 if sound else 1


def examine(home: Path) -> Iterator[Finding]:
    yield Finding(f"Python {sys.version.split()[0]}")
    yield _lock()
    yield _fonts()
    yield from _home(home)
    yield from _identity(home)
    yield from _orphans()
    try:
        with untouched(home) as url:
            yield _role(url)
            look: Iterator[Finding] = load("yicha.config.doctor_database:examine")()
            yield from look
    except CannotRun as problem:
        yield Finding("数据库不可用 · the database cannot be used", " ".join(str(problem).split()))


def _lock() -> Finding:
    """Each environment keeps a copy of the lock that it was made from."""
    made_from = Path(sys.prefix) / "installed.lock"
    locks = [path.read_bytes() for path in (ROOT / "requirements.lock", ROOT / "requirements-dev.lock") if path.exists()]
    if not locks or (made_from.exists() and made_from.read_bytes() in locks):
        return Finding("软件包与锁文件一致 · packages are in step with the lock")
    return Finding("软件包与锁文件不一致 · packages are not in step with the lock", "用 ./yicha 启动 · start by ./yicha")


def _fonts() -> Finding:
    official = os.environ.get("YICHA_FONTS")
    if official and not Path(official).is_dir():
        return Finding(f"找不到字体目录 · no such folder of fonts: {official}", "改正 YICHA_FONTS · correct YICHA_FONTS")
    if len(list(FOLDER.glob("*.otf"))) < FONTS:
        return Finding("缺少随附字体 · fonts of the package are missing", "重新安装 · install again")
    return Finding("字体齐全 · fonts are there")


def _home(home: Path) -> Iterator[Finding]:
    if not home.exists():
        return
    if home.stat().st_mode & 0o066:
        yield Finding(f"他人可读数据目录 · others may look into the home: {home}", f"chmod go-rw '{home}'")
    free = shutil.disk_usage(home).free
    told = f"可用磁盘 · free disk: {free / (1 << 30):.1f} GB"
    yield Finding(told) if free > PLENTY else Finding(told, "请清理磁盘 · make room")


def _identity(home: Path) -> Iterator[Finding]:
    try:
        named = identity(home)
    except CannotRun as problem:
        yield Finding("企业统一身份认证的设置有误 · the identity provider is not named well", str(problem))
        return
    if named:
        yield Finding(f"企业可用统一身份认证登录 · enterprises may sign in by {named['issuer']}")


def _orphans() -> Iterator[Finding]:
    """Clusters that root keeps outside a home which is gone: no fault of this home, but somebody's disk."""
    for told in ROOTS_PLACE.glob("*/home") if os.geteuid() == 0 else ():
        seat = Path(told.read_text()) / "postgres"
        if not (seat.exists() and seat.samefile(told.parent)):
            yield Finding(f"数据目录已不在的数据库，可删除 · a database whose home is gone may be removed: {told.parent} ({seat.parent})")


def _role(url: str) -> Finding:
    with connected(url) as link:
        row = link.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() or ("?", True)
    if row[1]:
        return Finding(f"以超级用户 {row[0]} 连接 · connected as superuser {row[0]}", "改用角色 yicha_app · connect as the role yicha_app")
    return Finding(f"数据库可用，角色 {row[0]} · the database answers, role {row[0]}")
