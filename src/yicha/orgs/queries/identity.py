"""The operator's own identity provider, by which enterprises sign in (OpenID Connect: code flow with PKCE). Off until a site names it:

    {"issuer": "https://id.example.gov.cn", "client": "yicha", "secret": "…",
     "claim": "uscc", "name": "法人一证通", "networks": "10.0.0.0/8"}

in the environment (`YICHA_IDENTITY`) or in the file `identity.json` of the data home. `claim`: where it says the unified code of the firm,
in the token or in its user info; `networks`: those of the house in which it may lie, and be asked in the clear; without `secret` we are a
public client. What it publishes of itself is asked for anew each time.
"""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from urllib.parse import quote, urlencode

from django.conf import settings

from yicha.kernel.outside import TAKEN, Away, Outside
from yicha.kernel.refusals import gettext_noop
from yicha.orgs.rules.identity import Expected, read_identity, refusal, refuse

SECRET_BYTES: Final = 32
ENDPOINTS: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


@dataclass(frozen=True)
class Begun:
    """What only this browser holds until the provider sends it back; a sign-in that was begun elsewhere is none."""

    state: str
    nonce: str
    verifier: str
    onward: str


@dataclass(frozen=True)
class Provider:
    issuer: str
    client: str
    secret: str = ""
    claim: str = "uscc"
    scope: str = "openid profile"
    name: str = "统一身份认证"
    networks: str = ""

    def beginning(self, begun: Begun, back: str) -> str:
        """Where the browser goes; `back`: our own address, to which it returns."""
        challenge = base64.urlsafe_b64encode(sha256(begun.verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self.client,
            "redirect_uri": back,
            "scope": self.scope,
            "state": begun.state,
            "nonce": begun.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{self._published()['authorization_endpoint']}?{urlencode(asked)}"

    def uscc_of(self, code: str, begun: Begun, back: str, at: datetime) -> str:
        """The unified code of the firm for which the person has signed in; RuleBroken if it is not proven or not said."""
        published = self._published()
        told = self._exchanged(published, code, begun, back)
        keys = self._json("GET", published["jwks_uri"])
        claims = read_identity(str(told.get("id_token", "")), keys, Expected(self.issuer, self.client, begun.nonce), at)
        if self.claim not in claims and "userinfo_endpoint" in published:
            claims = self._user(published["userinfo_endpoint"], str(told.get("access_token", "")), claims["sub"])
        said = claims.get(self.claim)
        return said.strip().upper() if isinstance(said, str) else ""

    def _published(self) -> dict[str, Any]:
        found = self._json("GET", f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != self.issuer or not all(isinstance(found.get(name), str) for name in ENDPOINTS):
            refuse(gettext_noop("统一身份认证自报的名称或地址与设置的不同"))
        return found

    def _exchanged(self, published: Mapping[str, Any], code: str, begun: Begun, back: str) -> dict[str, Any]:
        said = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": begun.verifier}
        if not self.secret:
            return self._json("POST", published["token_endpoint"], said | {"client_id": self.client})
        both = base64.b64encode(f"{quote(self.client, safe='')}:{quote(self.secret, safe='')}".encode()).decode()
        return self._json("POST", published["token_endpoint"], said, {"Authorization": f"Basic {both}"})

    def _user(self, address: str, token: str, person: str) -> dict[str, Any]:
        """Of the same person, or of nobody."""
        found = self._json("GET", address, headers={"Authorization": f"Bearer {token}"})
        return found if found.get("sub") == person else {}

    def _json(
        self, method: str, address: str, said: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        body = urlencode(said).encode() if said else b""
        try:
            status, answer = Outside(tuple(self.networks.split())).ask(method, address, body, FORM | dict(headers or {}))
            found = json.loads(answer) if status in TAKEN else None
        except (Away, ValueError) as error:
            raise refusal(gettext_noop("统一身份认证没有回应")) from error
        if not isinstance(found, dict):
            refuse(gettext_noop("统一身份认证没有认可这次登录"))
        return found


def provider() -> Provider | None:
    """None: the site has named none."""
    return Provider(**settings.YICHA_IDENTITY) if settings.YICHA_IDENTITY else None


def begun(onward: str) -> Begun:
    state, nonce, verifier = (secrets.token_urlsafe(SECRET_BYTES) for _ in range(3))
    return Begun(state, nonce, verifier, onward)
