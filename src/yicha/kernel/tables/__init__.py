"""Spreadsheets in and out, for every room (contract §2, §3). A room says its columns; reading, checking and writing are here.

`read_rows` opens a file; `Intake` turns its rows into records by a room's columns; `Settlement` and `settled` count them into a
`Reading`; `write_template`, `write_rows`, `write_errors` write. The parser of files runs in a process of its own.
"""

from yicha.kernel.parsers.limits import LIMITS, Limits
from yicha.kernel.tables.cells import (
    DAY,
    FLAG,
    LAST_DAY,
    NAME,
    PERIOD,
    PERIODS,
    RATIO,
    SIDS,
    TEXT,
    VERBATIM,
    WEIGHTS,
    Kind,
    choice,
    clean,
    decimal,
    integer,
    items,
    read_day,
    spoken,
)
from yicha.kernel.tables.columns import Column
from yicha.kernel.tables.files import read_rows
from yicha.kernel.tables.intake import Intake, Record
from yicha.kernel.tables.layouts import Block, Layout, read_all
from yicha.kernel.tables.ratios import Ratio, parse_ratio
from yicha.kernel.tables.readings import Accepted, Draft, Faulty, Reading, Settlement, Verdict, settled, verdict_of
from yicha.kernel.tables.rows import Flaw, Level, Problem, RawRow, RawRows
from yicha.kernel.tables.weights import Weights, parse_weights
from yicha.kernel.tables.workbooks import write_errors, write_faulty, write_rows, write_template
from yicha.kernel.tables.writing import Sheet, write_csv, write_workbook

__all__ = [
    "DAY",
    "FLAG",
    "LAST_DAY",
    "LIMITS",
    "NAME",
    "PERIOD",
    "PERIODS",
    "RATIO",
    "SIDS",
    "TEXT",
    "VERBATIM",
    "WEIGHTS",
    "Accepted",
    "Block",
    "Column",
    "Draft",
    "Faulty",
    "Flaw",
    "Intake",
    "Kind",
    "Layout",
    "Level",
    "Limits",
    "Problem",
    "Ratio",
    "RawRow",
    "RawRows",
    "Reading",
    "Record",
    "Settlement",
    "Sheet",
    "Verdict",
    "Weights",
    "choice",
    "clean",
    "decimal",
    "integer",
    "items",
    "parse_ratio",
    "parse_weights",
    "read_all",
    "read_day",
    "read_rows",
    "settled",
    "spoken",
    "verdict_of",
    "write_csv",
    "write_errors",
    "write_faulty",
    "write_rows",
    "write_template",
    "write_workbook",
]
