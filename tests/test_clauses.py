"""The clause register, the code and docs/clauses.md tell the same story."""

from tools import clauses


def test_nobody_cites_a_clause_that_does_not_exist() -> None:
    assert clauses.unknown() == []


def test_every_use_case_names_its_clause() -> None:
    files = {path.stem for path in clauses.ROOT.glob("src/yicha/*/actions/*.py") if not path.stem.startswith("_")}
    assert files - {citation.name for citation in clauses.cited_by_use_cases()} == set()


def test_the_page_is_in_step() -> None:
    assert clauses.PAGE.read_text(encoding="utf-8") == clauses.page(), "python tools/clauses.py write"
