"""接入系统: programs of departments and partners that call by themselves, each with a token of its own."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Scope(StrEnum):
    """What a program may call; the permissions behind it stand in `config/roles.py`."""

    PERMITS = "permits"  # 许可信息
    RECORDS = "records"  # 监管行为
    TASKS = "tasks"  # 上级任务: the level above dispatches
    TASK_WORK = "task_work"  # 任务办理: a department works at its part


class ProgramStatus(StrEnum):
    PROPOSED = "proposed"
    ACTIVE = "active"
    ENDED = "ended"


@dataclass(frozen=True)
class ProposeProgram:
    """It acts for `department` in the actor's region, through its last day `until`."""

    name: str
    department: str
    scopes: tuple[Scope, ...]
    until: date


@dataclass(frozen=True)
class ProgramProposed:
    program: int
    name: str
    department: str
    scopes: tuple[Scope, ...]
    until: date

    @property
    def about(self) -> str:
        return f"program:{self.program}"


@dataclass(frozen=True)
class ApproveProgram:
    """`digest`: the SHA-256 of the token, in hexadecimal. The token itself is nowhere but with the program."""

    program: int
    digest: str


@dataclass(frozen=True)
class ProgramApproved:
    program: int
    name: str

    @property
    def about(self) -> str:
        return f"program:{self.program}"


@dataclass(frozen=True)
class EndProgram:
    program: int
    reason: str


@dataclass(frozen=True)
class ProgramEnded:
    program: int
    name: str
    reason: str

    @property
    def about(self) -> str:
        return f"program:{self.program}"


@dataclass(frozen=True)
class ProgramRow:
    id: int
    name: str
    department: str
    scopes: tuple[Scope, ...]
    until: date
    status: ProgramStatus
    proposed_by: str
    approved_by: str
    ended_because: str
