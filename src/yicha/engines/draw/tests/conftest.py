"""Whatever a test has refused says why: in both languages, in one line, naming its place."""

from collections.abc import Iterator

import pytest

from yicha.engines.draw.errors import DrawError


@pytest.fixture(autouse=True, scope="session")
def refusals_say_why() -> Iterator[None]:
    plain = DrawError.__init__

    def told(self: DrawError, chinese: str, english: str) -> None:
        for text in (chinese, english):
            assert text.strip()
            assert "\n" not in text
            assert "None" not in text
        plain(self, chinese, english)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(DrawError, "__init__", told)
        yield
