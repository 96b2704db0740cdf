"""Keys that a browser can use (FIELD1 §3): ES256 for what phones must be able to check, RSA-OAEP for what only the office may open.

As `crypto`: one key per purpose in `keys/`, made at first use, 0600; public halves stay, so old signatures are good for ever. Ed25519 came
to Chromium with 137; these two every phone has.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from django.conf import settings

from yicha.kernel.crypto import kept_once, kept_secret

ES256 = ec.ECDSA(hashes.SHA256())
SEALED = OAEP(MGF1(hashes.SHA256()), hashes.SHA256(), None)
HALF = 32  # bytes of r and of s
MODULUS = 3072
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
Jwk = dict[str, str]


@dataclass(frozen=True)
class Signed:
    """`signature` as browsers write it: r‖s in hexadecimal."""

    text: str
    signature: str


def sign(purpose: str, text: str) -> Signed:
    return Signed(text, _signature(_signing(_keys(), purpose), text))


def key_id(purpose: str) -> str:
    """Of the key that signs now."""
    return _kid(_jwk(_signing(_keys(), purpose).public_key()))


def publics(purpose: str) -> list[Jwk]:
    """Every key that ever signed, the present one first."""
    present = _signing(_keys(), purpose).public_key()
    found = [_jwk(present), *(_jwk(ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)) for raw in _noted(purpose))]
    return list({_kid(jwk): {"kid": _kid(jwk), **jwk} for jwk in found}.values())


def is_signed(key: Jwk, text: str, signature: str) -> bool:
    """Whether the holder of a public key made the signature, r‖s in hexadecimal, over exactly this text."""
    try:
        raw = bytes.fromhex(signature)
        if len(raw) != 2 * HALF:
            return False
        public_key(key).verify(encode_dss_signature(int.from_bytes(raw[:HALF]), int.from_bytes(raw[HALF:])), text.encode(), ES256)
    except (InvalidSignature, ValueError, KeyError):
        return False
    return True


def public_key(key: Jwk) -> ec.EllipticCurvePublicKey:
    """ValueError if it is no point of the curve."""
    return ec.EllipticCurvePublicNumbers(_number(key["x"]), _number(key["y"]), ec.SECP256R1()).public_key()


def sealing_key(purpose: str) -> Jwk:
    """What phones seal with: RSA-OAEP with SHA-256."""
    numbers = _opening(_keys(), purpose).public_key().public_numbers()
    jwk = {"kty": "RSA", "alg": "RSA-OAEP-256", "n": _text(numbers.n, MODULUS // 8), "e": _text(numbers.e, 3)}
    return {"kid": sha256(jwk["n"].encode()).hexdigest()[:16], **jwk}


def unseal(purpose: str, box: bytes) -> bytes:
    """ValueError if it was not sealed for us."""
    return _opening(_keys(), purpose).decrypt(box, SEALED)


def _keys() -> str:
    return f"{settings.YICHA_HOME}/keys"  # a path of objects took as long as the signature


@lru_cache(maxsize=8)
def _signing(place: str, purpose: str) -> ec.EllipticCurvePrivateKey:
    folder = Path(place)
    seed = int.from_bytes(kept_secret(folder / f"{purpose}.es256"))
    key = ec.derive_private_key(seed % (ORDER - 1) + 1, ec.SECP256R1())
    jwk = _jwk(key.public_key())
    kept_once(folder / f"{purpose}.{_kid(jwk)}.es256.public", lambda: b"\x04" + b"".join(_bytes(jwk[name]) for name in "xy"))
    return key


@lru_cache(maxsize=2)
def _opening(place: str, purpose: str) -> rsa.RSAPrivateKey:
    pem = kept_once(Path(place) / f"{purpose}.rsa", _new_pem)
    key = load_pem_private_key(pem, None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(f"{purpose}.rsa is no RSA key")
    return key


def _new_pem() -> bytes:
    key = rsa.generate_private_key(65537, MODULUS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _noted(purpose: str) -> Iterator[bytes]:
    return (path.read_bytes() for path in sorted(Path(_keys()).glob(f"{purpose}.*.es256.public")))


def _signature(key: ec.EllipticCurvePrivateKey, text: str) -> str:
    r, s = decode_dss_signature(key.sign(text.encode(), ES256))
    return (r.to_bytes(HALF) + s.to_bytes(HALF)).hex()


def _jwk(key: ec.EllipticCurvePublicKey) -> Jwk:
    point = key.public_numbers()
    return {"kty": "EC", "crv": "P-256", "alg": "ES256", "x": _text(point.x, HALF), "y": _text(point.y, HALF)}


def _kid(jwk: Jwk) -> str:
    return sha256(f"{jwk['x']}.{jwk['y']}".encode()).hexdigest()[:16]


def _text(number: int, size: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes(size)).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "==")


def _number(text: str) -> int:
    return int.from_bytes(_bytes(text))
