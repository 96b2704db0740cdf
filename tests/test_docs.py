"""The pages say what is there: links, paths, names and commands exist, the picture and the glossary are in step, figures were measured."""

import ast
import re
import shlex
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tools import house
from yicha.config.cli import Parser, parser

ROOT = Path(__file__).parents[1]
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
OPERATIONS = (ROOT / "docs/operations.en.md", ROOT / "docs/operations.md")
MEASUREMENTS = ROOT / "docs/measurements.md"
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
COMMAND = re.compile(r"(?:[A-Z_]+=\S+ +)*(?:\./)?yicha( .*)?$")
OF_THE_HOUSE = re.compile(r"(src|docs|tests|tools|verify|\.ci)/[\w./-]*[\w/]")
NAME = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")
HUMPS = re.compile(r"[A-Z][a-z]+[A-Z]|[A-Za-z]_[A-Za-z]")
FIGURE = re.compile(r"\*\*(\d[\d,.]*)\*\*")
INCOMPLETE = ("the following arguments are required", "one of the arguments")
LONGEST_LINE = 140
BY_OTHERS = (
    "docs/access.md",
    "docs/clauses.md",
    "docs/vdr1.md",
    "docs/operations.md",
    "src/",
)  # generated; specifications in tables; the rooms' own

# Words for which the glossary has another one. 青禾县 invents firms, so there the word is right.
OTHER_WORDS = {
    "subject": {"company", "companies", "corporation", "firm", "firms", "merchant"},
    "officer": {"inspector", "inspectors", "checker", "checkers", "policeman"},
    "draw": {"lottery", "raffle", "ballot"},
    "recusal": {"avoidance", "abstention", "recuse"},
    "department": {"agency", "agencies", "ministry"},
    "publication": {"publicity", "announcement"},
    "visit": {"tour", "entrance"},
    "norm": {"statute", "statutes"},
    "ratio": {"percentage"},
}
INVENTS_FIRMS = "demo/county"


@cache
def pages() -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-c", "-o", "--exclude-standard", "*.md"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return tuple(ROOT / name for name in sorted(listed.split("\0")) if name and (ROOT / name).is_file())


def by_name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


every_page = pytest.mark.parametrize("page", pages(), ids=by_name)
OF_THE_CODE = [page for page in pages() if by_name(page) not in ("docs/clauses.md", "docs/vdr1.md", "docs/glossary.md")]


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def slug(heading: str) -> str:
    """As GitHub makes the anchor of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def dead_links(page: Path) -> Iterator[str]:
    for target in LINK.findall(FENCE.sub("", text_of(page))):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        if not found.exists() or (anchor and anchor not in map(slug, HEADING.findall(text_of(found)))):
            yield target


@every_page
def test_links_lead_somewhere(page: Path) -> None:
    assert list(dead_links(page)) == []


def test_dead_links_are_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A `b` c\n[here](page.md#a-b-c) [file](none.md) [anchor](#none) [out](https://example.org/none)")
    assert list(dead_links(page)) == ["none.md", "#none"]


def commands(text: str) -> Iterator[tuple[str, bool]]:
    """(words after `yicha`, whether they are to be typed as they stand)."""
    for block in FENCE.findall(text):
        yield from ((line.strip(), True) for line in block.replace("\\\n", " ").splitlines())
    rest = FENCE.sub("", text)
    yield from ((line.strip(), True) for line in rest.replace("\\\n", " ").splitlines() if line.startswith("    "))
    yield from ((span, False) for span in SPAN.findall(rest))


def wrong_commands(text: str) -> Iterator[str]:
    for line, whole in commands(text):
        if found := COMMAND.match(line.partition("…")[0].partition("·")[0].strip()):
            problem = complaint(shlex.split(found[1] or "", comments=True))
            if problem and (whole or not problem.startswith(INCOMPLETE)):
                yield f"{line}: {problem}"


def complaint(words: list[str]) -> str:
    try:
        parser(words).parse_args(words)
    except SystemExit as end:
        return str(end.code or "")
    return ""


@pytest.fixture
def plain_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    def error(_: Parser, message: str) -> NoReturn:
        raise SystemExit(message)

    monkeypatch.setattr(Parser, "error", error)


@every_page
@pytest.mark.usefixtures("plain_errors")
def test_commands_exist(page: Path) -> None:
    assert list(wrong_commands(text_of(page))) == []


@pytest.mark.usefixtures("plain_errors")
@pytest.mark.parametrize(
    "text",
    ["`./yicha fly`", "`yicha doctor --twice`", "    ./yicha draw verify", "```\n./yicha programme check a.json \\\n  --all b.json\n```"],
)
def test_a_command_that_does_not_exist_is_seen(text: str) -> None:
    assert len(list(wrong_commands(text))) == 1


@pytest.mark.usefixtures("plain_errors")
def test_a_command_may_be_named_without_its_arguments() -> None:
    assert list(wrong_commands("`./yicha draw verify` `yicha ledger …` `./yicha`\n\n    A=b ./yicha --version   # says it\n")) == []


def missing_paths(page: Path) -> list[str]:
    spans = {span for span in SPAN.findall(FENCE.sub("", text_of(page))) if OF_THE_HOUSE.fullmatch(span)}
    return sorted(span for span in spans if not any((folder / span).exists() for folder in (ROOT, page.parent)))


@every_page
def test_paths_exist(page: Path) -> None:
    assert missing_paths(page) == []


def test_a_missing_path_is_seen(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "page.md").write_text("`docs/none.md` and `docs/adr` and `src/yicha/` and `tests/own.py` and `tests`")
    (tmp_path / "tests/own.py").touch()
    assert missing_paths(tmp_path / "page.md") == ["docs/none.md"]


@cache
def words() -> frozenset[str]:
    """Every word of code, tests, tools and settings."""
    kinds = ("*.py", "*.toml", "*.yaml", "*.feature", "*.html", "*.in", ".importlinter")
    files = [path for kind in kinds for path in (*ROOT.glob(kind), *ROOT.glob(f"[stv]*/**/{kind}")) if path != Path(__file__)]
    return frozenset(word for path in files for word in re.findall(r"\w+", text_of(path)))


def unknown_names(text: str) -> list[str]:
    names = {span for span in SPAN.findall(FENCE.sub("", text)) if NAME.fullmatch(span) and HUMPS.search(span)}
    return sorted(name for name in names if not set(name.split(".")) <= words() | {"yaml", "md", "py"})


@pytest.mark.parametrize("page", OF_THE_CODE, ids=by_name)
def test_names_are_those_of_the_code(page: Path) -> None:
    assert unknown_names(text_of(page)) == []


def test_an_unknown_name_is_seen() -> None:
    assert unknown_names("`adopt_programme` `AdoptProgram` `planning.class_cap` `never_heard_of` plain_word") == [
        "AdoptProgram",
        "never_heard_of",
    ]


@pytest.mark.parametrize("page", [page for page in pages() if not by_name(page).startswith(BY_OTHERS)], ids=by_name)
def test_lines_can_be_read(page: Path) -> None:
    assert [number for number, line in enumerate(text_of(page).splitlines(), 1) if len(line) > LONGEST_LINE and "](" not in line] == []


DECISIONS = sorted((ROOT / "docs/adr").glob("*.md"))


@pytest.mark.parametrize("page", DECISIONS, ids=by_name)
def test_a_decision_has_its_number_and_four_parts(page: Path) -> None:
    title, *paragraphs = text_of(page).strip().split("\n\n")
    assert title.startswith(f"# {page.name[:4]} ")
    begun = [paragraph.partition(".**")[0] for paragraph in paragraphs if paragraph.startswith("**")]
    assert begun == ["**Context", "**Decision", "**Consequence", "**Check"]


def test_decisions_are_numbered_without_gap() -> None:
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_the_picture_is_in_step() -> None:
    assert text_of(house.PAGE) == house.picture(), "python -m tools.house write"


def test_the_picture_shows_the_whole_house() -> None:
    rooms = {path.parent.name for path in house.HOUSE.glob("*/__init__.py")}
    assert {room.name for room in house.rooms()} == rooms
    assert all(room.title and room.about for room in house.rooms())
    assert all(arrow.from_room in rooms and arrow.to_room in rooms for arrow in house.arrows())


def test_every_room_has_a_readme_with_its_name() -> None:
    assert [name for name in house.floors() if not text_of(house.HOUSE / name / "README.md").startswith(f"# {name}")] == []


@cache
def identifiers(path: Path) -> frozenset[str]:
    names: Iterator[Any] = (
        getattr(node, "name", None) or getattr(node, "id", None) or getattr(node, "arg", None) or getattr(node, "attr", None)
        for node in ast.walk(ast.parse(text_of(path)))
    )
    return frozenset({path.stem, *(name for name in names if isinstance(name, str) and not name.startswith("test_"))})


@cache
def parts(identifier: str) -> frozenset[str]:
    return frozenset(word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier))


@cache
def product() -> tuple[Path, ...]:
    return tuple(path for path in house.HOUSE.rglob("*.py") if not {"migrations", "tests"} & set(path.parts))


def other_words(path: Path) -> Iterator[str]:
    for term, others in OTHER_WORDS.items():
        for identifier in sorted({name for name in identifiers(path) if parts(name) & others}):
            yield f"{path.name}: {identifier}, the glossary says {term}"


def test_a_term_has_one_english_name() -> None:
    files = [path for path in product() if INVENTS_FIRMS not in path.as_posix()]
    assert [told for path in files for told in other_words(path)] == []


def test_another_name_is_seen(tmp_path: Path) -> None:
    (tmp_path / "company_list.py").write_text("class Inspector: ...\ndef raffle(firm, confirm, firmware): ...")
    told = [line.partition(",")[0].partition(": ")[2] for line in other_words(tmp_path / "company_list.py")]
    assert sorted(told) == ["Inspector", "company_list", "firm", "raffle"]


def glossary() -> list[tuple[str, str]]:
    used = text_of(ROOT / "docs/glossary.md").partition("## Reserved")[0]
    return re.findall(r"^\| (.+?) \| `(\w+)` \|", used, re.MULTILINE)


def test_the_glossary_is_what_the_code_says() -> None:
    spoken = {"".join(sorted_parts) for path in product() for name in identifiers(path) for sorted_parts in _runs(name)}
    assert [identifier for _, identifier in glossary() if identifier.replace("_", "") not in spoken] == []


def _runs(identifier: str) -> Iterator[list[str]]:
    """Every run of one to three words inside a name: `AnnualPlan` speaks of annual_plan, `read_officers` of officers."""
    found = [word.lower().removesuffix("s") for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier)]
    whole = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier)]
    for words_of in (found, whole):
        yield from (words_of[start:end] for start in range(len(words_of)) for end in range(start + 1, min(start + 4, len(words_of) + 1)))


def test_the_glossary_says_everything_once() -> None:
    terms, names = zip(*glossary(), strict=True)
    assert len(glossary()) > 40  # the pattern still finds the table
    assert len(set(terms)) == len(terms)
    assert len(set(names)) == len(names)
    known = set().union(*OTHER_WORDS.values())
    assert known.isdisjoint(names)
    assert set(OTHER_WORDS) <= set(names)


def figures(page: Path) -> set[str]:
    return set(FIGURE.findall(text_of(page)))


def test_figures_of_the_readme_were_measured() -> None:
    measured = set(re.findall(r"\d[\d,.]*\d|\d", text_of(MEASUREMENTS)))
    assert figures(READMES[0]), "the README shows its figures in bold"
    assert figures(READMES[0]) - measured == set()


@pytest.mark.parametrize(("english", "chinese"), [READMES, OPERATIONS])
def test_twins_say_the_same(english: Path, chinese: Path) -> None:
    assert figures(english) == figures(chinese)
    typed = [{tuple(shlex.split(line, comments=True)) for line, whole in commands(text_of(page)) if whole} for page in (english, chinese)]
    assert typed[0] == typed[1] != set()
    assert {link for link in LINK.findall(text_of(english)) if link != chinese.name} == {
        link for link in LINK.findall(text_of(chinese)) if link != english.name
    }


@pytest.mark.parametrize("page", [page for page in pages() if re.search(r"[\u4e00-\u9fff]", text_of(page))], ids=by_name)
def test_chinese_has_its_own_punctuation(page: Path) -> None:
    plain = SPAN.sub("", FENCE.sub("", text_of(page)))
    assert re.findall(r"[\u4e00-\u9fff][,;?!][\u4e00-\u9fff]|[０-９]", plain) == []
