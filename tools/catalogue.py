"""The English catalogue: `python -m tools.catalogue write | check | compile`. No GNU gettext is needed.

`write` gathers what people read of each room into `locale/en/LC_MESSAGES/django.po` there: `{% translate %}` in templates, gettext in
Python, the words of refusals (`RuleBroken("…")`, `Exit("…")`, …), constants that end in `_NAMES`, and what a `title` or a `deed` is
set to. It keeps what is translated and drops what is gone; whoever adds a string writes its English. `check` names what is missing.
`compile` makes the `.mo` files that Django reads; the launcher and the tests do it by themselves when a catalogue is newer.

A refusal with values, `f"还差承诺：{names}"`, stands in the catalogue as `还差承诺：{0}` with the context `pattern`;
`kernel/spoken.py` finds it there.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).parents[1] / "src/yicha"
PLACE = "locale/en/LC_MESSAGES/django.po"
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"(?<!\S)(?:n?p?gettext|_)\({STRING}(?:, ?{STRING})*(?:, ?count)?\)")  # as `templatize` writes them
GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop"}
NGETTEXT = {"ngettext", "ngettext_lazy"}
PGETTEXT = {"pgettext", "pgettext_lazy"}
NPGETTEXT = {"npgettext", "npgettext_lazy"}
REFUSALS = {
    "RuleBroken",
    "NotPermitted",
    "NotSignedIn",
    "Crowded",
    "NotFound",
    "OutOfSpace",
    "Exit",
    "Limit",
    "Problem",
    "require_own_department",
    "require_reason",
    "require_text",
}
PATTERN = "pattern"
IDEOGRAPH = re.compile(r"[一-鿿]")
REPEATED = re.compile(r"(.{20,}?)\1+")  # a script that fills in what is missing has taken a wrapped one for missing
HOLE = re.compile(r"%\(\w+\)[sd]|\{\d\}|%[sd]")
HEADER = '# English of the room {room}: python -m tools.catalogue write\nmsgid ""\nmsgstr ""\n' + "".join(
    f'"{line}\\n"\n'
    for line in (
        "Language: en",
        "Plural-Forms: nplurals=2; plural=(n != 1);",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    )
)


@dataclass(frozen=True)
class Said:
    """A string that people read: its form for one, for many (empty where there is none), its context."""

    one: str
    many: str = ""
    context: str = ""


def rooms() -> list[Path]:
    return sorted(path for path in HOUSE.iterdir() if path.is_dir() and (path / "__init__.py").exists())


def said_in(room: Path) -> set[Said]:
    found = {said for path in room.rglob("templates/**/*.html") for said in _of_template(path)}
    for path in room.rglob("*.py"):
        if not {"tests", "migrations"} & set(path.relative_to(room).parts) and path.name != "testing.py":
            found |= set(_of_python(path.read_text(encoding="utf-8")))
    return found


def _of_template(path: Path) -> Iterator[Said]:
    for call in CALL.findall(templatize(path.read_text(encoding="utf-8"))):
        yield from _of_python(call)


def _of_python(text: str) -> Iterator[Said]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value and _names(node):
            yield from _words(node.value)
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield from _of_call(name, node)


def _names(node: ast.Assign | ast.AnnAssign) -> bool:
    target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
    return isinstance(target, ast.Name) and (target.id.endswith("_NAMES") or target.id in {"title", "deed", "ABSENT"})


def _of_call(name: str, call: ast.Call) -> Iterator[Said]:
    plain = [argument.value for argument in call.args if isinstance(argument, ast.Constant) and isinstance(argument.value, str)]
    if name in GETTEXT and plain:
        yield Said(plain[0])
    elif name in NGETTEXT and plain[1:]:
        yield Said(plain[0], plain[1])
    elif name in PGETTEXT and plain[1:]:
        yield Said(plain[1], context=plain[0])
    elif name in NPGETTEXT and plain[2:]:
        yield Said(plain[1], plain[2], plain[0])
    elif name in REFUSALS:
        for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
            yield from _words(argument)


def _words(node: ast.AST) -> Iterator[Said]:
    if isinstance(node, ast.JoinedStr):
        yield from _pattern(node)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and IDEOGRAPH.search(node.value):
        yield Said(node.value)
    else:
        for child in ast.iter_child_nodes(node):
            yield from _words(child)


def _pattern(node: ast.JoinedStr) -> Iterator[Said]:
    parts, holes = [], 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            parts.append(f"{{{holes}}}")
            holes += 1
    if IDEOGRAPH.search("".join(parts)):
        yield Said("".join(parts), context=PATTERN)


def known(room: Path) -> Catalog:
    path = room / PLACE
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en")


def written(room: Path) -> str:
    """The catalogue as it should stand, translations kept; empty where the room says nothing."""
    before, after = known(room), Catalog(locale="en")
    for said in sorted(said_in(room), key=lambda said: (said.one, said.context)):
        old = before.get(said.one, said.context or None)
        forms = _forms(old if old is not None and not old.fuzzy else None)
        after.add((said.one, said.many) if said.many else said.one, _fits(forms, said), context=said.context or None)
    if not len(after):
        return ""
    text = BytesIO()
    write_po(text, after, width=140, omit_header=True, sort_output=False)
    return HEADER.format(room=room.name) + "\n" + text.getvalue().decode()


def _forms(message: Message | None) -> list[str]:
    string = message.string if message is not None else ""
    return [string] if isinstance(string, str) else list(string or ())


def _fits(forms: list[str], said: Said) -> str | tuple[str, ...]:
    """One form, or one for each number."""
    return (forms[0], forms[-1]) if said.many else forms[0]


def faults(room: Path) -> Iterator[str]:
    path = room / PLACE
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if text != written(room):
        yield f"{room.name}: not in step, run python -m tools.catalogue write"
    for message in known(room):
        if message.id and (reason := _fault(message)):
            yield f"{room.name}: {reason}: {message.id}"


def _fault(message: Message) -> str:
    strings = _forms(message)
    first = message.id if isinstance(message.id, str) else message.id[-1]
    if not all(strings):
        return "no English"
    if message.fuzzy:
        return "not sure"
    if any(set(HOLE.findall(string)) - set(HOLE.findall(first)) for string in strings):
        return "has a value that the Chinese has not"
    if set(HOLE.findall(first)) - set(HOLE.findall(strings[-1])):
        return "leaves out a value"
    return "says it more than once" if any(map(REPEATED.fullmatch, strings)) else ""


def compile_catalogues(house: Path = HOUSE) -> None:
    """Those newer than what was made of them; put in place whole, for several may start at once."""
    for path in house.glob(f"*/{PLACE}"):
        made = path.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < path.stat().st_mtime:
            with path.open("rb") as file:
                catalogue = read_po(file, locale="en")
            draft = made.with_suffix(f".{id(catalogue)}")
            with draft.open("wb") as file:
                write_mo(file, catalogue)
            draft.rename(made)


def write() -> None:
    for room in rooms():
        text, path = written(room), room / PLACE
        if text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        else:
            path.unlink(missing_ok=True)


def main(arguments: list[str]) -> int:
    if arguments == ["compile"]:
        compile_catalogues()
        return 0
    if arguments == ["write"]:
        write()
    found = [fault for room in rooms() for fault in faults(room)]
    print("\n".join(found) or "complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
