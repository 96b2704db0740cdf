"""The demo's own certificate: for the names it is reached by, made once, made anew when they change."""

import ssl
from pathlib import Path

import pytest
from cryptography import x509

from yicha.config import tls
from yicha.config.tls import names_of, outward, own_certificate


def test_it_holds_all_names_and_a_server_can_use_it(tmp_path: Path) -> None:
    certificate, key = own_certificate(tmp_path, "0.0.0.0")  # noqa: S104 a name
    found = x509.load_pem_x509_certificate(certificate.read_bytes())
    names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {str(name.value) for name in names} == set(names_of("0.0.0.0"))  # noqa: S104 a name
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    assert (key.stat().st_mode & 0o777, certificate.stat().st_mode & 0o777) == (0o600, 0o600)


def test_it_stays_as_long_as_it_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = own_certificate(tmp_path, "127.0.0.1")[0].read_bytes()
    assert own_certificate(tmp_path, "127.0.0.1")[0].read_bytes() == first
    monkeypatch.setattr(tls, "outward", lambda _: "10.1.2.3")
    assert own_certificate(tmp_path, "0.0.0.0")[0].read_bytes() != first  # noqa: S104 a name


@pytest.mark.parametrize("left", ["", "no certificate"])
def test_what_is_broken_is_made_anew(tmp_path: Path, left: str) -> None:
    certificate, _ = own_certificate(tmp_path, "127.0.0.1")
    certificate.write_text(left)
    x509.load_pem_x509_certificate(own_certificate(tmp_path, "127.0.0.1")[0].read_bytes())


def test_one_that_ends_soon_is_renewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tls, "DAYS", tls.RENEW_DAYS - 1)
    first = own_certificate(tmp_path, "127.0.0.1")[0].read_bytes()
    assert own_certificate(tmp_path, "127.0.0.1")[0].read_bytes() != first


def test_a_named_host_is_told_as_it_is() -> None:
    assert outward("192.0.2.7") == "192.0.2.7"
    assert outward("0.0.0.0") not in tls.EVERYWHERE  # noqa: S104 a name
