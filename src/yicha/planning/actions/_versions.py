"""The versions of a programme: read what the newest one holds, keep the next one."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial

from yicha.engines.planning import Instance, Programme, Wish, summary, to_plain
from yicha.engines.programme_check import check
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.archive import keep
from yicha.kernel.events import to_text
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import departments
from yicha.planning import models
from yicha.planning.queries import BOARDS, PROGRAMMES, board_of_digest, frozen_lines
from yicha.planning.rules.amending import Draft, Words, around, require_lawful, require_rest_stands, wishes_to_plain
from yicha.planning.rules.boards import Charting, Filed, board_of, redrawn, week_number
from yicha.planning.rules.filed import filing_of
from yicha.planning.rules.pools import LISTED
from yicha.planning.types import Board


@dataclass(frozen=True)
class Made:
    """What a new version is. `parent`: number of the version that undoing leads to."""

    result: str
    board: str
    summary: dict[str, int]
    wishes: tuple[Wish, ...]
    what: str
    parent: int


def filed_names(actor: Actor, row: models.Programme, instance: Instance) -> tuple[dict[str, Filed], dict[str, str]]:
    """What people call the plan lines and the departments of a programme; and what joined it from outside the plan."""
    lines = frozen_lines(actor, row.region_path, row.year)
    titles = {found.code: found.short_name for found in departments(SYSTEM, date(row.year, 1, 1))}
    named = {line_id: Filed(line.line.item_name, line.line.selection) for line_id, (_, line) in lines.items()}
    filed = {line.id: Filed(f"{line.check_class}（计划外报备）", LISTED) for line in instance.lines.values() if filing_of(line.id)}
    return named | filed, titles


class Recording:
    """One programme in one use case: its names looked up once."""

    def __init__(self, actor: Actor, row: models.Programme, instance: Instance, at: datetime) -> None:
        self.actor, self.row, self.instance, self.at = actor, row, instance, at
        self.first_day = date(row.year, 1, 1)
        self.lines, self.titles = filed_names(actor, row, instance)

    @property
    def words(self) -> Words:
        return Words(partial(week_number, self.row.year), lambda code: self.titles.get(code, code), self._item)

    def _item(self, demand: str) -> str:
        return self.lines[self.instance.demands[demand].line].name

    def first(self, programme: Programme, figures: dict[str, int], wishes: tuple[Wish, ...] = ()) -> Made:
        """What the engine answered. `wishes`: those that hold already."""
        require_lawful(check(to_plain(self.instance), to_plain(programme)))
        board = board_of(self._charting(programme, wishes))
        return Made(self._keep_result(programme), self._keep_board(board), figures, wishes, "", 0)

    def next(self, before: models.ProgrammeVersion, draft: Draft, after: Draft, sids: frozenset[str]) -> Made:
        """What an amendment of one enterprise made of it."""
        require_rest_stands(self.instance, draft.programme, after.programme, sids)
        asked, answered = around(self.instance, after.programme, sids)
        require_lawful(check(to_plain(asked), to_plain(answered)))
        shown = board_of_digest(before.board)
        board = redrawn(shown, self._charting(after.programme, after.wishes), sids)
        figures = asdict(summary(self.instance, after.programme, {"": shown.figures.alone_doors}))
        return Made(self._keep_result(after.programme), self._keep_board(board), figures, after.wishes, "", before.number)

    def write(self, made: Made, what: str) -> models.ProgrammeVersion:
        """The next version; the programme shows it from now on."""
        self.row.result, self.row.summary = made.result, made.summary
        self.row.save()
        number = models.ProgrammeVersion.objects.filter(programme=self.row).count() + 1
        return models.ProgrammeVersion.objects.create(
            programme=self.row,
            number=number,
            parent=made.parent,
            what=what,
            made_by=self.actor.name,
            made_at=self.at,
            result=made.result,
            board=made.board,
            summary=made.summary,
            wishes=wishes_to_plain(made.wishes),
        )

    def _charting(self, programme: Programme, wishes: tuple[Wish, ...] = ()) -> Charting:
        day = norms_in_force(self.row.region_path, self.first_day).whole(NormCode.OFFICER_DAY_MINUTES)
        return Charting(self.instance, programme, self.lines, self.titles, self.row.year, day, wishes)

    def _keep_result(self, programme: Programme) -> str:
        """The checker shares no code with the solver: what it refused never comes here. Whoever asks for it next need not parse it."""
        digest = keep_plain(self.actor, to_plain(programme), self._name("programme"), self.at)
        PROGRAMMES.put(digest, programme)
        return digest

    def _keep_board(self, board: Board) -> str:
        digest = keep(self.actor, to_text(board).encode(), "programme", self._name("board"), self.at)
        BOARDS.put(digest, board)
        return digest

    def _name(self, kind: str) -> str:
        return f"{self.row.region_path.rpartition('/')[2]}-{self.row.year}-{kind}.json"


def keep_plain(actor: Actor, plain: object, name: str, at: datetime) -> str:
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return keep(actor, text.encode(), "programme", name, at)
