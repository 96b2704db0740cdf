"""Evidence: what is taken in and what is refused with nothing kept; what is shown and what stays sealed."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import timezone as zone
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from yicha.inspections.queries import evidence, inspection
from yicha.inspections.rules.evidence import POSITION, is_picture, next_link, receipt_text, require_evidence, require_position, require_room
from yicha.inspections.testing import PHOTOGRAPH, check, enter_with_code, notify, officer, on_the_day, photograph, planned
from yicha.inspections.tests.pages import shifted
from yicha.inspections.tests.uploads import BAD, EXIF_MAKER, EXIF_PLACE, GOOD, NAMES, paper, picture, with_exif
from yicha.inspections.types import EvidenceKind, InspectionRow
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.archive import content_of
from yicha.kernel.crypto import is_signed
from yicha.kernel.events import name_of
from yicha.kernel.models import Entry, Payload
from yicha.kernel.pictures import burned_copy
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.kernel.types import PersonalRead
from yicha.orgs.queries import departments
from yicha.orgs.testing import make_actor, make_department
from yicha.shell.testing import acting

AT = datetime(2026, 4, 22, 9, 31, tzinfo=UTC)


@pytest.fixture
def own_files(settings: Any, tmp_path: Path) -> None:
    """Another process of the tests keeps files as well."""
    settings.YICHA_HOME = tmp_path


@pytest.fixture
def entered(own_files: None, opened: list[InspectionRow]) -> Iterator[InspectionRow]:
    notify(opened[0])
    enter_with_code(opened[0], opened[0].code)
    with shifted(on_the_day(opened[0])):
        yield opened[0]


def send(row: InspectionRow, kind: EvidenceKind, content: bytes, name: str = "现场") -> tuple[int, str]:
    client = acting(officer(row, planned(row).lead))
    sent = {"file": SimpleUploadedFile(name, content), "kind_of": kind.value, "note": "辣椒酱两瓶"}
    answered = client.post(f"/check/{row.id}/1/evidence/", sent)
    return answered.status_code, answered.content.decode(errors="replace")


def kept() -> set[Path]:
    return {path for path in (Path(settings.YICHA_HOME) / "files").glob("*/*") if path.is_file()}


class TestWhatIsTakenIn:
    def test_every_good_one_is_kept_as_it_came_and_served_as_nothing_that_runs(self, entered: InspectionRow) -> None:
        for place, (name, (kind, content)) in enumerate(GOOD.items(), 1):
            assert send(entered, kind, content)[0] == 303, name
            piece = evidence(SYSTEM, entered.id)[-1]
            assert (piece.place, piece.kind, piece.digest) == (place, kind, f"sha256:{sha256(content).hexdigest()}"), name
            assert bool(piece.copy) is is_picture(kind), name
        client = acting(make_actor(Role.DEPARTMENT_CLERK, planned(entered).lead))
        for place, (name, (_kind, content)) in enumerate(GOOD.items(), 1):
            original = client.post(f"/visits/{entered.id}/evidence/{place}/original/", {"purpose": "核对"})
            assert read(original) == content, name
            assert _runs(original) == [], name
        copy = client.get(f"/visits/{entered.id}/evidence/1/")
        assert _runs(copy) == ["no attachment"]  # a picture of ours, to be looked at

    def test_every_bad_one_leaves_nothing_behind(self, entered: InspectionRow) -> None:
        before, entries = kept(), Entry.objects.count()
        for name, (kind, content) in BAD.items():
            status, page = send(entered, kind, content)
            assert (status, page.count("<h1"), "Traceback" in page) == (409, 1, False), name
            assert kept() == before, name
        assert Entry.objects.count() == entries
        assert evidence(SYSTEM, entered.id) == ()

    def test_the_corpus_is_large_enough(self) -> None:
        assert len(BAD) + len(NAMES) >= 80

    def test_too_large(self, entered: InspectionRow) -> None:
        before = kept()
        status, page = send(entered, EvidenceKind.DOCUMENT, paper(bytes(20 << 20)))
        assert (status, "20 MB" in page) == (409, True)
        assert kept() == before

    @pytest.mark.parametrize("name", NAMES)
    def test_a_name_is_only_words(self, entered: InspectionRow, name: str) -> None:
        before = kept()
        assert send(entered, EvidenceKind.PHOTO, picture("JPEG"), name)[0] == 303
        assert all(len(path.name) == 62 for path in kept() - before)

    def test_a_sample_is_described(self, entered: InspectionRow) -> None:
        client = acting(officer(entered, planned(entered).lead))
        sent = {"file": SimpleUploadedFile("a.jpg", picture("JPEG")), "kind_of": "sample", "note": " "}
        assert client.post(f"/check/{entered.id}/1/evidence/", sent).status_code == 409
        assert evidence(SYSTEM, entered.id) == ()

    def test_an_unknown_kind_changes_nothing(self, entered: InspectionRow) -> None:
        client = acting(officer(entered, planned(entered).lead))
        sent = {"file": SimpleUploadedFile("a.jpg", picture("JPEG")), "kind_of": "hearsay"}
        assert client.post(f"/check/{entered.id}/1/evidence/", sent).status_code == 303
        assert evidence(SYSTEM, entered.id) == ()


def _runs(answer: Any) -> list[str]:
    """What of the answer a browser could be talked into."""
    wanted = {
        "no attachment": answer.get("Content-Disposition", "").startswith("attachment"),
        "guessed": answer["X-Content-Type-Options"] == "nosniff",
        "runs": answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'"),
        "kept": "no-store" in answer["Cache-Control"],
    }
    return [name for name, true in wanted.items() if not true]


class TestTheCopy:
    def test_it_has_no_metadata_and_the_original_keeps_it(self, entered: InspectionRow) -> None:
        send(entered, EvidenceKind.PHOTO, with_exif())
        (piece,) = evidence(SYSTEM, entered.id)
        copy, original = (Image.open(io.BytesIO(content_of(digest))) for digest in (piece.copy, piece.digest))
        assert dict(copy.getexif()) == {}
        assert b"SecretPhone" not in content_of(piece.copy)
        assert original.getexif()[EXIF_MAKER] == "SecretPhone"
        assert original.getexif().get_ifd(EXIF_PLACE)[1] == "N"

    def test_it_is_small_upright_and_burned_below_the_picture(self, entered: InspectionRow) -> None:
        content = picture("JPEG", (3000, 2000), quality=70)
        send(entered, EvidenceKind.PHOTO, content)
        (piece,) = evidence(SYSTEM, entered.id)
        copy = Image.open(io.BytesIO(content_of(piece.copy)))
        assert copy.width == 1280
        assert copy.height > 1280 * 2 // 3
        assert len(content_of(piece.copy)) < len(content)
        band = copy.crop((0, copy.height - 30, copy.width, copy.height - 2)).convert("L").histogram()
        assert sum(band[:60]) > sum(band[60:])

    def test_it_bears_time_task_and_organ_and_the_original_stays_as_it_came(
        self, entered: InspectionRow, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said: list[str] = []

        def burned(path: Path, lines: tuple[str, ...]) -> bytes:
            said.extend(lines)
            return burned_copy(path, lines)

        monkeypatch.setattr("yicha.inspections.actions._chain.burned_copy", burned)
        content = picture("JPEG")
        send(entered, EvidenceKind.PHOTO, content)
        (piece,) = evidence(SYSTEM, entered.id)
        lead = next(one.name for one in departments(SYSTEM, AT.date()) if one.code == planned(entered).lead)
        assert said[0] == f"{entered.number} 证1  {lead}"
        assert said[1].startswith(f"{timezone.localtime(piece.at):%Y-%m-%d %H:%M} ")
        assert content_of(piece.digest) == content

    def test_the_same_picture_at_the_same_moment_is_the_same_copy(self, opened: list[InspectionRow]) -> None:
        notify(opened[0])
        enter_with_code(opened[0], opened[0].code)
        photograph(opened[0])
        first = evidence(SYSTEM, opened[0].id)[0].copy
        with transaction.atomic():
            photograph(opened[0])
            second = evidence(SYSTEM, opened[0].id)[1].copy
        assert first != second  # the number of the piece is burned in


class TestTheChain:
    def test_each_link_holds_all_that_it_is_about(self) -> None:
        shows = (EvidenceKind.PHOTO, "q1", "货架")
        given = ("", "sha256:aa", shows, "990", AT)
        link = next_link(*given)
        others = [
            ("x", *given[1:]),
            ("", "sha256:ab", *given[2:]),
            ("", "sha256:aa", (EvidenceKind.VIDEO, "q1", "货架"), "990", AT),
            ("", "sha256:aa", (EvidenceKind.PHOTO, "q2", "货架"), "990", AT),
            ("", "sha256:aa", (EvidenceKind.PHOTO, "q1", "货"), "990", AT),
            (*given[:3], "991", AT),
            (*given[:4], AT + timedelta(seconds=1)),
        ]
        assert link not in {next_link(*other) for other in others}
        assert link == next_link(*given[:4], AT.astimezone(zone(timedelta(hours=8))))

    def test_pieces_are_linked_and_receipted(self, entered: InspectionRow) -> None:
        send(entered, EvidenceKind.PHOTO, picture("JPEG"))
        send(entered, EvidenceKind.DOCUMENT, paper())
        first, second = evidence(SYSTEM, entered.id)
        assert (first.previous, second.previous) == ("", first.chain)
        for one in (first, second):
            shows = (one.kind, one.question, one.note)
            assert one.chain == next_link(one.previous, one.digest, shows, one.officer, one.at)
            message = receipt_text(inspection(SYSTEM, entered.id).number, one.place, one.chain).encode()
            assert is_signed("evidence", message, one.receipt)
            assert not is_signed("evidence", message + b" ", one.receipt)

    def test_the_signed_chain_takes_no_more(self, entered: InspectionRow) -> None:
        send(entered, EvidenceKind.PHOTO, picture("JPEG"))
        check(entered)
        assert send(entered, EvidenceKind.PHOTO, picture("JPEG"))[0] == 409

    @pytest.mark.parametrize(
        ("kind", "note", "copy", "receipt", "constraint"),
        [
            ("rumour", "", "c", "r", "evidence_kind"),
            ("photo", "", "", "r", "evidence_picture_has_a_copy"),
            ("sample", "两瓶", "", "r", "evidence_picture_has_a_copy"),
            ("sample", "", "c", "r", "evidence_sample_says_what"),
            ("video", "", "", "", "evidence_has_a_receipt"),
        ],
    )
    def test_the_database_holds_it(  # noqa: PLR0913, PLR0917 a table's columns
        self, entered: InspectionRow, kind: str, note: str, copy: str, receipt: str, constraint: str
    ) -> None:
        send(entered, EvidenceKind.PHOTO, picture("JPEG"))
        insert = (
            'INSERT INTO inspections_evidenceitem (inspection_id, place, kind, question, note, "position", file, digest, previous, chain, '
            "copy, receipt, officer, at) SELECT inspection_id, 2, %s, question, %s, '', gen_random_uuid(), digest, chain, chain, %s, %s, "
            "officer, at FROM inspections_evidenceitem"
        )
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(insert, (kind, note, copy, receipt)), NOW)


class TestThePlace:
    """取证位置: said on purpose, piece by piece, and to whom it proves something."""

    HERE = "38.92754,101.66530"

    def attach(self, row: InspectionRow, **said: str) -> int:
        client, sent = acting(officer(row, planned(row).lead)), {"file": SimpleUploadedFile("a.jpg", picture("JPEG"))}
        return client.post(f"/check/{row.id}/1/evidence/", sent | said).status_code

    @pytest.mark.clause("LYG-4.4a")
    def test_it_stands_beside_the_piece_it_was_said_of_and_nowhere_in_the_ledger(self, entered: InspectionRow) -> None:
        assert self.attach(entered, position=self.HERE) == self.attach(entered) == 303
        first, second = evidence(SYSTEM, entered.id)
        assert (first.position, second.position) == (self.HERE, "")
        assert not Payload.objects.filter(text__contains=self.HERE).exists()

    def test_who_may_open_the_original_reads_it(self, entered: InspectionRow) -> None:
        self.attach(entered, position=self.HERE)
        address = f"/visits/{entered.id}/documents/"
        assert self.HERE in acting(make_actor(Role.DEPARTMENT_CLERK, planned(entered).lead)).get(address).content.decode()
        assert self.HERE not in acting(make_actor(Role.COORDINATOR, "LXB")).get(address).content.decode()

    @pytest.mark.parametrize("position", ["这里", "99.1,1.1", "38.1,101.1; DROP", "1" * 400], ids=["words", "pole", "more", "long"])
    def test_what_is_none_is_refused_with_nothing_kept(self, entered: InspectionRow, position: str) -> None:
        before = kept()
        assert self.attach(entered, position=position) == 409
        assert kept() == before
        assert evidence(SYSTEM, entered.id) == ()

    def test_of_a_closed_door_too(self, entered: InspectionRow) -> None:
        sent = {"ground": "CLOSED", "words": "卷帘门紧闭", "position": self.HERE, "photo": SimpleUploadedFile("a.jpg", picture("JPEG"))}
        assert acting(officer(entered, planned(entered).lead)).post(f"/check/{entered.id}/absent/", sent).status_code == 303
        assert [one.position for one in evidence(SYSTEM, entered.id)] == [self.HERE]


class TestTheRules:
    @pytest.mark.parametrize("kind", EvidenceKind)
    @pytest.mark.parametrize(
        "media_type",
        [
            "image/jpeg",
            "image/png",
            "image/webp",
            "video/mp4",
            "video/webm",
            "audio/mp4",
            "audio/wav",
            "application/pdf",
            "text/plain",
            "image/heic",
            "application/zip",
        ],
    )
    def test_kind_by_type(self, kind: EvidenceKind, media_type: str) -> None:
        family = {EvidenceKind.PHOTO: "image", EvidenceKind.SAMPLE: "image", EvidenceKind.VIDEO: "video"}.get(kind, "")
        wanted = media_type.startswith(f"{family}/") and media_type != "image/heic" if family else False
        wanted |= kind is EvidenceKind.AUDIO and media_type in {"audio/mp4", "audio/wav", "video/webm"}
        wanted |= kind is EvidenceKind.DOCUMENT and media_type == "application/pdf"
        assert _taken(lambda: require_evidence(kind, media_type, "说明")) is wanted

    @pytest.mark.parametrize(
        ("position", "wanted"),
        [
            ("", True),
            ("38.125,101.5", True),
            ("-38.1,-101.123456", True),
            ("38,101", False),
            ("138.1,101.1", False),
            ("38.1", False),
            ("38.1,101.1; DROP", False),
        ],
    )
    def test_position(self, position: str, wanted: bool) -> None:
        assert _taken(lambda: require_position(position, door=True)) is wanted
        assert _taken(lambda: require_position(position, door=False)) is (position == "")
        assert bool(POSITION.fullmatch(position)) is (wanted and position != "")

    @pytest.mark.parametrize(("place", "wanted"), [(1, True), (200, True), (201, False)])
    def test_room(self, place: int, wanted: bool) -> None:
        assert _taken(lambda: require_room(place, 200)) is wanted


def _taken(act: Callable[[], None]) -> bool:
    try:
        act()
    except RuleBroken:
        return False
    return True


def read(sent: Any) -> bytes:
    """A file that was answered."""
    return b"".join(sent.streaming_content)


class TestTheSealedOriginal:
    @pytest.fixture
    def row(self, entered: InspectionRow) -> InspectionRow:
        photograph(entered)
        return entered

    def test_it_opens_for_a_purpose_and_leaves_a_mark(self, row: InspectionRow) -> None:
        client, address = acting(make_actor(Role.DEPARTMENT_CLERK, planned(row).lead)), f"/visits/{row.id}/evidence/1/original/"
        before = Entry.objects.count()
        assert client.get(address).status_code == 200
        assert client.post(address, {"purpose": ""}).status_code == 422
        assert Entry.objects.count() == before
        opened = client.post(address, {"purpose": "核对标签"})
        assert read(opened) == PHOTOGRAPH
        assert "attachment" in opened["Content-Disposition"]
        assert opened["X-Content-Type-Options"] == "nosniff"
        assert Entry.objects.filter(event=name_of(PersonalRead), about=f"inspection:{row.id}").count() == 1

    def test_who_supervises_sees_who_opened_it(self, row: InspectionRow) -> None:
        supervisor = acting(make_actor(Role.LEGAL_SUPERVISOR, "SFJ"))
        assert read(supervisor.post(f"/visits/{row.id}/evidence/1/original/", {"purpose": "执法监督抽查"})) == PHOTOGRAPH
        assert "执法监督抽查" in supervisor.get(f"/visits/{row.id}/documents/").content.decode()

    def test_others_have_neither_original_nor_foreign_region(self, row: InspectionRow) -> None:
        make_department("SLJ")
        address = f"/visits/{row.id}/evidence/1/original/"
        assert acting(make_actor(Role.DEPARTMENT_CLERK, "SLJ")).post(address, {"purpose": "看看"}).status_code == 404
        assert acting(make_actor(Role.COORDINATOR, "YSHJ")).post(address, {"purpose": "看看"}).status_code == 403
        stranger = replace(make_actor(Role.DEPARTMENT_CLERK, planned(row).lead), region="62/6208")
        assert acting(stranger).post(address, {"purpose": "看看"}).status_code == 404
        assert acting(stranger).get(f"/visits/{row.id}/evidence/1/").status_code == 404

    def test_what_is_no_picture_has_no_copy(self, row: InspectionRow) -> None:
        send(row, EvidenceKind.DOCUMENT, paper())
        client = acting(make_actor(Role.DEPARTMENT_CLERK, planned(row).lead))
        assert client.get(f"/visits/{row.id}/evidence/1/")["Content-Type"] == "image/jpeg"
        assert client.get(f"/visits/{row.id}/evidence/2/").status_code == 404
        assert client.get(f"/visits/{row.id}/evidence/3/original/").status_code == 404
