"""Bundles in the file system: a folder or a `.zip`."""

from collections.abc import Mapping
from pathlib import Path

from yicha.engines.draw import DrawError, belongs, pack, unpack
from yicha.kernel.command_line import BadInput

NOT_EMPTY = "换一个新的文件夹，或先移走里面的文件 · choose a new folder, or move those files away"
LOOK = "检查路径，应是抽取包的文件夹或 .zip · check the path: a folder or .zip of a draw is needed"


def read_bundle(place: Path) -> dict[str, bytes]:
    """The files of a bundle by their names; BadInput if there is nothing that can be read."""
    if place.is_dir():
        named = {path.relative_to(place).as_posix(): path for path in sorted(place.rglob("*")) if path.is_file()}
        return {name: path.read_bytes() for name, path in named.items() if belongs(name)}
    try:
        return unpack(place.read_bytes())
    except DrawError as error:
        raise BadInput(str(error), LOOK, file=place) from error


def write_bundle(place: Path, files: Mapping[str, bytes]) -> None:
    """Write a bundle, over an earlier one of the same files if there is one, never among other files."""
    if place.suffix.lower() == ".zip":
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(pack(files))
        return
    require_free(place, files)
    for name, content in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def require_free(place: Path, files: Mapping[str, bytes]) -> None:
    """BadInput if the folder holds anything else: it would be taken for part of the bundle."""
    found = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()} if place.is_dir() else set()
    foreign = sorted(found - files.keys())
    if foreign:
        raise BadInput(f"文件夹中还有 {foreign[0]} · the folder also holds {foreign[0]}", NOT_EMPTY, file=place)
