"""A certificate of our own, so that a phone can open the field app over https. It proves nothing: browsers warn once, rightly."""

import os
import socket
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

NAME, DAYS, RENEW_DAYS = "yicha demo", 397, 30
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 names, nothing is bound
NO_HOST = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}  # nobody's: asking the way there sends nothing


def outward(host: str) -> str:
    """The address under which others may find us: the host itself, or, if that is all of them, the one towards the network."""
    if host not in EVERYWHERE:
        return host
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with suppress(OSError), closing(socket.socket(family, socket.SOCK_DGRAM)) as way:
        way.connect((NO_HOST[family], 9))
        return str(way.getsockname()[0])
    return "127.0.0.1"


def names_of(host: str) -> list[str]:
    """All names that the pages must answer to."""
    return list(dict.fromkeys(["localhost", "127.0.0.1", "::1", outward(host), socket.gethostname()]))


def own_certificate(folder: Path, host: str) -> tuple[Path, Path]:
    """Certificate and key for these names, made when there is none that still fits."""
    certificate, key = folder / "tls.crt", folder / "tls.key"
    names = names_of(host)
    if not (key.exists() and _fits(certificate, names)):
        _make(certificate, key, names)
    return certificate, key


def _fits(path: Path, names: list[str]) -> bool:
    try:
        found = x509.load_pem_x509_certificate(path.read_bytes())
        said = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, x509.ExtensionNotFound):
        return False
    lasting = found.not_valid_after_utc - timedelta(days=RENEW_DAYS) > datetime.now(UTC)
    return lasting and {str(name.value) for name in said} >= set(names)


def _make(certificate: Path, key: Path, names: list[str]) -> None:
    secret, today = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName(list(map(_general, names))), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(secret, hashes.SHA256())
    )
    _write(key, secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    _write(certificate, made.public_bytes(Encoding.PEM))


def _general(name: str) -> x509.GeneralName:
    address: IPv4Address | IPv6Address | None = None
    with suppress(ValueError):
        address = ip_address(name)
    return x509.IPAddress(address) if address else x509.DNSName(name)


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)
