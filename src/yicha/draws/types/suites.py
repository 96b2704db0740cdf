"""By which hash functions the law of a day wants draws made."""

from yicha.engines.draw.hashing import suite_named
from yicha.norms.types import NormCode, NormsInForce


def suite_by(norms: NormsInForce) -> int:
    """The number of the suite, as a manifest names it."""
    return suite_named(norms.text(NormCode.DRAW_SUITE)).number
