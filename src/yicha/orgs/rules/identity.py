"""What an identity provider must have said before it is believed (OpenID Connect Core 1.0 §3.1.3.7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NoReturn

from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet, import_key
from joserfc.jwt import ClaimsOption, JWTClaimsRegistry, decode

from yicha.kernel.refusals import Exit, RuleBroken, gettext_noop

ALGORITHMS: Final = ("RS256", "PS256", "ES256", "EdDSA", "Ed25519")  # never a secret that both sides share, never none
LEEWAY: Final = 60  # seconds that two clocks may differ


@dataclass(frozen=True)
class Expected:
    """Who must have said it, to whom, and in answer to what."""

    issuer: str
    client: str
    nonce: str


def read_identity(token: str, keys: Mapping[str, Any], expected: Expected, at: datetime) -> dict[str, Any]:
    """WY-5.8b: the claims of a token that the issuer has signed with one of its keys, for us, in answer to this sign-in, and lately."""
    try:
        found = decode(token, KeySet([key for one in keys["keys"] if (key := _known(one))]), algorithms=ALGORITHMS)
        _registry(expected, at).validate(found.claims)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise refusal(gettext_noop("统一身份认证的答复没有通过核对")) from error
    audience = found.claims["aud"]
    alone = isinstance(audience, str) or len(audience) == 1
    if found.claims.get("azp", expected.client if alone else "") != expected.client:
        refuse(gettext_noop("统一身份认证的答复是给别的系统的"))
    return found.claims


def _known(key: dict[str, Any]) -> Key | None:
    """None: of a kind that we cannot read; others beside it may do."""
    try:
        return import_key(key)
    except (JoseError, ValueError, KeyError, TypeError):
        return None


def _registry(expected: Expected, at: datetime) -> JWTClaimsRegistry:
    def exactly(value: str) -> ClaimsOption:
        return {"essential": True, "value": value}

    needed: ClaimsOption = {"essential": True}
    said = {"iss": exactly(expected.issuer), "aud": exactly(expected.client), "nonce": exactly(expected.nonce)}
    return JWTClaimsRegistry(int(at.timestamp()), LEEWAY, **said, sub=needed, exp=needed, iat=needed)


def refusal(what: str) -> RuleBroken:
    return RuleBroken(what, clause="WY-5.8b", exits=(Exit("重新登录，或凭通知书上的查询码进入"),))


def refuse(what: str) -> NoReturn:
    """WY-5.8b: whoever is not proven does not come in."""
    raise refusal(what)
