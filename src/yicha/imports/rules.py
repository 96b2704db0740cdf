"""What must hold before a workbook becomes part of a register, and before it is taken out again."""

from collections.abc import Mapping, Sequence

from yicha.engines.quality import CodeFault, read_code
from yicha.imports.types import ImportState
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken

CLAUSE = "LYG-4.2"
AGAIN = Exit("重新上传，再看一次差异")


def require_right(actor: Actor, permission: str) -> None:
    """LYG-4.2: who may import may still not import everything: each register has its own right."""
    if not actor.may(permission):
        raise NotPermitted("您没有权限导入这种名录", clause=CLAUSE, exits=(Exit("请有权限的人员办理", permission),))


def require_acceptable(refused: int, valid: int, *, accept_valid: bool, reason: str) -> None:
    """LYG-4.2: by default one refused row keeps the whole file out; who takes the valid rows alone says why."""
    if refused and not accept_valid:
        exits = (Exit("下载错误工作簿，改好再传"), Exit(f"只导入 {valid} 行，并写明理由"))
        raise RuleBroken(f"有 {refused} 行错误，整份文件没有导入", clause=CLAUSE, exits=exits)
    if refused and not reason.strip():
        raise RuleBroken("只导入一部分要写明理由", clause=CLAUSE)
    if not valid:
        raise RuleBroken("没有可以导入的行", clause=CLAUSE, exits=(Exit("换一份文件"),))


def require_asked_in_time(state: ImportState, wanted: ImportState) -> None:
    """LYG-4.2: what is shown is confirmed once, and what is in the register is undone once."""
    if state is not wanted:
        raise RuleBroken("这次导入已经在办，或者已经办过", clause=CLAUSE, exits=(Exit("看导入记录"),))


def require_fresh(seen: Mapping[str, object], held: Mapping[str, object]) -> None:
    """LYG-4.2: what was looked at is what is done. `seen`: the register's rows when the differences were shown, None for absent."""
    stale = next((key for key, row in seen.items() if held.get(key) != row), None)
    if stale is not None:
        raise RuleBroken(f"看差异以后名录又有改动（{stale}），没有导入", clause=CLAUSE, exits=(AGAIN,))


def require_untouched(touched: str | None) -> None:
    """LYG-4.2: an import whose rows were changed since then cannot be undone, or the later change would be lost. `touched`: one such."""
    if touched is not None:
        raise RuleBroken(f"导入以后这一行又改过（{touched}），不能整批撤销", clause=CLAUSE, exits=(Exit("逐条更正"),))


def require_unused(uses: Sequence[str]) -> None:
    """LYG-4.2 YX-2.7b: what a draw, a plan or a visit stands on stays."""
    if uses:
        raise RuleBroken(f"已有业务用到这批数据，不能撤销：{uses[0]}", clause=CLAUSE, exits=(Exit("逐条更正或注销"),))


def require_reason(reason: str) -> None:
    """LYG-4.2: taking back what was imported is told with a reason."""
    if not reason.strip():
        raise RuleBroken("请写明理由", clause=CLAUSE)


def require_waivable(code: str) -> None:
    """GB 32100-2015, LYG-4.2: a person may vouch for a code whose check digit fails, and for no other fault."""
    if read_code(code).fault is not CodeFault.CHECK_DIGIT:
        raise RuleBroken("只有校验位不符的代码可以人工认可", clause=CLAUSE, exits=(Exit("改正代码后再传"),))
