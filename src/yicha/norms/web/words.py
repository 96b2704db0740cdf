"""In what tone a norm is shown: how sure we are of it."""

from yicha.norms.types import Tag

TONES = {Tag.READ: "good", Tag.SEEN: "soon", Tag.REMEMBERED: "soon", Tag.PROPOSED: "inner"}
