"""报送: what a department's own system gives, in the columns of the level above."""

from dataclasses import dataclass

from yicha.exchange.types.records import RecordStatus, Remark


@dataclass(frozen=True)
class GivenRow:
    """`number`: as the system counts its own; `said`: columns of the layout and what they say."""

    number: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TakeRecords:
    """`department`: whose system it is, and who answers for the rows."""

    region_path: str
    department: str
    table: str
    rows: tuple[GivenRow, ...]


@dataclass(frozen=True)
class Drop:
    """文件报送: rows of one table, as many as a file holds."""

    table: str
    rows: tuple[GivenRow, ...]


@dataclass(frozen=True)
class RecordsTaken:
    """`held`: of `taken`, how many have faults. `later`: rows whose version before has still to be answered by the level above."""

    table: str
    department: str
    taken: int
    held: int
    unchanged: int
    later: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"department:{self.department}"


@dataclass(frozen=True)
class WithdrawGiven:
    """Rows that the department's own system gave, by its own `numbers`. `annulled`: so was what they report, and its measures."""

    region_path: str
    department: str
    table: str
    numbers: tuple[str, ...]
    reason: str
    annulled: bool = False


@dataclass(frozen=True)
class GivenWithdrawn:
    """`records`: those taken back now, with the measures that followed; what was taken back before is not among them."""

    table: str
    department: str
    records: tuple[int, ...]
    reason: str

    @property
    def about(self) -> str:
        return f"department:{self.department}"


@dataclass(frozen=True)
class GivenStanding:
    """What became of a row so far; `remarks`: why it does not do, by our check or by the level above."""

    number: str
    status: RecordStatus
    remarks: tuple[Remark, ...]
