"""Mutation testing of one engine or of one room's rules: does a test notice if the code is changed?

    .venv-test/bin/python -m tools.mutants engines/quality
    .venv-test/bin/python -m tools.mutants engines/draw --sample 25 --seed 5
    .venv-test/bin/python -m tools.mutants orgs/rules --tests orgs/tests/test_post_rules.py orgs/tests/test_place_rules.py

The mutants are mutmut's: one small change inside one function. No file is touched. The tests are collected once; for each mutant a fork of
that process changes the function and runs the tests that call it, quickest first, until one fails (`tools/mutated.py`). What the code
itself calls while it is imported is done before that: such survivors get a second chance in a fresh process that imports the changed file.
Prints the survivors and the share that was killed, file by file; exit 1 if that is below what the kind of code wants.
Name the tests for rules: those without a database, or each mutant waits for one.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

import libcst
import pytest
from mutmut.mutation.file_mutation import Mutation, create_mutations

from tools.mutated import MODULE, SOURCE, TESTS, Function, Mutant, Trials

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src"
WANTED = {"engines/draw": 95, "engines": 85}  # percent, the first that fits; rules: the rest
RULES = 90
PLAIN = ("-q", "-x", "-p", "no:cacheprovider", "-n", "0", "--capture=no", "-W", "ignore::pytest.PytestAssertRewriteWarning")
LONGEST = 120  # seconds of CPU for all tests of one file: what takes longer never ends


def wanted(target: str) -> int:
    return next((percent for name, percent in WANTED.items() if target == name or target.startswith(f"{name}/")), RULES)


def files_of(target: str) -> list[Path]:
    place = SOURCES / "yicha" / target
    return [place] if place.is_file() else [path for path in sorted(place.rglob("*.py")) if "tests" not in path.parts]


def mutants_of(path: Path) -> list[Mutant]:
    """All of a file, in the order of mutmut. Decorated functions and what stands outside of functions it leaves alone."""
    module, changes, _, _ = create_mutations(str(path), path.read_text(encoding="utf-8"))
    places = dict(_functions(module.body))
    name = ".".join(path.relative_to(SOURCES).with_suffix("").parts)
    held = [
        (change, places[change.contained_by_top_level_function]) for change in changes if change.contained_by_top_level_function in places
    ]
    return [Mutant(path, name, function, number, _changed(module, top, change)) for number, (change, (top, function)) in enumerate(held)]


def _functions(body: Sequence[libcst.CSTNode]) -> Iterator[tuple[libcst.CSTNode | None, tuple[libcst.CSTNode, str]]]:
    """Each function with the statement of the module that it is or stands in, and its name."""
    for top in body:
        if isinstance(top, libcst.FunctionDef):
            yield top, (top, top.name.value)
        elif isinstance(top, libcst.ClassDef):
            yield from (
                (node, (top, f"{top.name.value}.{node.name.value}")) for node in top.body.body if isinstance(node, libcst.FunctionDef)
            )


def _changed(module: libcst.Module, top: libcst.CSTNode, change: Mutation) -> Callable[[], str]:
    """The changed text is made when it is asked for: there are thousands, and a sample wants few."""

    def source() -> str:
        after = top.deep_replace(change.original_node, change.mutated_node)
        return module.code.replace(module.code_for_node(top), module.code_for_node(libcst.ensure_type(after, libcst.CSTNode)), 1)

    return source


def sampled(mutants: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    """So many of one file, the same for the same seed; all if there are no more, or if `size` is 0."""
    if not size or len(mutants) <= size:
        return list(mutants)
    drawn = random.Random(f"{seed} {mutants[0].module}").sample(mutants, size)  # noqa: S311 a sample that anybody can draw again
    return sorted(drawn, key=lambda mutant: mutant.number)


def shown(mutant: Mutant) -> str:
    before, after = mutant.path.read_text(encoding="utf-8").splitlines(), mutant.source().splitlines()
    changed = [line for line in unified_diff(before, after, lineterm="", n=0) if not line.startswith(("---", "+++"))]
    return "\n".join([mutant.name, *(f"    {line}" for line in changed)])


def survives_afresh(mutant: Mutant, tests: Sequence[str], callers: Mapping[Function, Sequence[str]]) -> bool:
    """In a process that imports it; for what calls anything of its file."""
    names = dict.fromkeys(name for (path, _), some in callers.items() if path == str(mutant.path) for name in some)
    with tempfile.TemporaryDirectory() as made:
        changed, chosen = Path(made, "changed.py"), Path(made, "tests.txt")
        changed.write_text(mutant.source(), encoding="utf-8")
        chosen.write_text("\n".join(names), encoding="utf-8")
        environment = os.environ | {MODULE: mutant.module, SOURCE: str(changed), TESTS: str(chosen)}
        command = [sys.executable, "-m", "pytest", "-p", "tools.mutated", *PLAIN, f"--rootdir={ROOT}", *tests]
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:  # noqa: S603 our own words
            resource.prlimit(run.pid, resource.RLIMIT_CPU, (LONGEST, LONGEST))
            return run.wait() == 0


def report(target: str, mutants: Sequence[Mutant], survivors: Sequence[Mutant], made: Counter[Path]) -> float:
    tried, alive = Counter(mutant.path for mutant in mutants), Counter(mutant.path for mutant in survivors)
    for path, count in sorted(tried.items()):
        killed = count - alive[path]
        share = f"{100 * killed / count:6.1f} %"
        print(f"{path.stem:14}{made[path]:6} mutants{count:6} tried{killed:6} killed{alive[path]:6} survived {share}")
    percent = 100 * (len(mutants) - len(survivors)) / len(mutants)
    print(f"{target}: {len(mutants) - len(survivors)} of {len(mutants)} killed, {percent:.1f} % (wanted {wanted(target)} %)")
    return percent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target", help="below src/yicha: engines/draw, engines/draw/lists.py, orgs/rules …")
    parser.add_argument("--tests", nargs="+", default=[], help="below src/yicha; default: the tests beside the code")
    parser.add_argument("--sample", type=int, default=0, help="so many mutants of each file; default: all")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--processes", type=int, default=1)
    chosen = parser.parse_args()
    folder = chosen.target.rpartition("/")[0] if chosen.target.endswith(".py") else chosen.target
    tests = [str(SOURCES / "yicha" / name) for name in chosen.tests or [f"{folder}/tests"]]
    made = {path: mutants_of(path) for path in files_of(chosen.target)}
    mutants = [mutant for all_of_one in made.values() for mutant in sampled(all_of_one, chosen.sample, chosen.seed)]
    print(f"{len(mutants)} of {sum(map(len, made.values()))} mutants, seed {chosen.seed}", flush=True)
    trials = Trials(mutants, chosen.processes, lambda mutant: print(shown(mutant), flush=True))
    if pytest.main([*PLAIN, f"--rootdir={ROOT}", *tests], plugins=[trials]) or trials.callers is None or not mutants:
        print(f"{chosen.target}: the tests fail by themselves, or nothing was mutated")
        return 1
    survivors = []
    for mutant in trials.survivors:
        if trials.works_early(mutant) and not survives_afresh(mutant, tests, trials.callers):
            print(f"{mutant.name}: killed after all, by a process that imports it")
        else:
            survivors.append(mutant)
    return int(report(chosen.target, mutants, survivors, Counter({path: len(some) for path, some in made.items()})) < wanted(chosen.target))


if __name__ == "__main__":
    sys.exit(main())
