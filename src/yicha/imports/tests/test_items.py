"""`yicha items import`: what is exported is proposed again by its department; a wrong file proposes nothing."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest

from yicha.imports.batch.items import run
from yicha.items.cli import add_commands
from yicha.items.models import Item
from yicha.items.testing import item_row
from yicha.items.types import ItemEntry
from yicha.items.workbooks import write_items
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import COUNTY, make_department, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    load_shipped()
    make_region()
    make_department("SCJG")

    def ask(entries: list[ItemEntry], *options: str) -> tuple[int, dict[str, Any]]:
        path = tmp_path / "items.xlsx"
        write_items(path, entries)
        parser = ArgumentParser()
        add_commands(parser.add_subparsers())
        code = run(parser.parse_args(["items", "import", str(path), "--region", COUNTY, "--json", *options]))
        return code, json.loads(capsys.readouterr().out)

    return ask


def test_a_list_is_proposed_once(asked: Any) -> None:
    entries = [ItemEntry(item_row(1)), ItemEntry(item_row(2))]
    code, told = asked(entries, "--dry-run")
    assert (code, told["new"], told["imported"], Item.objects.count()) == (0, 2, 0, 0)
    code, told = asked(entries)
    assert (code, told["new"], told["imported"], Item.objects.count()) == (0, 2, 2, 2)
    code, told = asked(entries)
    assert (code, told["new"], told["changed"], Item.objects.count()) == (0, 0, 0, 2)


def test_a_refused_item_keeps_the_list_out(asked: Any) -> None:
    code, told = asked([ItemEntry(item_row(1)), ItemEntry(item_row(2, name=""))])
    assert (code, told["imported"], Item.objects.count()) == (1, 0, 0)
