"""Everything that a machine without a network needs, in one folder: `python3 tools/offline.py DIR`.

Run it on a machine with a network, the same Python version and the same processor; standard library only. It names no package
index: pip uses the user's own settings, and the hashes of the lock file guard what comes.
"""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", ".tools", ".test-home", "__pycache__", ".*_cache", "wheels")


def main(folder: Path) -> int:
    if folder.exists():
        print(f"文件夹已存在，请换一个 · the folder exists, name a new one: {folder}", file=sys.stderr)
        return 2
    place = folder / "yicha"
    shutil.copytree(HERE, place, ignore=LEFT_OUT, symlinks=True)
    for wanted in (["--require-hashes", "-r", f"{HERE / 'requirements.lock'}"], ["uv"]):
        command = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--quiet", "--no-deps"]
        done = subprocess.run([*command, "--only-binary", ":all:", "-d", f"{place / 'wheels'}", *wanted], check=False)  # noqa: S603 ours
        if done.returncode:
            shutil.rmtree(folder)
            return 1
    count, size = 0, 0
    for wheel in (place / "wheels").iterdir():
        count, size = count + 1, size + wheel.stat().st_size
    print(f"已备好 {count} 个软件包（{size >> 20} MB）；把此文件夹带到目标机器，运行其中的 ./yicha · ready to be taken along: {place}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute()))
