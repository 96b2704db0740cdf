"""交材料: what an off-site check asks for, handed in on the own page, with a receipt; seen by who checks."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yicha.inspections.actions.begin_off_site import begin_off_site
from yicha.inspections.queries import handed_in
from yicha.inspections.testing import PHOTOGRAPH, make_inspections, move_off_site, notify, officer, on_the_day, planned
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import BeginOffSite
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.models import Entry
from yicha.orgs.testing import make_actor
from yicha.planning.testing import owner
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"


def sent(content: bytes = PHOTOGRAPH, name: str = "p.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/octet-stream")


@pytest.mark.clause("LYG-5.5", "R-EVID-1")
def test_papers_are_handed_in_receipted_and_opened() -> None:
    rows = make_inspections()
    row, page = rows[0], f"/firm/visits/{rows[0].id}/papers/"
    move_off_site(row)
    client, who = acting(owner(planned(row).sid)), officer(row, planned(row).lead)
    with shifted(on_the_day(row)):
        assert client.get(page).status_code == 404  # not told yet
        notify(row)
        assert page in client.get("/firm/").content.decode()
        before = Entry.objects.count()
        assert "还没有交" not in client.get(page).content.decode()
        assert client.post(page, {"other": "进货台账"}).status_code == 422
        assert client.post(page, {"other": "", "file": sent()}).status_code == 422
        assert client.post(page, {"other": "进货台账", "file": sent(PDF + b"<script>")}).status_code == 422
        assert client.post(page, {"other": "进货台账", "file": sent(b"MZ" + bytes(64))}).status_code == 422
        assert handed_in(SYSTEM, row.id) == ()
        assert client.post(page, {"other": "进货台账", "file": sent()}).status_code == 303
        assert client.post(page, {"other": "健康证", "file": sent(PDF, "c.pdf")}).status_code == 303
        assert [one.paper for one in handed_in(SYSTEM, row.id)] == ["进货台账", "健康证"]
        assert "收据 2 份" in client.get(page).content.decode()
        assert Entry.objects.count() > before
        begin_off_site(who, BeginOffSite(row.id), on_the_day(row))
        office = acting(who)
        seen = office.get(f"/check/{row.id}/").content.decode()
        assert all(word in seen for word in ("企业交来 2 份材料", "进货台账", f"/visits/{row.id}/evidence/2/original/"))
        opened = office.post(f"/visits/{row.id}/evidence/2/original/", {"purpose": "看健康证"})
        assert b"".join(opened.streaming_content) == PDF  # type: ignore[attr-defined] # a file
        assert "企业提交" in office.get(f"/visits/{row.id}/").content.decode()
        other = next(one for one in rows if planned(one).sid != planned(row).sid)
        assert acting(owner(planned(other).sid)).get(page).status_code == 404
        assert acting(make_actor(Role.DEPARTMENT_HEAD)).get(page).status_code == 403
