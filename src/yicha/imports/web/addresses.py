"""Where the pages of one register's imports are."""

from dataclasses import dataclass

from django.urls import reverse

from yicha.imports.types import RegisterKind


@dataclass(frozen=True)
class Addresses:
    kind: RegisterKind
    pk: int = 0

    def to(self, name: str) -> str:
        return reverse(f"imports:{self.kind}_{name}", args=[self.pk] if name not in {"start", "template", "history"} else [])

    @property
    def start(self) -> str:
        return self.to("start")

    @property
    def template(self) -> str:
        return self.to("template")

    @property
    def history(self) -> str:
        return self.to("history")

    @property
    def page(self) -> str:
        return self.to("page")

    @property
    def state(self) -> str:
        return self.to("state")

    @property
    def errors(self) -> str:
        return self.to("errors")

    @property
    def confirm(self) -> str:
        return self.to("confirm")

    @property
    def waive(self) -> str:
        return self.to("waive")

    @property
    def drop(self) -> str:
        return self.to("drop")

    @property
    def undo(self) -> str:
        return self.to("undo")
