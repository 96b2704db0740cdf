"""What is wrong with an input, in one line for people."""


class DrawError(ValueError):
    """Bad input or a bundle that does not hold: one line, Chinese and English."""

    def __init__(self, chinese: str, english: str) -> None:
        """Both texts are short and name the place."""
        super().__init__(f"{chinese} · {english}")
