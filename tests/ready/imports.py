"""Imports: a small register as a file, at every stage."""

from datetime import timedelta

from tests.ready.world import Ready, World, by, do, maker
from yicha.engines.quality.tests.makers import invented_uscc
from yicha.imports.testing import bring_in, look_at, open_file
from yicha.imports.types import (
    AskImport,
    ConfirmImport,
    DropImport,
    FinishImport,
    ImportAct,
    OpenImport,
    ReadImport,
    RegisterKind,
    UndoImport,
    WaiveCheckDigit,
)
from yicha.kernel.testing import NOW, REGION
from yicha.kernel.uploads import upload

CODE = invented_uscc(4_444)
WRONG = CODE[:-1] + ("0" if CODE[-1] != "0" else "1")
GOOD, DOUBTFUL = (f"主体名称,统一社会信用代码\n丁店,{code}\n".encode() for code in (CODE, WRONG))


@maker
def open_import(world: World) -> Ready:
    kept = upload(by("steward"), [GOOD], NOW, kind="import", name="名录.csv", limit=1 << 20)
    return Ready(OpenImport(RegisterKind.SUBJECTS, REGION, kept.file), account="steward")


@maker
def read_import(world: World) -> Ready:
    return Ready(ReadImport(open_file(GOOD)))


@maker
def waive_check_digit(world: World) -> Ready:
    return Ready(WaiveCheckDigit(look_at(DOUBTFUL), WRONG, "原件如此"))


@maker
def confirm_import(world: World) -> Ready:
    return Ready(ConfirmImport(look_at(GOOD)))


@maker
def drop_import(world: World) -> Ready:
    return Ready(DropImport(look_at(GOOD)))


@maker
def undo_import(world: World) -> Ready:
    after = NOW + timedelta(days=1)  # nothing was frozen since
    return Ready(UndoImport(bring_in(GOOD, at=after), "传错了文件"), after)


@maker
def ask_import(world: World) -> Ready:
    return Ready(AskImport(look_at(GOOD), ImportAct.CONFIRM))


@maker
def finish_import(world: World) -> Ready:
    asked = do("ask_import", ask_import(world).command)
    return Ready(FinishImport(asked.import_id))
