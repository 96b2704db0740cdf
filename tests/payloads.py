"""Words that want to become markup or a formula, how they are put into every column that people write, and what a page made of them.

`acted(…)` says which of them became an element, an attribute, a script, an address or a second reading; a page in which all of them
stayed words says none. Each carries MARK, so that nothing of the page itself is mistaken for one.
"""

import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from html.parser import HTMLParser
from io import BytesIO, StringIO
from json import dumps
from typing import Final

import openpyxl
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import CharField, Field, JSONField, Model, TextField

from yicha.kernel.tables.tests.test_writing import PAYLOADS

MARK: Final = "ycx"
SCHEMES: Final = ("javascript:ycx//", "JaVaScRiPt:ycx//", "vbscript:ycx//", "data:text/html,ycx")
MARKUP: Final = (
    *("<ycx>", "</ycx>", "<YCX>", "<ycx\n>", "<ycx", "<svg/onload=ycx>", "<img src=x onerror=ycx>", "<script>ycx</script>", "<?ycx?>"),
    *("</script><ycx>", "</title><ycx>", "</textarea><ycx>", "</style><ycx>", "</option><ycx>", "</select><ycx>", "</svg><ycx>"),
    *("--><ycx>", "<!--ycx", "]]><ycx>", "<![CDATA[ycx", "<!DOCTYPE ycx>", '"><ycx>', "'><ycx>", '\\"><ycx>'),
    *('"onycx="', "'onycx='", '" onycx=1 ', "' onycx=1 ", " onycx=1 ", "/onycx=1 ", "`onycx=`", '"autofocus onfocus=ycx ', "\tonycx=1\t"),
    *("</script><script>ycx", "<a href=//ycx>", "<a href=javascript:ycx>", "<iframe srcdoc=ycx>", "<base href=//ycx>", "<style>ycx"),
    *("<meta http-equiv=refresh content=ycx>", "<link rel=stylesheet href=ycx>", "<form action=//ycx>", "<object data=ycx>"),
    *("<math><ycx>", "<template><ycx>", "<details open ontoggle=ycx>", "<x style=ycx:ycx>", "<input onfocus=ycx autofocus>"),
    *("';ycx//", '";ycx//', "\\';ycx//", "*/ycx/*", "&lt;ycx2&gt;", "&#60;ycx&#62;", "&#x3c;ycx>", "\\u003cycx\\u003e"),
    *("{{ 7|add:35 }}ycx", "{% widthratio 42 1 1 %}ycx", *SCHEMES),
)
READ_TWICE: Final = f"42{MARK}"  # a template inside of a template
FORMULAS: Final = tuple(one for one in PAYLOADS if "\0" not in one)  # which PostgreSQL keeps in no column
ADDRESSES: Final = frozenset({"href", "src", "action", "formaction", "data", "poster", "xlink:href"})
ROOM: Final = 12  # characters that stay of what stood in a short column
CHINESE: Final = "[一-龥]"
BY_PROGRAM: Final = (
    r"^[{\[]|\.[a-z]{3,4}$|〕[0-9]+号$"  # JSON kept to the letter, a file whose ending says how it is read, a paper's number
)
CONDITIONS: Final = frozenset({"scope", "scope_query", "rule"})  # parsed before they are kept, and again before they are shown


class Page(HTMLParser):
    """`acted`: what of the payloads is more than words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.acted: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("type") or ""
        self.inside = tag if tag == "style" or (tag == "script" and not kind.endswith("json")) else ""
        self.acted += [f"<{tag}>"] * (MARK in tag)
        for name, value in attrs:
            text = "".join((value or "").split()).lower()
            runs = (
                name.startswith("on")
                or name in {"style", "srcdoc"}
                or (name in ADDRESSES and text.startswith(tuple(map(str.lower, SCHEMES))))
            )
            self.acted += [f"{name}={value}"[:80]] * (MARK in name or (runs and MARK in text))

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""
        self.acted += [f"</{tag}>"] * (MARK in tag)

    def handle_data(self, data: str) -> None:
        self.acted += [f"in <{self.inside}>: {data[:80]}"] * bool(self.inside and MARK in data)

    def handle_comment(self, data: str) -> None:
        self.acted += [f"<!--{data[:80]}"] * (MARK in data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def acted(text: str) -> list[str]:
    """In a page: which payloads were taken for markup, for a script, or were read a second time."""
    page = Page()
    page.feed(text)
    page.close()
    raw = [one for one in MARKUP if ("<" in one or "&" in one) and one in text]
    return [*page.acted, *raw, *[READ_TWICE] * (READ_TWICE in text)]


def formulas(body: bytes, kind: str) -> Iterator[str]:
    """Cells of a file that a spreadsheet would compute or follow."""
    if "csv" in kind:
        rows = csv.reader(StringIO(body.decode("utf-8-sig"), newline=""))
        yield from (cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not _is_number(cell))
        return
    for sheet in openpyxl.load_workbook(BytesIO(body)).worksheets:
        cells = (cell for row in sheet.iter_rows() for cell in row)
        yield from (str(cell.value) for cell in cells if cell.data_type == "f" or (cell.hyperlink and cell.hyperlink.target))


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()


def packs(most: int, texts: Sequence[str] = MARKUP) -> list[str]:
    """The payloads one behind another, in as many pieces as columns of that length want."""
    made = [""]
    for text in texts:
        if len(made[-1]) + len(text) > most and made[-1]:
            made.append("")
        made[-1] += text
    return [one for one in made if len(one) <= most]


def plant(turn: int, *, front: Sequence[str] = (), behind: Sequence[str] = ()) -> int:
    """Into every column of Chinese words, row by row another piece, `turn` by turn the next: in how many columns."""
    return sum(_planted(model, turn, front, behind) for model in apps.get_models() if model._meta.managed)


def _planted(model: type[Model], turn: int, front: Sequence[str], behind: Sequence[str]) -> int:
    number = 0
    for field in model._meta.concrete_fields:
        if isinstance(field, JSONField | CharField | TextField) and field.column not in CONDITIONS:
            with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute(*_change(model, field, turn, front, behind))
                number += cursor.rowcount > 0
                cursor.execute("SET LOCAL session_replication_role = origin")
    return number


def _change(
    model: type[Model], field: "Field[object, object]", turn: int, front: Sequence[str], behind: Sequence[str]
) -> tuple[str, list[object]]:
    table, column = model._meta.db_table, field.column
    where = f"""WHERE "{column}"::text ~ '{CHINESE}'"""
    if not isinstance(field, JSONField):
        where += f""" AND "{column}" !~ '{BY_PROGRAM}'"""
    longest = field.max_length or 9999
    before = [one for one in front if len(one) <= longest - ROOM] or [""]
    after = packs(longest - ROOM - max(map(len, before)), behind) or [""]
    if isinstance(field, JSONField):
        after = [dumps(one)[1:-1].replace("\\", "\\\\") for one in after]
        change = f"""regexp_replace("{column}"::text, '({CHINESE})"(?!\\s*:)', '\\1' || {_turned(after)} || '"', 'g')::jsonb"""
        return f'UPDATE "{table}" SET "{column}" = {change} {where}', [after, turn]
    change = f"""left({_turned(before)} || "{column}", {longest} - length({_turned(after)})) || {_turned(after)}"""
    return f'UPDATE "{table}" SET "{column}" = {change} {where}', [before, turn, after, turn, after, turn]


def _turned(pieces: Sequence[str]) -> str:
    return f"(%s::text[])[1 + (abs(hashtext(ctid::text)::bigint) + %s) %% {len(pieces)}]"
