"""docs/clauses.md from the register, the code and the tests: `python tools/clauses.py write | check`.

A use case names its clauses in `@use_case(clause="…")`; a test in `@pytest.mark.clause("…")` or, in a feature, by the tag
`@…` above a scenario. Everything is read as text: nothing of the project is imported or run.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
REGISTER = ROOT / "src/yicha/norms/seeds/clauses.yaml"
PAGE = ROOT / "docs/clauses.md"
TAG = re.compile(r"@([A-Z]+-[\w.-]+)")
HEAD = """# Clauses

What the five policy documents (WY 五原县, WS 乌审旗, YX 郧西县, GX 广西, LYG 连云港) and the rules for inspecting enterprises (R-…)
ask, and which use cases and tests keep it today. Made by `python tools/clauses.py write`; an empty cell is work still to be done.
"""


@dataclass(frozen=True)
class Citation:
    clause: str
    name: str
    place: str


def register() -> list[dict[str, Any]]:
    sections: list[dict[str, Any]] = yaml.safe_load(REGISTER.read_text(encoding="utf-8"))
    return sections


def known_clauses() -> set[str]:
    return {identifier for section in register() for row in section["clauses"] for identifier in row["ids"]}


def cited_by_use_cases() -> list[Citation]:
    files = sorted(ROOT.glob("src/yicha/*/actions/*.py"))
    return [citation for path in files for citation in _in_decorators(path, "use_case")]


def cited_by_tests() -> list[Citation]:
    python = [path for pattern in ("src/**/tests/**/*.py", "tests/**/*.py") for path in sorted(ROOT.glob(pattern))]
    features = [path for pattern in ("src/**/*.feature", "tests/**/*.feature") for path in sorted(ROOT.glob(pattern))]
    return [found for path in python for found in _in_decorators(path, "clause")] + [
        found for path in features for found in _in_feature(path)
    ]


def _in_decorators(path: Path, decorator: str) -> Iterator[Citation]:
    place = path.relative_to(ROOT).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            for call in (found for found in node.decorator_list if isinstance(found, ast.Call)):
                if ast.unparse(call.func).rsplit(".", 1)[-1] == decorator:
                    yield from (Citation(clause, node.name, place) for clause in _clauses_of(call))


def _clauses_of(call: ast.Call) -> list[str]:
    values = [*call.args, *(word.value for word in call.keywords if word.arg == "clause")]
    texts = [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    return [clause for text in texts for clause in text.split()]


def _in_feature(path: Path) -> Iterator[Citation]:
    tags: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if text.startswith("@"):
            tags += TAG.findall(text)
        elif text.startswith(("场景", "Scenario")):
            name = text.partition(":")[2].strip() or text
            yield from (Citation(tag, name, path.relative_to(ROOT).as_posix()) for tag in tags)
            tags = []


def page() -> str:
    cases, tests = _by_clause(cited_by_use_cases()), _by_clause(cited_by_tests())
    lines = [HEAD]
    for section in register():
        lines += [
            f"## {section['section']}",
            "",
            "| id | clause | what the software must do | use cases | tests |",
            "|---|---|---|---|---|",
        ]
        for row in section["clauses"]:
            done = [" ".join(sorted({found for clause in row["ids"] for found in kept.get(clause, ())})) for kept in (cases, tests)]
            lines.append(f"| {' '.join(row['ids'])} | {row['clause']} | {row['software']} | {done[0]} | {done[1]} |")
        lines.append("")
    return "\n".join(lines)


def _by_clause(citations: list[Citation]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for citation in citations:
        found[citation.clause].add(f"`{citation.name}`" if citation.name.isascii() else citation.name.replace("|", "／"))
    return found


def unknown() -> list[str]:
    known = known_clauses()
    cited = cited_by_use_cases() + cited_by_tests()
    return [f"{found.place}: {found.name} cites {found.clause}" for found in cited if found.clause not in known]


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        PAGE.write_text(page(), encoding="utf-8")
    elif sys.argv[1:] != ["check"] or PAGE.read_text(encoding="utf-8") != page():
        sys.exit("docs/clauses.md is not in step: python tools/clauses.py write")
