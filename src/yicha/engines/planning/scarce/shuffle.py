"""Orders without chance."""


def shuffle(number: int, turn: int) -> int:
    """A key by which an order differs from turn to turn and is the same on every machine."""
    return (number * 2_654_435_761 + turn * 97_531_357) * 40_503 % 4_294_967_291
