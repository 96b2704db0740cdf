"""Commands, events and permissions of the kernel's own few use cases."""

from dataclasses import dataclass
from enum import StrEnum


class KernelPermission(StrEnum):
    RETRY_DEAD_LETTER = "kernel.dead_letter.retry"


@dataclass(frozen=True)
class RetryDeadLetter:
    job: int


@dataclass(frozen=True)
class DeadLetterRetried:
    job: int
    task: str

    @property
    def about(self) -> str:
        return f"job:{self.job}"
