"""Names that are nearly the same: an index against a twin that compares all."""

from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.quality import Likeness
from yicha.engines.quality.likeness import signs

NAMES = st.lists(st.text(alphabet="青禾县春风饭店有限公司", min_size=1, max_size=8), min_size=1, max_size=12)


@given(names=NAMES, asked=st.text(alphabet="青禾县春风饭店有限公司", min_size=1, max_size=8))
def test_everything_that_shares_a_rare_sign_is_found_and_scored_as_by_the_twin(names: list[str], asked: str) -> None:
    index = Likeness([*names, asked])
    own = len(names)
    found = {row: score for score, row in index.like(asked, 0.0)}
    assert found.items() <= {row: index.between(own, row) for row in range(own + 1)}.items()
    assert found[own] == index.between(own, own) in {0.0, 1.0}
    few = len(signs(asked)) <= 4
    assert not few or set(found) == {row for row, name in enumerate([*names, asked]) if signs(name) & signs(asked)}


def test_legal_form_and_width_do_not_count_and_a_rare_word_counts_most() -> None:
    index = Likeness(["青禾县春风饭店有限公司", "青禾县秋雨饭店", "青禾县冬雪饭店", "青禾县夏雷饭店"])
    assert index.like("青禾县春风饭店", 0.99)[0][1] == 0
    assert index.like("ＣＦ春风饭店", 0.1)[0][1] == 0
    assert index.between(1, 2) < 0.5
    assert index.like("某某", 0.1) == []
