"""A notary takes part by a link: commits and reveals for itself alone, from a phone, without account."""

import re
from hashlib import sha256
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from yicha.draws.actions.commit_reveal import commit_reveal
from yicha.draws.actions.invite_participant import invite_participant
from yicha.draws.actions.record_beacon import record_beacon
from yicha.draws.actions.renew_invitation import renew_invitation
from yicha.draws.actions.run_draw import run_draw
from yicha.draws.actions.seal_manifest import seal_manifest
from yicha.draws.queries import bundle, draw, invited
from yicha.draws.testing import MINUTE, commitment, make_void, read_beacon, secret
from yicha.draws.tests.test_ceremony import COORDINATOR, committed, frozen, head, sealed
from yicha.draws.tests.test_web import CLERK, ELSEWHERE, OFFICE
from yicha.draws.types import CommitReveal, DrawStatus, InviteParticipant, RecordBeacon, RenewInvitation, RunDraw, SealManifest
from yicha.engines.draw import verify
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_department, make_region
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db

NOTARY = "县公证处"
TOKEN = "t" * 43
DIGEST = sha256(TOKEN.encode()).hexdigest()


@pytest.fixture(autouse=True)
def county(settings: Any) -> None:
    settings.YICHA_CLOCK_SHIFT = (NOW - timezone.now()).total_seconds()
    make_region()
    for code in ("SCJG", "SFJ"):
        make_department(code)


def with_notary() -> int:
    pk = frozen().draw
    invite_participant(COORDINATOR, InviteParticipant(pk, NOTARY, DIGEST), NOW)
    return pk


def phone(name: str = "take-part", **said: str) -> tuple[int, str]:
    address = reverse(f"draws:{name}", args=[TOKEN])
    answer = Client().post(address, said) if said else Client().get(address)
    return answer.status_code, answer.content.decode()


@pytest.mark.clause("GX-3.2 YX-2.7b")
def test_from_the_link_to_the_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    pk = frozen().draw
    monkeypatch.setattr("yicha.draws.web.invitations.secrets.token_urlsafe", lambda _: TOKEN)
    shown = acting(OFFICE).post(reverse("draws:invite", args=[pk]), {"name": NOTARY})
    assert re.search(r"/draws/take-part/t{43}/", shown.content.decode())
    number = draw(SYSTEM, pk).number
    assert "先承诺" in phone()[1]
    assert phone("take-part-reveal", secret=secret(number, NOTARY).hex())[0] == 409
    assert phone("take-part-commit", commitment="no hex")[0] == 422
    assert phone("take-part-reveal", secret="no hex")[0] == 422
    assert phone("take-part-commit", commitment=commitment(number, 2, NOTARY))[0] == 303
    assert "等清单封存" in phone()[1]
    committed(pk)
    assert acting(OFFICE).post(reverse("draws:seal", args=[pk])).status_code == 303
    assert "交出种子" in phone()[1]
    assert phone("take-part-reveal", secret="00" * 32)[0] == 409
    assert phone("take-part-reveal", secret=secret(number, NOTARY).hex())[0] == 303
    assert "与承诺相符" in phone()[1]
    later = draw(SYSTEM, pk).sealed_at
    assert later is not None
    read_beacon(pk, later + 4 * MINUTE)
    run_draw(COORDINATOR, RunDraw(pk, ("SCJG", "SFJ")), later + 5 * MINUTE)
    files = bundle(COORDINATOR, pk, public=True)
    assert verify(files).ok
    assert NOTARY in files["manifest.json"].decode()


def test_the_link_speaks_for_one_party_alone() -> None:
    pk = with_notary()
    notary, found, party = invited(DIGEST)
    assert (found, party.department, party.invited) == (pk, NOTARY, True)
    with pytest.raises(NotPermitted):
        commit_reveal(notary, CommitReveal(pk, "SFJ", "ab" * 32), NOW)
    with pytest.raises(NotPermitted):
        record_beacon(notary, RecordBeacon(pk, ""), NOW)
    with pytest.raises(NotFound):
        commit_reveal(notary, CommitReveal(frozen().draw, NOTARY, "ab" * 32), NOW)
    with pytest.raises(NotPermitted):
        commit_reveal(head("SFJ"), CommitReveal(pk, NOTARY, "ab" * 32), NOW)


def test_a_link_that_is_none_opens_nothing() -> None:
    assert phone()[0] == 404
    with_notary()
    assert Client().get(reverse("draws:take-part", args=["x"])).status_code == 404
    with pytest.raises(NotFound):
        invited("")


def test_nobody_is_invited_after_the_seal_or_under_anothers_name() -> None:
    with pytest.raises(RuleBroken, match="不能 invite"):
        invite_participant(COORDINATOR, InviteParticipant(sealed(), NOTARY, DIGEST), NOW)
    pk = with_notary()
    for name in (NOTARY, "SCJG", "SCJG局", " ", "长" * 41):
        with pytest.raises(RuleBroken, match="受邀"):
            invite_participant(COORDINATOR, InviteParticipant(pk, name, "ab" * 32), NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql("UPDATE draws_participant SET invitation = repeat('a', 64)"), NOW)


@pytest.mark.clause("GX-3.2 YX-2.7b")
def test_a_lost_link_is_replaced_and_opens_nothing_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    pk = with_notary()
    number = draw(SYSTEM, pk).number
    assert phone("take-part-commit", commitment=commitment(number, 2, NOTARY))[0] == 303
    other = "n" * 43
    monkeypatch.setattr("yicha.draws.web.invitations.secrets.token_urlsafe", lambda _: other)
    page = acting(OFFICE).get(reverse("draws:draw", args=[pk])).content.decode()
    assert reverse("draws:renew-invitation", args=[pk, 2]) in page
    shown = acting(OFFICE).post(reverse("draws:renew-invitation", args=[pk, 2])).content.decode()
    assert f"/draws/take-part/{other}/" in shown
    assert "旧链接已经作废" in shown
    assert phone()[0] == 404
    assert phone("take-part-commit", commitment="ab" * 32)[0] == 404
    renewed = Client().get(reverse("draws:take-part", args=[other])).content.decode()
    assert "已承诺" in renewed, "what was committed stays"
    committed(pk)
    assert acting(OFFICE).post(reverse("draws:seal", args=[pk])).status_code == 303
    answer = Client().post(reverse("draws:take-part-reveal", args=[other]), {"secret": secret(number, NOTARY).hex()})
    assert answer.status_code == 303
    with pytest.raises(RuleBroken, match="不再有用"):
        renew_invitation(COORDINATOR, RenewInvitation(pk, 2, "ab" * 32), NOW)


def test_a_link_is_not_renewed_for_who_has_none_nor_after_the_beacon() -> None:
    pk = with_notary()
    for place in (0, 1, 3):
        with pytest.raises(NotFound):
            renew_invitation(COORDINATOR, RenewInvitation(pk, place, "ab" * 32), NOW)
    assert phone("take-part-commit", commitment=commitment(draw(SYSTEM, pk).number, 2, NOTARY))[0] == 303
    committed(pk)
    seal_manifest(COORDINATOR, SealManifest(pk), NOW + 2 * MINUTE)
    read_beacon(pk, NOW + 4 * MINUTE)
    with pytest.raises(RuleBroken, match="不再有用"):
        renew_invitation(COORDINATOR, RenewInvitation(pk, 2, "ab" * 32), NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql("UPDATE draws_participant SET invitation = repeat('a', 64) WHERE place = 2"), NOW)
    for who, status in ((CLERK, 403), (ELSEWHERE, 404)):
        assert acting(who).post(reverse("draws:renew-invitation", args=[pk, 2])).status_code == status


def test_who_may_invite() -> None:
    pk = frozen().draw
    for who, status in ((CLERK, 403), (ELSEWHERE, 404), (OFFICE, 200)):
        assert acting(who).post(reverse("draws:invite", args=[pk]), {"name": NOTARY}).status_code == status
    assert acting(OFFICE).post(reverse("draws:invite", args=[pk]), {"name": ""}).status_code == 422


@pytest.mark.clause("YX-2.7b")
def test_the_hour_is_told_and_after_it_nobody_reveals(settings: Any) -> None:
    pk = with_notary()
    assert phone("take-part-commit", commitment=commitment(draw(SYSTEM, pk).number, 2, NOTARY))[0] == 303
    committed(pk)
    seal_manifest(COORDINATOR, SealManifest(pk), NOW + 2 * MINUTE)
    assert "最迟 2026-11-20 09:03" in phone()[1]
    settings.YICHA_CLOCK_SHIFT += 240
    assert "过了交出的时候" in phone()[1]
    status, text = phone("take-part-reveal", secret=secret(draw(SYSTEM, pk).number, NOTARY).hex())
    assert status == 409
    assert "公布以后交出的种子不算" in text
    with pytest.raises(RuleBroken, match="不再有用"):
        renew_invitation(COORDINATOR, RenewInvitation(pk, 2, "ab" * 32), NOW + 4 * MINUTE)


def test_whoever_comes_late_reads_so() -> None:
    pk = with_notary()
    committed(pk)
    make_void(pk, "名录有误", NOW + MINUTE)
    assert "已作废：名录有误" in phone()[1]
    assert draw(SYSTEM, pk).status is DrawStatus.VOID
