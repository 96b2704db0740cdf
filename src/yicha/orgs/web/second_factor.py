"""The secret of a second factor: made, sealed with a key of the home, opened, drawn. Its clock is the real one, a demo's too."""

import base64
import secrets
import time

import segno
from cryptography.fernet import Fernet, InvalidToken

from yicha.kernel.crypto import provider
from yicha.kernel.refusals import RuleBroken
from yicha.orgs.rules.second_factor import SECRET_BYTES, matching_step

PURPOSE = "second-factor"


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def seal(secret: bytes) -> str:
    return _box().encrypt(secret).decode()


def unseal(sealed: str) -> bytes:
    """What another key sealed, or nobody: begin anew."""
    try:
        return _box().decrypt(sealed.encode())
    except InvalidToken as error:
        raise RuleBroken("这一页已失效，请重新打开", clause="WY-5.8b") from error


def step_of(sealed: str, code: str) -> int | None:
    """The step whose code this is; None if it is none of now."""
    return matching_step(unseal(sealed), "".join(code.split()), time.time())


def address_of(secret: bytes, username: str) -> str:
    """What an authenticator reads (Key Uri Format)."""
    return f"otpauth://totp/{username}?secret={base32_of(secret)}&issuer=Yicha"


def base32_of(secret: bytes) -> str:
    return base64.b32encode(secret).decode()


def picture_of(address: str) -> str:
    """A QR code as SVG without style, so that the strict policy lets it stand in the page."""
    return segno.make(address, error="m").svg_inline(scale=5, svgclass=None, lineclass=None)


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(provider().secret(PURPOSE)))
