"""Which links lead nowhere, on a site of a few words."""

from collections.abc import Mapping

from yicha.disclosure.rules import links
from yicha.disclosure.rules.links import Walk, links_of, walked
from yicha.disclosure.types import DeadLink

HOUSE = "http://house"
FRONT = f"{HOUSE}/public/"


def walk(pages: Mapping[str, str]) -> tuple[Walk, list[tuple[str, str]]]:
    """On a site where these pages are, and nothing else; with what was asked."""
    asked: list[tuple[str, str]] = []

    def ask(method: str, link: str) -> tuple[int, bytes]:
        asked.append((method, link.removeprefix(HOUSE)))
        said = pages.get(link.removeprefix(HOUSE), "404")
        return (int(said), b"") if said.isdigit() else (200, said.encode())

    return walked(ask, FRONT), asked


def test_every_page_is_opened_once_and_what_leads_nowhere_is_named_with_its_place() -> None:
    front = (
        '<a href="/public/plans/#y"></a><a href="plans/?page=2"></a><a href="/public/gone/"></a><img src="/static/x.svg"><a href="#top">'
    )
    found, asked = walk({"/public/": front, "/public/plans/": '<a href="/public/"></a><a href="/sign-in/"></a>', "/sign-in/": "0"})
    assert found.links == 5
    assert found.dead == (
        DeadLink(FRONT, f"{FRONT}gone/", 404),
        DeadLink(FRONT, f"{HOUSE}/static/x.svg", 404),
        DeadLink(f"{FRONT}plans/", f"{HOUSE}/sign-in/", 0),
    )
    assert asked == [
        ("GET", "/public/"),
        ("GET", "/public/plans/"),
        ("GET", "/public/gone/"),
        ("HEAD", "/static/x.svg"),
        ("HEAD", "/sign-in/"),
    ]


def test_other_houses_are_not_asked_nor_what_is_no_address() -> None:
    text = '<a href="https://evil.example/"></a><a href="mailto:a@b"></a><a href="//x/"></a><a href="javascript:1"></a><a>'
    assert list(links_of(text, FRONT)) == []


def test_large_files_are_not_fetched_and_the_address_of_a_form_is_there() -> None:
    found, asked = walk(
        {"/public/": '<a href="data/results.csv"></a><form action="/language/">', "/public/data/results.csv": "x", "/language/": "405"}
    )
    assert not found.dead
    assert asked[1:] == [("HEAD", "/public/data/results.csv"), ("HEAD", "/language/")]


def test_a_walk_has_an_end() -> None:
    endless = {f"/public/{number}/": f'<a href="/public/{number + 1}/"></a>' for number in range(2 * links.MOST)}
    found, _ = walk({"/public/": '<a href="/public/0/"></a>'} | endless)
    assert (found.links, found.dead) == (links.MOST, ())
