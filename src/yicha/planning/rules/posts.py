"""Which post of a team asks for which qualification (R-SUB-3).

The engine's own dealing (docs/vdr1.md §8) puts two skills on one post as soon as one officer has both. Of many visits that one is then
wanted everywhere, and posts stay empty though others could have shared the work. So where a team of different people can do it, each
post asks for as little as possible: more may come, and all who qualify have their chance.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from yicha.engines.draw.tasks import deal_skills

MOST_WAYS = 4_096
Posts = list[tuple[str, ...]]


def deal_posts(skills: Sequence[str], count: int, candidates: Sequence[frozenset[str]]) -> Posts:
    """The first skill stands on the first post. Of all ways that a team of different candidates can fill, the fullest post asks least."""
    if len(skills) < 2 or count < 2 or count ** (len(skills) - 1) > MOST_WAYS:  # noqa: PLR2004 one skill has one way
        return deal_skills(skills, count, candidates)
    lawful = (posts for posts in _ways(skills, count) if can_be_filled(posts, candidates))
    return min(lawful, key=lambda posts: sorted(map(len, posts), reverse=True), default=deal_skills(skills, count, candidates))


def _ways(skills: Sequence[str], count: int) -> Iterator[Posts]:
    for places in product(range(count), repeat=len(skills) - 1):
        yield [tuple(skill for skill, at in zip(skills, (0, *places), strict=True) if at == place) for place in range(count)]


def can_be_filled(posts: Posts, candidates: Sequence[frozenset[str]]) -> bool:
    """Whether so many different candidates can take the posts, each one that it qualifies for (augmenting paths)."""
    takes: dict[int, int] = {}  # candidate → post

    def seated(post: int, asked: set[int]) -> bool:
        for number, held in enumerate(candidates):
            if number not in asked and held.issuperset(posts[post]):
                asked.add(number)
                if number not in takes or seated(takes[number], asked):
                    takes[number] = post
                    return True
        return False

    return all(seated(post, set()) for post in range(len(posts)))
