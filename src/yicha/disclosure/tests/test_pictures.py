"""Pictures of articles: marked by one person, confirmed by another, and the original nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageDraw
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.disclosure.actions.add_picture import add_picture
from yicha.disclosure.actions.confirm_picture import confirm_picture
from yicha.disclosure.actions.mark_picture import mark_picture
from yicha.disclosure.actions.publish_article import publish_article
from yicha.disclosure.actions.remove_picture import remove_picture
from yicha.disclosure.actions.return_picture import return_picture
from yicha.disclosure.actions.revise_article import revise_article
from yicha.disclosure.actions.write_article import write_article
from yicha.disclosure.queries import article, epoch, picture, picture_original, public_picture
from yicha.disclosure.rules.pictures import require_marks, require_place
from yicha.disclosure.types import (
    MOST_MARKS,
    MOST_PICTURES,
    AddPicture,
    Column,
    ConfirmPicture,
    Mark,
    MarkPicture,
    PictureStatus,
    PublishArticle,
    RemovePicture,
    ReturnPicture,
    ReviseArticle,
    WriteArticle,
)
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.archive import content_of
from yicha.kernel.files import path_of
from yicha.kernel.pictures import hidden_copy
from yicha.kernel.refusals import NotFound, Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.kernel.uploads import upload
from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.orgs.types import DepartmentKind
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
scenarios("features/pictures.feature")
CLERK, HEAD = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_HEAD)
OFFICE = make_actor(Role.COORDINATOR, "LXB")
FIRE_CLERK, FIRE_HEAD = make_actor(Role.DEPARTMENT_CLERK, "XFJY"), make_actor(Role.DEPARTMENT_HEAD, "XFJY")
FOREIGN_CLERK = make_actor(Role.DEPARTMENT_CLERK, region="62/6208/620899")
SQUARE, SIZE = 20, 400
ASIDE = (640 - SIZE) // 2  # a small picture stands in the middle of its copy
SECRET = b"13912345678"


def photograph() -> bytes:
    """Black and white squares, taken at a place and with a comment."""
    drawn = Image.new("RGB", (SIZE, SIZE), "white")
    pen = ImageDraw.Draw(drawn)
    for left in range(0, SIZE, SQUARE):
        for top in range(left // SQUARE % 2 * SQUARE, SIZE, 2 * SQUARE):
            pen.rectangle((left, top, left + SQUARE - 1, top + SQUARE - 1), fill="black")
    exif, held = Image.Exif(), BytesIO()
    exif[0x010E] = SECRET.decode()
    drawn.save(held, "JPEG", exif=exif, comment=SECRET)
    return held.getvalue()


def sees(copy: bytes, left: int, top: int, side: int = 80) -> int:
    """How far light and dark are apart in a square of the copy."""
    with Image.open(BytesIO(copy)) as opened:
        shades = opened.convert("L").crop((left, top, left + side, top + side)).tobytes()
    return max(shades) - min(shades)


@dataclass
class Story:
    article: int = 0
    picture: int = 0
    refusal: Refusal | None = None

    def number(self) -> str:
        return article(SYSTEM, self.article).number


def added(who: Actor, to: int) -> int:
    content = photograph()
    file = upload(who, [content], NOW, kind="article_original", name="p.jpg", limit=len(content)).file
    return add_picture(who, AddPicture(to, file, "检查现场"), NOW).picture


def marks_of(lines: str) -> tuple[Mark, ...]:
    numbers = [int(one) for one in lines.split()]
    return tuple(Mark(*numbers[place : place + 4]) for place in range(0, len(numbers), 4))


def marked(who: Actor, pk: int, lines: str = "100 100 200 300") -> str:
    return mark_picture(who, MarkPicture(pk, marks_of(lines), nothing=not lines), NOW).copy


def confirmed(who: Actor, pk: int) -> None:
    confirm_picture(who, ConfirmPicture(pk, picture(SYSTEM, pk).copy), NOW)


@given("科室写了带一张图片的工作动态，等负责人审核", target_fixture="story")
def story() -> Story:
    put_norm(NormCode.EXPOSURE_TERM, 3)
    put_norm(NormCode.EVIDENCE_PHOTO_MAX_MB, 1)
    made = write_article(CLERK, WriteArticle(REGION, CLERK.department, Column.WORK_NEWS, "动态", "正文"), NOW).article
    return Story(made, added(CLERK, made))


told = pytest.fixture(name="told")(story)


@given("图片已随稿件公开")
def publicly(story: Story) -> None:
    marked(CLERK, story.picture)
    confirmed(HEAD, story.picture)
    publish_article(HEAD, PublishArticle(story.article), NOW)


@when(parsers.parse("科室遮挡“{lines}”"))
def _(story: Story, lines: str) -> None:
    marked(CLERK, story.picture, lines)


@when("科室确认没有要遮挡的")
def _(story: Story) -> None:
    marked(CLERK, story.picture, "")


@when("负责人核对图片")
def _(story: Story) -> None:
    confirmed(HEAD, story.picture)


@when("科室什么也没标就送核对")
def _(story: Story) -> None:
    with pytest.raises(RuleBroken) as refused:
        mark_picture(CLERK, MarkPicture(story.picture, ()), NOW)
    story.refusal = refused.value


@when("负责人审核发布")
def _(story: Story) -> None:
    try:
        publish_article(HEAD, PublishArticle(story.article), NOW)
    except Refusal as refusal:
        story.refusal = refusal


@when("联席办的人遮挡自己的图片，又自己核对")
def _(story: Story) -> None:
    own = write_article(OFFICE, WriteArticle(REGION, OFFICE.department, Column.WORK_NEWS, "动态", "正文"), NOW).article
    pk = added(OFFICE, own)
    marked(OFFICE, pk)
    with pytest.raises(RuleBroken) as refused:
        confirmed(OFFICE, pk)
    story.refusal = refused.value


@when(parsers.parse("负责人以“{why}”退回图片"))
def _(story: Story, why: str) -> None:
    return_picture(HEAD, ReturnPicture(story.picture, why), NOW)


@when(parsers.parse("科室又改成遮挡“{lines}”，负责人核对先前看到的"))
def _(story: Story, lines: str) -> None:
    seen = picture(SYSTEM, story.picture).copy
    marked(CLERK, story.picture, lines)
    with pytest.raises(RuleBroken) as refused:
        confirm_picture(HEAD, ConfirmPicture(story.picture, seen), NOW)
    story.refusal = refused.value


@when("科室再加一张图片")
def _(story: Story) -> None:
    with pytest.raises(RuleBroken) as refused:
        added(CLERK, story.article)
    story.refusal = refused.value


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause
    story.refusal = None


@then("公众看到1张图片")
def _(story: Story) -> None:
    assert [one.id for one in article(SYSTEM, story.article).public_pictures] == [story.picture]
    assert public_picture(REGION, story.number(), 1, NOW.date())


@then("公众看不到图片")
def _(story: Story) -> None:
    with pytest.raises(NotFound):
        public_picture(REGION, story.number(), 1, NOW.date())


@then("公众看到的图片里遮挡处辨认不出，也没有拍摄信息")
def _(story: Story) -> None:
    copy = content_of(public_picture(REGION, story.number(), 1, NOW.date()))
    assert sees(copy, ASIDE + 40, 40) < 120
    assert sees(copy, ASIDE + 200, 200) > 240
    assert SECRET in photograph()
    assert SECRET not in copy
    assert b"Exif" not in copy


@pytest.mark.clause("YX-2.16")
def test_the_public_copy_says_whose_it_is_and_the_original_nothing(told: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Sequence[str]] = []

    def burned(path: Path, marks: Sequence[Sequence[int]], lines: Sequence[str]) -> bytes:
        said.append(lines)
        return hidden_copy(path, marks, lines)

    monkeypatch.setattr("yicha.disclosure.actions.mark_picture.hidden_copy", burned)
    with Image.open(BytesIO(content_of(marked(CLERK, told.picture)))) as copy:
        band = copy.crop((0, SIZE, copy.width, copy.height)).convert("L").histogram()
        assert sum(band[:60]) > sum(band[60:]) > sum(band[240:]) > 0  # white words on a dark band
    assert said == [(CLERK.department, f"{told.number()}-1  公开用图，制作于 {timezone.localtime(NOW):%Y-%m-%d %H:%M}")]
    assert path_of(picture_original(CLERK, told.picture).digest).read_bytes() == photograph()


@pytest.mark.clause("YX-2.16")
def test_marks_lie_inside_and_are_said() -> None:
    """The table, without a database."""
    inside = Mark(0, 0, 1000, 1000)
    for marks, nothing, fine in (
        ((inside,), False, True),
        ((), True, True),
        ((), False, False),
        ((inside,), True, False),
        ((Mark(900, 0, 101, 10),), False, False),
        ((Mark(0, 900, 10, 101),), False, False),
        ((Mark(0, 0, 0, 10),), False, False),
        ((Mark(-1, 0, 10, 10),), False, False),
        ((inside,) * MOST_MARKS, False, True),
        ((inside,) * (MOST_MARKS + 1), False, False),
    ):
        if fine:
            require_marks(marks, nothing=nothing)
        else:
            with pytest.raises(RuleBroken):
                require_marks(marks, nothing=nothing)


def test_a_later_version_brings_its_pictures_with_it(told: Story) -> None:
    """What is confirmed for a version that still waits, is not seen before it; as many as there is room for."""
    publicly(told)
    before = epoch()
    revise_article(CLERK, ReviseArticle(told.article, "动态", "改", "加图片"), NOW)
    second = added(CLERK, told.article)
    marked(CLERK, second)
    confirmed(HEAD, second)
    assert [one.place for one in article(SYSTEM, told.article).public_pictures] == [1]
    publish_article(HEAD, PublishArticle(told.article), NOW)
    row = article(SYSTEM, told.article)
    assert [one.place for one in row.public_pictures] == [1, 2]
    remove_picture(CLERK, RemovePicture(told.picture), NOW)
    assert [one.place for one in article(SYSTEM, told.article).public_pictures] == [2]
    assert epoch() > before
    full = type(row)(**{**vars(row), "versions": row.versions[:1], "pictures": row.pictures[:1] * MOST_PICTURES})
    with pytest.raises(RuleBroken):
        require_place(full)


ATTACKS = (
    "UPDATE disclosure_articlepicture SET status = 'confirmed'",
    "UPDATE disclosure_articlepicture SET status = 'confirmed', confirmed_by = marked_by",
    "UPDATE disclosure_articlepicture SET status = 'confirmed', confirmed_by = 'x', copy = 'sha256:00'",
    "UPDATE disclosure_articlepicture SET original = gen_random_uuid()",
    "UPDATE disclosure_articlepicture SET marked_by = ''",
    "UPDATE disclosure_articlepicture SET caption = ''",
    "UPDATE disclosure_articlepicture SET status = 'shown'",
    "UPDATE disclosure_article SET version = 1, status = 'published', published_at = now()",
    "DELETE FROM disclosure_articlepicture",
)


def test_the_tables_refuse_what_makes_no_sense(told: Story) -> None:
    """Whoever writes past the rules, with the naive twin: the same picture confirmed by a second person is not refused."""
    marked(CLERK, told.picture)
    for attack in ATTACKS:
        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(attack), NOW)
    run_sql(actor(RUN_SQL), Sql("UPDATE disclosure_articlepicture SET status = 'confirmed', confirmed_by = 'x'"), NOW)


def test_two_persons_on_their_pages(told: Story) -> None:
    make_region()
    make_department("LXB", kind=DepartmentKind.LEAD_OFFICE)
    own = reverse("disclosure:article", args=[told.article])
    sent = {"adding-caption": "当事人张三丰的店面", "adding-photo": SimpleUploadedFile("x.jpg", photograph())}
    assert acting(CLERK).post(reverse("disclosure:add_picture", args=[told.article]), sent).status_code == 303
    second = article(SYSTEM, told.article).pictures[1]
    assert second.caption == "当事人张某的店面"
    assert acting(CLERK).post(reverse("disclosure:remove_picture", args=[second.id])).status_code == 303
    address = reverse("disclosure:picture", args=[told.picture])
    assert "data-board" in acting(CLERK).get(address).content.decode()
    assert "data-board" not in acting(HEAD).get(address).content.decode()
    mark = reverse("disclosure:mark_picture", args=[told.picture])
    for wrong in ("1 2 3", "a b c d", "900 900 200 200", ""):
        assert acting(CLERK).post(mark, {"marking-marks": wrong}).status_code == 422
    assert acting(CLERK).post(mark, {"marking-marks": "100 100 200 300\n\n600 600 50 50"}).status_code == 303
    assert "审核发布" not in acting(HEAD).get(own).content.decode()
    page = acting(HEAD).get(address).content.decode()
    assert "核对无误" in page
    confirm, copy = reverse("disclosure:confirm_picture", args=[told.picture]), picture(SYSTEM, told.picture).copy
    assert acting(HEAD).post(confirm, {"copy": "sha256:0"}).status_code == 409
    assert acting(HEAD).post(confirm, {"copy": copy}).status_code == 303
    assert "审核发布" in acting(HEAD).get(own).content.decode()
    acting(HEAD).post(reverse("disclosure:publish_article", args=[told.article]))
    public = f"/public/news/{told.number()}/1.jpg"
    assert public in acting(HEAD).get(f"/public/news/{told.number()}/").content.decode()
    answer = Client().get(public)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer.content == content_of(copy)
    give_back = reverse("disclosure:return_picture", args=[told.picture])
    assert acting(HEAD).post(give_back, {"returning-because": " "}).status_code == 422
    assert acting(HEAD).post(give_back, {"returning-because": "右下角有车牌"}).status_code == 303
    assert Client().get(public).status_code == 404
    assert "右下角有车牌" in acting(CLERK).get(address).content.decode()


def test_whose_business_it_is(told: Story) -> None:
    marked(CLERK, told.picture)
    for name, own, other in (
        ("picture", HEAD, FIRE_HEAD),
        ("picture_copy", HEAD, FIRE_HEAD),
        ("picture_original", CLERK, FIRE_CLERK),
        ("picture_original", CLERK, FOREIGN_CLERK),
    ):
        address = reverse(f"disclosure:{name}", args=[told.picture])
        assert [acting(who).get(address).status_code for who in (own, other)] == [200, 404]
    assert acting(HEAD).get(reverse("disclosure:picture_original", args=[told.picture])).status_code == 403
    for name in ("mark", "confirm", "return", "remove"):
        address = reverse(f"disclosure:{name}_picture", args=[told.picture])
        assert acting(CLERK).get(address).status_code == 405
        assert acting(make_actor(Role.SYSTEM_ADMIN)).post(address).status_code == 403
    assert picture(SYSTEM, told.picture).status is PictureStatus.MARKED
