"""What other rooms may read of this one."""

from yicha.scenes.queries.forms import form_of, form_with
from yicha.scenes.queries.handbooks import handbook_of
from yicha.scenes.queries.packages import package_of, templates
from yicha.scenes.queries.reading import (
    coming_scenes,
    confirmed_same,
    ended_scenes,
    open_scenes,
    public_scenes,
    row_of,
    scene,
    scenes_in_force,
    scenes_of,
    versions,
)

__all__ = [
    "coming_scenes",
    "confirmed_same",
    "ended_scenes",
    "form_of",
    "form_with",
    "handbook_of",
    "open_scenes",
    "package_of",
    "public_scenes",
    "row_of",
    "scene",
    "scenes_in_force",
    "scenes_of",
    "templates",
    "versions",
]
