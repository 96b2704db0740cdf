"""What must hold before a picture is shown to the public."""

from yicha.disclosure.types import MOST_MARKS, MOST_PICTURES, WHOLE, ArticleRow, ArticleStatus, Mark
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, RuleBroken


def require_place(row: ArticleRow) -> None:
    """YX-2.16: a picture comes with a version that is still to be read, so that nothing is added behind the reader's back."""
    if row.waiting is None or row.status is ArticleStatus.WITHDRAWN:
        raise RuleBroken("没有等审核的一版，不能加图片", clause="YX-2.16", exits=(Exit("先更正，再加图片"),))
    if len(row.pictures) >= MOST_PICTURES:
        raise RuleBroken(f"一篇最多{MOST_PICTURES}张图片", clause="YX-2.16", exits=(Exit("先删去一张"),))


def require_marks(marks: tuple[Mark, ...], *, nothing: bool) -> None:
    """YX-2.16: rectangles inside the picture, or the word of a person that there is nothing to hide; never neither, never both."""
    if nothing == bool(marks):
        raise RuleBroken("标出要遮挡的地方，或确认没有", clause="YX-2.16", exits=(Exit("标出人脸、证件号、车牌"), Exit("勾选没有要遮挡的")))
    if len(marks) > MOST_MARKS:
        raise RuleBroken(f"一张图最多遮挡{MOST_MARKS}处", clause="YX-2.16", exits=(Exit("换一张图片"),))
    if not all(_inside(one) for one in marks):
        raise RuleBroken("遮挡的地方在图片外面", clause="YX-2.16", exits=(Exit("重新标"),))


def _inside(mark: Mark) -> bool:
    across = 0 <= mark.left < mark.left + mark.width <= WHOLE
    return across and 0 <= mark.top < mark.top + mark.height <= WHOLE


def require_another(actor: Actor, marked_by: str) -> None:
    """YX-2.16: whoever marked a picture does not confirm it."""
    if actor.id == marked_by:
        raise RuleBroken("自己遮挡的图片要由另一个人核对", clause="YX-2.16", exits=(Exit("请本部门另一个人核对"),))


def require_seen(copy: str, seen: str) -> None:
    """YX-2.16: confirmed is what was looked at, not what it became meanwhile."""
    if copy != seen:
        raise RuleBroken("刚才又改了遮挡", clause="YX-2.16", exits=(Exit("看过新的再核对"),))


def require_confirmed(row: ArticleRow) -> None:
    """YX-2.16: no version is public while a picture of it has not been looked at by a second person."""
    if row.unconfirmed:
        raise RuleBroken(f"还有{len(row.unconfirmed)}张图片没有核对遮挡", clause="YX-2.16", exits=(Exit("核对图片"), Exit("删去图片")))
