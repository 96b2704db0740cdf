"""Permissions, states, commands and events of 检查场景."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yicha.engines.forms import Ref
from yicha.scenes.types.content import Finding, Package, SceneContent


class ScenePermission(StrEnum):
    READ = "scenes.scene.read"
    SUGGEST = "scenes.scene.suggest"
    PROPOSE = "scenes.scene.propose"
    REVIEW = "scenes.scene.review"
    PUBLISH = "scenes.scene.publish"
    WITHDRAW = "scenes.scene.withdraw"
    DROP = "scenes.scene.drop"


class SceneStatus(StrEnum):
    SUGGESTED = "suggested"  # 待拟定: the evidence is there, the scene is not
    PROPOSED = "proposed"  # 待审核
    RETURNED = "returned"  # 已退回
    REVIEWED = "reviewed"  # 待公布
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"  # 未采纳


OPEN = (SceneStatus.SUGGESTED, SceneStatus.PROPOSED, SceneStatus.RETURNED, SceneStatus.REVIEWED)


@dataclass(frozen=True)
class SuggestScene:
    """What was found together: the items that most checks found something in. `since`: first day of the checks that were counted."""

    region_path: str
    name: str
    since: date
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ProposeScene:
    """`scene` is an open proposal or suggestion to be written anew; `revises` the code of a scene in force; neither: a new one."""

    region_path: str
    content: SceneContent
    reason: str
    scene: int | None = None
    revises: str = ""


@dataclass(frozen=True)
class ImportScene:
    """A package is taken over. `departments`: function → code here; `items`: place in the package → code of an item here."""

    region_path: str
    package: Package
    digest: str
    departments: dict[str, str]
    items: dict[int, str]
    reason: str


@dataclass(frozen=True)
class ConfirmSame:
    """Points of several departments are one question."""

    scene: int
    points: tuple[Ref, ...]


@dataclass(frozen=True)
class TellApart:
    """Points of several departments are not one question, however like in words: nobody is asked again whether they are."""

    scene: int
    points: tuple[Ref, ...]


@dataclass(frozen=True)
class ProposeOffer:
    """A member proposes an offered item as its own, under a code of its list."""

    scene: int
    place: int
    code: str


@dataclass(frozen=True)
class ReviewScene:
    scene: int
    agrees: bool
    note: str = ""


@dataclass(frozen=True)
class PublishScene:
    scene: int
    valid_from: date


@dataclass(frozen=True)
class WithdrawScene:
    scene: int
    reason: str


@dataclass(frozen=True)
class DropScene:
    scene: int
    reason: str


@dataclass(frozen=True)
class _OfScene:
    scene: int
    code: str

    @property
    def about(self) -> str:
        return f"scene:{self.scene}"


@dataclass(frozen=True)
class SceneSuggested(_OfScene):
    name: str


@dataclass(frozen=True)
class SceneProposed(_OfScene):
    version: int
    digest: str  # of the content


@dataclass(frozen=True)
class SceneImported(_OfScene):
    digest: str  # of the package


@dataclass(frozen=True)
class SameConfirmed(_OfScene):
    points: tuple[Ref, ...]


@dataclass(frozen=True)
class QuestionsToldApart(_OfScene):
    points: tuple[Ref, ...]


@dataclass(frozen=True)
class OfferProposed(_OfScene):
    item_code: str
    department: str


@dataclass(frozen=True)
class SceneReviewed(_OfScene):
    agrees: bool
    note: str


@dataclass(frozen=True)
class ScenePublished(_OfScene):
    version: int
    valid_from: date


@dataclass(frozen=True)
class SceneWithdrawn(_OfScene):
    reason: str


@dataclass(frozen=True)
class SceneDropped(_OfScene):
    reason: str
