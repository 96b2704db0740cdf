"""What help says, as frozen rows; texts already in the language of the reader."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Parameter:
    """A number of the law that belongs to a clause, as it is in force."""

    label: str
    value: str
    basis: str
    since: date | None
    sure: str  # how sure we are of it, in words


@dataclass(frozen=True)
class Article:
    code: str
    title: str
    text: str
    document: str
    quoted: bool
    software: str  # what the program does about it
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True)
class Chapter:
    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class Term:
    word: str
    says: str
    clause: str


@dataclass(frozen=True)
class Step:
    says: str
    clause: str


@dataclass(frozen=True)
class Guide:
    role: str
    title: str
    steps: tuple[Step, ...]
