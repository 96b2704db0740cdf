from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.quality import Entry, Kinship, Repeats, find_repeats, kinship, normalised_name

NONE = Repeats((), (), ())
ADDRESS = "青禾县城关镇人民路12号"
NAMES = st.sampled_from(
    ["好味道餐饮有限公司", "青禾县好味道餐饮有限公司", "好味道餐饮有限责任公司", "绿野养殖合作社", "青禾绿野养殖专业合作社", ""]
)
ENTRIES = st.lists(
    st.builds(
        Entry,
        sid=st.sampled_from(["", "A", "B", "C"]),
        name=NAMES,
        code=st.sampled_from(["", "A", "B"]),
        address=st.sampled_from(["", "12号", ADDRESS, "省市" + ADDRESS]),
        reg_date=st.sampled_from(["", "2020-01-01", "2021-01-01"]),
    ),
    max_size=8,
)


def linked(left: Entry, right: Entry) -> bool:
    """The rule of suspicion in one sentence, on every pair."""
    names, addresses = ([normalised_name(text) for text in pair] for pair in ((left.name, right.name), (left.address, right.address)))
    return (
        not (left.code and right.code)
        and not (left.sid and left.sid == right.sid)
        and (not left.reg_date or not right.reg_date or left.reg_date == right.reg_date)
        and kinship(*names) is not Kinship.OTHER
        and all(names)
        and min(map(len, addresses)) >= 6
        and (addresses[0].endswith(addresses[1]) or addresses[1].endswith(addresses[0]))
    )


def by_all_pairs(entries: list[Entry]) -> Repeats:
    same: list[tuple[int, ...]] = []
    conflicts: list[tuple[int, ...]] = []
    for sid in dict.fromkeys(entry.sid for entry in entries if entry.sid):
        group = tuple(index for index, entry in enumerate(entries) if entry.sid == sid)
        names = [normalised_name(entries[index].name) for index in group]
        if len(group) > 1:
            kindred = all(kinship(names[0], name) is not Kinship.OTHER for name in names)
            (same if kindred else conflicts).append(group)
    links = [set(pair) for pair in combinations(range(len(entries)), 2) if linked(entries[pair[0]], entries[pair[1]])]
    groups = [set(group) for group in same] + links
    while merged := next((pair for pair in combinations(groups, 2) if pair[0] & pair[1]), None):
        groups = [group for group in groups if group not in merged] + [merged[0] | merged[1]]
    suspected = sorted(tuple(sorted(group)) for group in groups if any(link <= group for link in links))
    return Repeats(tuple(same), tuple(conflicts), tuple(suspected))


@settings(max_examples=400)
@given(ENTRIES)
def test_as_by_comparing_all_pairs(entries: list[Entry]) -> None:
    assert find_repeats(entries) == by_all_pairs(entries)


def test_one_identity_with_kindred_names_is_one_subject() -> None:
    rows = [Entry("A", "青禾县甲店", "A"), Entry("B", "乙店", "B"), Entry("A", "甲店", "A")]
    assert find_repeats(rows) == Repeats(((0, 2),), (), ())


def test_one_identity_with_other_names_is_a_conflict_of_all() -> None:
    rows = [Entry("A", "甲店铺", "A"), Entry("A", "乙店铺", "A"), Entry("A", "甲店铺", "A")]
    assert find_repeats(rows) == Repeats((), ((0, 1, 2),), ())


def test_suspected_without_a_code() -> None:
    rows = [Entry("A", "青禾县甲子店", "A", ADDRESS, "2020-01-01"), Entry("L", "甲子店", "", "某省" + ADDRESS)]
    assert find_repeats(rows) == Repeats((), (), ((0, 1),))


def test_never_on_the_name_alone_and_never_against_the_evidence() -> None:
    row = Entry("A", "甲子店", "A", ADDRESS, "2020-01-01")
    for other in (
        Entry("L", "甲子店"),
        Entry("L", "甲子店", "", "北乡西村二组3号", "2020-01-01"),
        Entry("L", "甲子店", "", "青禾县东关镇人民路12号", "2020-01-01"),
        Entry("L", "甲子店", "", ADDRESS, "2020-01-02"),
        Entry("B", "甲子店", "B", ADDRESS, "2020-01-01"),
        Entry("L", "乙丑店", "", ADDRESS, "2020-01-01"),
    ):
        assert find_repeats([row, other]) == NONE


def test_a_suspicion_joins_whole_groups() -> None:
    rows = [Entry("A", "甲子店", "A", ADDRESS), Entry("A", "甲子店", "A", ADDRESS), Entry("", "甲子店", "", ADDRESS)]
    assert find_repeats(rows) == Repeats(((0, 1),), (), ((0, 1, 2),))


def test_a_crowd_of_equal_rows_costs_no_quadratic_time() -> None:
    rows = [Entry(f"L{number}", "甲子店", "", ADDRESS) for number in range(20_000)]
    assert len(find_repeats(rows).suspected) == 1
    assert find_repeats([]) == NONE
