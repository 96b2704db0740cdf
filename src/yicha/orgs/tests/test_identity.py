"""Enterprises sign in by the operator's identity provider: a provider as a process of its own, and tokens that are not good enough."""

import json
import re
import socket
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from joserfc.jwk import ECKey, KeySet, OctKey
from joserfc.jwt import encode

from yicha.kernel.access import actor_of
from yicha.kernel.actor import Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, clock_at
from yicha.orgs.rules.identity import LEEWAY, Expected, read_identity
from yicha.orgs.tests.signing_in import put_numbers
from yicha.orgs.tests.world import World
from yicha.orgs.web import identity
from yicha.subjects.testing import make_subjects, subject_row

FIRM, TWO, NOBODYS = "91620799MA71A0000X", "91620799MA71A0001X", "91620799MA71A0002X"
PEOPLE = {"one": {"uscc": FIRM.lower()}, "two": {"uscc": TWO}, "stranger": {"uscc": NOBODYS}, "private": {"name": "张三"}}
ISSUER, CLIENT, NONCE = "https://id.example", "yicha", "n-1"
KEY, OTHER = ECKey.generate_key("P-256", {"kid": "a"}), ECKey.generate_key("P-256", {"kid": "a"})
HEADER = {"alg": "ES256", "kid": "a"}
CLAIMS: dict[str, Any] = {
    "iss": ISSUER,
    "aud": CLIENT,
    "nonce": NONCE,
    "sub": "p",
    "iat": int(NOW.timestamp()) - 1,
    "exp": int(NOW.timestamp()) + 300,
}
PUBLIC = KeySet([KEY]).as_dict(private=False)


def said(token: str, keys: Any = PUBLIC) -> dict[str, Any]:
    return read_identity(token, keys, Expected(ISSUER, CLIENT, NONCE), NOW)


def with_(**changed: Any) -> str:
    """A token of these claims; None: without."""
    return encode(HEADER, {name: value for name, value in (CLAIMS | changed).items() if value is not None}, KEY)


class TestToken:
    def test_a_token_for_us_is_believed(self) -> None:
        assert said(with_(uscc=FIRM))["uscc"] == FIRM
        assert said(with_(aud=[CLIENT, "other"], azp=CLIENT))["sub"] == "p"
        assert said(with_(exp=int(NOW.timestamp()) - LEEWAY + 1))["sub"] == "p"

    def test_a_key_that_nobody_can_read_hides_no_other(self) -> None:
        assert said(with_(), {"keys": [{"kty": "EC", "crv": "SM2", "x": "x", "y": "y"}, {"kty": "new"}, *PUBLIC["keys"]]})["sub"] == "p"

    @pytest.mark.parametrize(
        "changed",
        [
            *({"iss": "https://evil.example"}, {"iss": None}, {"aud": "other"}, {"aud": None}, {"nonce": "n-2"}, {"nonce": None}),
            *({"exp": int(NOW.timestamp()) - LEEWAY}, {"exp": None}, {"iat": int(NOW.timestamp()) + LEEWAY + 1}, {"iat": None}),
            *({"aud": [CLIENT, "other"]}, {"azp": "other"}, {"sub": None}, {"nbf": int(NOW.timestamp()) + LEEWAY + 1}),
        ],
        ids=lambda changed: "-".join(f"{name}={'none' if value is None else 'other'}" for name, value in changed.items()),
    )
    def test_anything_else_is_not(self, changed: dict[str, Any]) -> None:
        with pytest.raises(RuleBroken) as refused:
            said(with_(**changed))
        assert refused.value.clause == "WY-5.8b"

    def test_nor_one_that_the_issuer_has_not_signed(self) -> None:
        body = urlsafe_b64encode(json.dumps(CLAIMS).encode()).rstrip(b"=").decode()
        unsigned = urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode() + f".{body}."
        by_public_key = encode({"alg": "HS256", "kid": "a"}, CLAIMS, OctKey.import_key(json.dumps(PUBLIC["keys"][0]).encode()))
        good = with_()
        for token in (encode(HEADER, CLAIMS, OTHER), unsigned, by_public_key, good[:-6], "", "a.b", "a.b.c"):
            with pytest.raises(RuleBroken):
                said(token)
        broken: tuple[dict[str, Any], ...] = ({}, {"keys": None}, {"keys": []}, {"keys": [7]})
        for keys in broken:
            with pytest.raises(RuleBroken):
                said(good, keys)


class NoRedirects(HTTPRedirectHandler):
    def http_error_302(self, _req: Any, fp: Any, _code: int, _msg: str, headers: Any) -> Any:
        fp.headers = headers
        return fp


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The provider, with our people."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    users = [word for sub, claims in PEOPLE.items() for word in ("--user-claims", json.dumps({"sub": sub} | claims))]
    run = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "-p", str(port), *users], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        run.terminate()
        run.wait()


def consented(address: str, person: str) -> str:
    """Where the provider sends the browser of a person who has signed in there."""
    answer = build_opener(NoRedirects).open(Request(address, urlencode({"sub": person}).encode()))  # noqa: S310 of ours
    return str(answer.headers["Location"]).removeprefix("http://testserver")


def query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


@pytest.mark.xdist_group("identity")
class TestSignIn:
    @pytest.fixture(autouse=True)
    def county(self, world: World, issuer: str, settings: Any) -> None:  # noqa: ARG002 prepares the house
        clock_at(timezone.now())  # the provider's
        put_numbers()
        sites = (subject_row(1, sid=FIRM, uscc=FIRM), subject_row(2, sid=TWO, uscc=TWO), subject_row(3, sid=f"{TWO}-2", uscc=TWO))
        make_subjects(*sites)
        settings.YICHA_IDENTITY = {"issuer": issuer, "client": "yicha", "secret": "s", "networks": "127.0.0.1/32", "name": "法人一证通"}

    def there(self, client: Client) -> str:
        return str(client.get("/firm/sign-in/identity/?next=/firm/")["Location"])

    def test_a_firm_comes_in_as_itself(self, client: Client) -> None:
        assert "用法人一证通登录" in client.get("/firm/sign-in/").content.decode()
        address = self.there(client)
        asked, held = query(address), signing.loads(client.cookies["identity"].value, salt="identity")
        challenge = urlsafe_b64encode(sha256(held["verifier"].encode()).digest()).rstrip(b"=").decode()
        assert (asked["code_challenge"], asked["code_challenge_method"], asked["nonce"]) == (challenge, "S256", held["nonce"])
        assert held["verifier"] not in address
        back = consented(address, "one")
        assert client.get(back)["Location"] == "/firm/"
        actor = actor_of(client.get("/sign-in/").wsgi_request)
        assert (actor.role, actor.region, actor.department) == (Role.ENTERPRISE, REGION, f"subject:{FIRM}")
        assert client.cookies["identity"].value == ""

    @pytest.mark.parametrize(("person", "why"), [("stranger", "不在本地监管对象名录中"), ("private", "没有关联企业")])
    def test_without_a_firm_nobody_comes_in(self, client: Client, person: str, why: str) -> None:
        answer = client.get(consented(self.there(client), person))
        assert answer.status_code == 409
        assert why in answer.content.decode()
        self.outside(client)

    def outside(self, client: Client) -> None:
        assert not actor_of(client.get("/sign-in/").wsgi_request).id

    def test_of_two_places_the_person_chooses_and_no_third(self, client: Client) -> None:
        page = client.get(consented(self.there(client), "two")).content.decode()
        assert re.findall(r'name="site" value="([^"]+)"', page) == [TWO, f"{TWO}-2"]
        self.outside(client)
        assert client.post("/firm/sign-in/identity/site/", {"site": FIRM}).status_code == 404
        assert Client().post("/firm/sign-in/identity/site/", {"site": TWO}).status_code == 404
        assert client.post("/firm/sign-in/identity/site/", {"site": f"{TWO}-2"})["Location"] == "/firm/"
        assert actor_of(client.get("/sign-in/").wsgi_request).department == f"subject:{TWO}-2"

    def test_a_code_is_good_once(self, client: Client) -> None:
        address = self.there(client)
        held, back = client.cookies["identity"].value, consented(address, "one")
        assert client.get(back).status_code == 303
        again = Client()
        again.cookies["identity"] = held
        assert again.get(back).status_code == 409
        self.outside(again)

    def test_an_answer_to_another_question_is_none(self, client: Client) -> None:
        """Another browser, another state, another nonce, another issuer, no code, too late: each as refused as the others."""
        address = self.there(client)
        good = consented(address, "one")
        for wrong in (good.replace("state=", "state=x"), f"{good}&iss=https://evil.example", re.sub("code=[^&]+", "", good)):
            self.refused(client.cookies["identity"].value, wrong)
        self.refused("", good)
        self.refused("forged", good)
        self.refused(client.cookies["identity"].value, consented(re.sub("nonce=[^&]+", "nonce=other", address), "one"))
        self.refused(client.cookies["identity"].value, consented(address, "one"), later=timedelta(hours=3))

    def refused(self, held: str, address: str, later: timedelta = timedelta()) -> None:
        client = Client()
        client.cookies["identity"] = held
        at = datetime.now(tz=NOW.tzinfo) + later
        with patch.object(identity, "now", lambda: at):
            assert client.get(address).status_code == 409
        self.outside(client)

    def test_how_often_is_counted(self) -> None:
        assert [Client().get("/firm/sign-in/identity/back/?code=x&state=y").status_code for _ in range(3)] == [409] * 3
        assert {Client().get("/firm/sign-in/identity/").status_code for _ in range(12)} == {302, 429}
        assert Client().get("/firm/sign-in/identity/back/?code=x&state=y").status_code == 429

    def test_where_it_may_not_lie_it_is_not_asked(self, client: Client, settings: Any) -> None:
        settings.YICHA_IDENTITY = settings.YICHA_IDENTITY | {"networks": ""}
        assert "没有回应" in client.get("/firm/sign-in/identity/").content.decode()
        settings.YICHA_IDENTITY = settings.YICHA_IDENTITY | {"networks": "127.0.0.1/32", "issuer": settings.YICHA_IDENTITY["issuer"] + "/"}
        assert "与设置的不同" in client.get("/firm/sign-in/identity/").content.decode()

    def test_it_is_off_until_a_site_names_one(self, client: Client, settings: Any) -> None:
        settings.YICHA_IDENTITY = {}
        assert client.get("/firm/sign-in/identity/").status_code == 404
        assert "identity" not in client.get("/firm/sign-in/").content.decode()
