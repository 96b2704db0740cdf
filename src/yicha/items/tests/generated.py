"""Invented items with every element that an item has, for properties."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as some

from yicha.items.types import (
    AnswerKind,
    AuthorityLevel,
    CheckPoint,
    Evidence,
    ItemClass,
    ItemEntry,
    ItemRow,
    Limit,
    MainItemRow,
    Partner,
    Proof,
    Sample,
    ShownIf,
)

WORDS = some.text("食品安全检查消防经营许可abc《》（）", min_size=1, max_size=8)
MAYBE = some.one_of(some.just(""), WORDS)
NUMBERS = some.none() | some.decimals(-999, 999, places=2)
POINTS = some.builds(
    CheckPoint,
    code=some.just(""),
    content=WORDS,
    method=MAYBE,
    basis=MAYBE,
    clause=MAYBE,
    question=some.sampled_from(("", "FOOD-1")),
    kind=some.sampled_from(AnswerKind),
    limit=some.none() | some.builds(Limit, WORDS, NUMBERS, NUMBERS),
    choices=some.lists(WORDS, max_size=3, unique=True).map(tuple),
    failing=some.lists(WORDS, max_size=2, unique=True).map(tuple),
    sample=some.none() | some.builds(Sample, some.integers(1, 99), WORDS),
    proofs=some.lists(some.builds(Proof, some.sampled_from(Evidence), some.integers(1, 9)), max_size=2, unique=True).map(tuple),
    may_lack=some.booleans(),
    shown_if=some.none() | some.builds(ShownIf, some.just("62079901010001-01"), some.sampled_from(("pass", "fail"))),
)
DAYS = some.dates(date(2000, 1, 1), date(2098, 1, 1))


@some.composite
def rows(draw: some.DrawFn, code: str) -> ItemEntry:
    first = draw(DAYS)
    main = draw(some.none() | some.builds(MainItemRow, some.just(f"M{code}"), WORDS, some.just("SCJG"), MAYBE, MAYBE, MAYBE, MAYBE))
    points = draw(some.lists(POINTS, max_size=4))
    row = ItemRow(
        code=code,
        name=draw(WORDS),
        department="SCJG",
        check_class=draw(WORDS),
        legal_basis=draw(WORDS),
        item_class=draw(some.sampled_from(ItemClass)),
        valid_from=first,
        valid_to=draw(some.none() | some.dates(first, date(2099, 1, 1)).filter(lambda day: day > first)),
        check_points=tuple(replace(point, code=f"{code}-{at:02d}") for at, point in enumerate(points, 1)),
        materials=tuple(draw(some.lists(WORDS, max_size=3, unique=True))),
        main_item=main.code if main else "",
        authority_level=draw(some.none() | some.sampled_from(AuthorityLevel)),
        scope=tuple(sorted(draw(some.sets(some.sampled_from("123"))))),
        process=draw(MAYBE),
        partners=tuple(draw(some.lists(some.builds(Partner, WORDS, MAYBE), max_size=2, unique_by=lambda one: one.department))),
        off_site=draw(some.booleans()),
        simple=draw(some.booleans()),
        ratio=draw(some.sampled_from(("", "5%", "A:2%;B:5%;C:100%;D:100%"))),
        yearly_cap=draw(some.none() | some.integers(0, 366)),
        crimes=tuple(draw(some.lists(WORDS, max_size=2, unique=True))),
        **{name: draw(MAYBE) for name in ("power_item_code", "subjects", "result", "catalogue_code", "joint_version")},
        **{name: draw(some.sampled_from(("", "1", "2"))) for name in ("subject_kind", "supervision_form", "supervision_mode")},
    )
    return ItemEntry(row, main)
