from pathlib import Path

import pytest

from yicha.shell.sheets import MEDIA_TYPES, saved


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_what_is_written_is_what_is_sent_and_nothing_stays(suffix: str) -> None:
    places: list[Path] = []

    def write(path: Path) -> None:
        places.append(path)
        path.write_bytes(b"rows")

    answer = saved(f"rows{suffix}", write)
    assert (answer.content, answer["Content-Type"]) == (b"rows", MEDIA_TYPES[suffix])
    assert answer["Content-Disposition"] == f'attachment; filename="rows{suffix}"'
    assert answer["Cache-Control"] == "private, no-store"
    assert not places[0].parent.exists()


def test_a_kind_that_we_do_not_write_is_a_defect_of_ours() -> None:
    with pytest.raises(KeyError):
        saved("rows.exe", lambda path: path.write_bytes(b""))
