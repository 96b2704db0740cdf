"""`yicha setup`: what stands afterwards, once."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

import pytest
from django.test import Client

from yicha.config.founding import run
from yicha.config.setup import add_commands
from yicha.kernel.actor import SYSTEM
from yicha.kernel.command_line import BadInput, CannotRun
from yicha.orgs.models import Account, OneTimeLink, Post
from yicha.orgs.queries import regions

WORD = "Qinghe-2026!"


@pytest.fixture
def asked(tmp_path: Path) -> Namespace:
    places = tmp_path / "regions.yaml"
    places.write_text('"6207": 张掖市\n"620799105": 新镇\n', encoding="utf-8")
    parser = ArgumentParser()
    add_commands(parser.add_subparsers())
    return parser.parse_args(["setup", "--region", "620799", "--name", "青禾县", "--regions", f"{places}"])


def test_three_people_three_links_and_no_password(asked: Namespace, db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(asked) == 0
    told = capsys.readouterr().out
    links = [line.strip() for line in told.splitlines() if "/links/" in line]
    assert len(set(links)) == 3
    assert {post.role for post in Post.objects.all()} == {"system_admin", "security_admin", "audit_admin"}
    assert all(account.password == "" for account in Account.objects.all())
    assert not any(link.digest in told for link in OneTimeLink.objects.all())
    assert {"620799", "620799105", "6207", "62", "11"} <= {row.code for row in regions(SYSTEM)}


def test_each_opens_the_own_link_once_and_is_in(asked: Namespace, db: None, capsys: pytest.CaptureFixture[str]) -> None:
    run(asked)
    for line in capsys.readouterr().out.splitlines():
        if "/links/" in line:
            address, browser = line.strip().removeprefix("http://127.0.0.1:8470"), Client()
            assert browser.get(address).status_code == 200
            assert browser.post(address, {"new": WORD, "again": WORD})["Location"] == "/"
            assert browser.get("/admin/accounts/").status_code == 200
            assert Client().get(address).status_code == 404


def test_a_second_run_says_so_and_changes_nothing(asked: Namespace, db: None) -> None:
    run(asked)
    before = list(OneTimeLink.objects.values())
    with pytest.raises(CannotRun, match="已经设立"):
        run(asked)
    assert list(OneTimeLink.objects.values()) == before


def test_what_goes_wrong_leaves_nothing(asked: Namespace, db: None, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"上级区划 6207.*--regions"):
        run(Namespace(**{**vars(asked), "regions": None}))
    assert regions(SYSTEM) == ()
    (tmp_path / "regions.yaml").write_text("- no mapping", encoding="utf-8")
    with pytest.raises(BadInput):
        run(asked)
