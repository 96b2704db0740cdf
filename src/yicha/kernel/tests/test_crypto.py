import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from yicha.kernel.crypto import FileKeys, KeysExposed, is_signed, kept_secret, key_id, provider, sign


@pytest.fixture
def keys(tmp_path: Path) -> FileKeys:
    return FileKeys(tmp_path / "keys")


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.YICHA_HOME = tmp_path
    return tmp_path


class TestAKey:
    def test_is_made_once_and_closed_to_others(self, keys: FileKeys) -> None:
        public = keys.public("ledger")
        path = keys.folder / "ledger.ed25519"
        assert FileKeys(keys.folder).public("ledger") == public
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(keys.folder.stat().st_mode) == 0o700

    def test_is_another_one_for_each_purpose_and_each_home(self, keys: FileKeys, tmp_path: Path) -> None:
        others = FileKeys(tmp_path / "other")
        made = {keys.public("ledger"), keys.public("code"), others.public("ledger"), keys.secret("ledger"), keys.secret("code")}
        assert len(made) == 5

    @pytest.mark.parametrize("mode", [0o644, 0o640, 0o666, 0o604])
    def test_that_others_can_read_is_not_used(self, keys: FileKeys, mode: int) -> None:
        keys.public("ledger")
        (keys.folder / "ledger.ed25519").chmod(mode)
        with pytest.raises(KeysExposed, match="chmod 600"):
            keys.sign("ledger", b"x")

    def test_is_the_same_for_sixteen_first_starts_at_once(self, keys: FileKeys) -> None:
        with ThreadPoolExecutor(16) as pool:
            assert len(set(pool.map(lambda _: keys.public("ledger"), range(16)))) == 1
        assert [path.name for path in keys.folder.iterdir() if path.suffix == ".new"] == []

    def test_half_written_by_a_killed_start_is_not_taken_for_one(self, keys: FileKeys) -> None:
        keys.folder.mkdir(mode=0o700)
        (keys.folder / "ledger.ed25519.0123.new").write_bytes(b"half")
        assert len(keys.public("ledger")) == 32

    def test_is_never_written_over(self, tmp_path: Path) -> None:
        path = tmp_path / "k/x.secret"
        first = kept_secret(path)
        assert kept_secret(path) == first

    def test_does_not_depend_on_the_mask_of_the_process(self, keys: FileKeys) -> None:
        before = os.umask(0)
        try:
            keys.secret("x")
        finally:
            os.umask(before)
        assert stat.S_IMODE((keys.folder / "x.secret").stat().st_mode) == 0o600


@pytest.mark.usefixtures("home")
class TestASignature:
    def test_says_how_it_was_made_and_holds(self) -> None:
        signature = sign("code", b"visit 12")
        assert signature.split(":")[:2] == ["ed25519", key_id(provider().public("code"))]
        assert is_signed("code", b"visit 12", signature)

    @pytest.mark.parametrize("message", [b"visit 13", b"", b"visit 12 "])
    def test_is_good_for_its_message_only(self, message: bytes) -> None:
        assert not is_signed("code", message, sign("code", b"visit 12"))

    def test_is_good_for_its_purpose_only(self) -> None:
        assert not is_signed("ledger", b"x", sign("code", b"x"))

    @pytest.mark.parametrize(
        "broken", ["", ":", "::", "ed25519", "sm2:0:AAAA", "ed25519:0:AAAA", "ed25519:{id}:!!!", "ed25519:{id}:AAAA", "{all}="]
    )
    def test_that_is_broken_is_simply_not_one(self, broken: str) -> None:
        whole = sign("code", b"x")
        assert not is_signed("code", b"x", broken.format(id=whole.split(":")[1], all=whole))

    def test_of_a_former_key_stays_good_and_the_former_key_signs_no_more(self) -> None:
        keys, old = provider(), sign("code", b"x")
        assert isinstance(keys, FileKeys)
        keys.rotate("code")
        new = sign("code", b"x")
        assert old.split(":")[1] != new.split(":")[1]
        assert is_signed("code", b"x", old)
        assert is_signed("code", b"x", new)
        assert len(keys.publics("code")) == 2
        assert keys.publics("code")[0] == keys.public("code")

    def test_by_somebody_who_only_dropped_a_file_beside_is_bound_to_its_name(self, tmp_path: Path) -> None:
        """A public key counts because it lies in the closed folder, so that must be closed; its name alone gives nothing."""
        stranger = FileKeys(tmp_path / "stranger")
        forged = f"ed25519:{key_id(stranger.public('code'))}:" + "A" * 86 + "=="
        assert not is_signed("code", b"x", forged)


class Box:
    """A provider as a site might bring it."""

    algorithm = "box"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def sign(self, purpose: str, message: bytes) -> bytes:
        return purpose.encode() + message

    def public(self, purpose: str) -> bytes:
        return purpose.encode()

    def publics(self, purpose: str) -> list[bytes]:
        return [self.public(purpose)]

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        return signature == public + message

    def secret(self, purpose: str) -> bytes:
        return purpose.encode().ljust(32)


def test_a_site_can_bring_its_own_provider(home: Path, settings: Any) -> None:
    ours = sign("code", b"x")
    settings.YICHA_CRYPTO = f"{__name__}.Box"
    assert is_signed("code", b"x", sign("code", b"x"))
    assert not is_signed("code", b"x", ours)
    assert not is_signed("code", b"y", sign("code", b"x"))
