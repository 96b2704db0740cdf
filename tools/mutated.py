"""How a mutant is put into a running Python, and which tests it meets there: the pytest half of `tools/mutants.py`.

`Trials` in the process that collected the tests; the plugin `-p tools.mutated` in a fresh one, for what the module does while it is
imported.
"""

import gc
import importlib
import os
import pickle
import resource
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import _lru_cache_wrapper, cached_property
from importlib.machinery import SourceFileLoader
from itertools import pairwise
from pathlib import Path
from time import process_time
from types import CodeType, FrameType, FunctionType
from typing import Any

import hypothesis
import pytest

MODULE, SOURCE, TESTS = "YICHA_MUTATED_MODULE", "YICHA_MUTATED_SOURCE", "YICHA_MUTATED_TESTS"
MOST_MEMORY = 3 << 30
Function = tuple[str, str]
"""File and qualified name."""
Learnt = dict[Function, dict[int, float]]
"""Of each function the places of the tests that call it, with the seconds they take, quickest first."""


@dataclass(frozen=True)
class Mutant:
    path: Path
    module: str
    function: str
    number: int
    source: Callable[[], str]

    @property
    def name(self) -> str:
        return f"{self.module} {self.function} {self.number}"

    @property
    def called(self) -> Function:
        return str(self.path), self.function


def pytest_configure() -> None:
    """The same examples for each mutant and each run, fewer, and none made smaller: whether a test fails is all we ask."""
    kept = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    calm = list(hypothesis.HealthCheck)  # a slow machine kills no mutant
    terms = hypothesis.settings(max_examples=30, derandomize=True, phases=kept, deadline=None, suppress_health_check=calm)
    hypothesis.settings.register_profile("mutants", terms)
    hypothesis.settings.load_profile("mutants")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In the order of the file that names them."""
    places = {name: place for place, name in enumerate(Path(os.environ[TESTS]).read_text(encoding="utf-8").splitlines())}
    items[:] = sorted((item for item in items if item.nodeid in places), key=lambda item: places[item.nodeid])


class MutatedLoader:
    """Imports one module from another file's text."""

    plain = SourceFileLoader.get_code

    @staticmethod
    def get_code(loader: SourceFileLoader, name: str) -> CodeType | None:
        if name != os.environ[MODULE]:
            return MutatedLoader.plain(loader, name)
        return compile(Path(os.environ[SOURCE]).read_bytes(), loader.path, "exec")


if MODULE in os.environ:
    SourceFileLoader.get_code = MutatedLoader.get_code  # type: ignore[method-assign]  # the only way before pytest's own imports


def put_in(mutant: Mutant) -> None:
    """Everybody who holds the function runs the mutant from now on."""
    module = importlib.import_module(mutant.module)
    changed: dict[str, Any] = dict(vars(module))
    exec(compile(mutant.source(), mutant.path, "exec"), changed)  # noqa: S102 that is what a mutant is for
    live, new = (_function(names, mutant.function) for names in (vars(module), changed))
    live.__code__, live.__defaults__, live.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__


def _function(names: Any, path: str) -> FunctionType:
    first, _, rest = path.partition(".")
    found = vars(names[first])[rest] if rest else names[first]
    function: FunctionType = getattr(found, "__func__", found)
    return function


@dataclass
class Trials:
    """Instead of running the tests: learns which call what, then lets each mutant meet those that call it."""

    mutants: Sequence[Mutant]
    processes: int
    tell: Callable[[Mutant], None]
    survivors: list[Mutant] = field(default_factory=list)
    imported: dict[Function, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The files that call it while they are imported."""
    callers: dict[Function, list[str]] | None = None
    """The tests that call it, quickest first; None until all have passed."""

    @cached_property
    def paths(self) -> set[str]:
        return {str(mutant.path) for mutant in self.mutants}

    @pytest.hookimpl(wrapper=True)
    def pytest_load_initial_conftests(self) -> Iterator[None]:
        sys.settrace(self._importing)  # before Django loads the rooms, and they what they stand on
        return (yield)

    def pytest_configure(self) -> None:
        pytest_configure()

    def pytest_collection_finish(self) -> None:
        sys.settrace(None)

    def _importing(self, frame: FrameType, _: str, __: object) -> None:
        if frame.f_code.co_filename in self.paths and frame.f_code.co_name != "<module>":
            outer = frame
            while outer.f_back and outer.f_code.co_name != "<module>":
                outer = outer.f_back
            self.imported[_called(frame)].add(outer.f_code.co_filename)

    def works_early(self, mutant: Mutant) -> bool:
        """Whether the code itself calls it while it is imported: a fork comes too late for that."""
        return not self.imported[mutant.called].isdisjoint(self.paths)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if not session.testsfailed:
            learnt = _apart(lambda: _learnt(session, self.paths))
            gc.freeze()  # else the first collection in each fork copies all memory
            if learnt is not None and self._unchanged_survives(session, learnt):
                self.callers = {called: [session.items[place].nodeid for place in seconds] for called, seconds in learnt.items()}
                self._try_all(session, learnt)
        return True

    def _unchanged_survives(self, session: pytest.Session, learnt: Learnt) -> bool:
        """Or every mutant would seem to be killed: by a test that fails in this order, or in a fork."""
        first, seconds = self.mutants[0], {place: taken for tests in learnt.values() for place, taken in tests.items()}
        same = replace(first, source=lambda: first.path.read_text(encoding="utf-8"))
        self._forked(session, same, {place: seconds[place] for place in sorted(seconds, key=seconds.__getitem__)})
        return not os.wait()[1]

    def _try_all(self, session: pytest.Session, learnt: Learnt) -> None:
        running: dict[int, Mutant] = {}
        for mutant in self.mutants:
            running[self._forked(session, mutant, learnt.get(mutant.called, {}))] = mutant
            if len(running) == self.processes:
                self._wait(running)
        while running:
            self._wait(running)

    def _wait(self, running: dict[int, Mutant]) -> None:
        process, status = os.wait()
        mutant = running.pop(process)
        if not status:
            self.survivors.append(mutant)
            self.tell(mutant)

    def _forked(self, session: pytest.Session, mutant: Mutant, seconds: dict[int, float]) -> int:
        process = os.fork()
        if process:
            return process
        failed = True
        try:
            _quiet()
            limit = int(10 + 20 * sum(seconds.values()))
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
            signal.alarm(60 + 10 * limit)
            put_in(mutant)
            tests = [session.items[place] for place in seconds]
            failed = _run(session, tests)
            early = self.imported[mutant.called]
            if early and early.isdisjoint(self.paths) and not failed:
                _renew(early, tests)
                failed = _run(session, tests)
        finally:
            os._exit(int(failed))


def _renew(files: set[str], tests: Sequence[pytest.Item]) -> None:
    """What test modules keep from their import is made again, by the mutant: first what helps them, then they themselves."""
    own = dict.fromkeys(test.module for test in tests if isinstance(test, pytest.Function))
    helping = [module for module in list(sys.modules.values()) if getattr(module, "__file__", "") in files and module not in own]
    for module in (*helping, *own):
        importlib.reload(module)


def _run(session: pytest.Session, tests: Sequence[pytest.Item], around: Callable[[int], None] = lambda _: None) -> bool:
    """Whether one of them fails; those after it are not run."""
    for number, test in enumerate(tests):
        around(number)
        test.config.hook.pytest_runtest_protocol(item=test, nextitem=tests[number + 1] if number + 1 < len(tests) else None)
        if session.testsfailed:
            session._setupstate.teardown_exact(None)  # noqa: SLF001 fixtures of the session may have started something
            return True
    return False


def _called(frame: FrameType) -> Function:
    return frame.f_code.co_filename, frame.f_code.co_qualname.partition(".<locals>")[0]


def _learnt(session: pytest.Session, paths: set[str]) -> Learnt | None:
    """Which tests call a function, or one made in it. None if a test fails."""
    callers: dict[Function, set[int]] = defaultdict(set)
    begun: list[float] = []
    caches = [kept for kept in gc.get_objects() if isinstance(kept, _lru_cache_wrapper) and kept.__module__.startswith("yicha.")]

    def begin(_: int) -> None:
        for cache in caches:  # or only the first who asks would be seen to call what is behind it
            cache.cache_clear()
        begun.append(process_time())

    def call(frame: FrameType, _: str, __: object) -> None:
        if frame.f_code.co_filename in paths:
            callers[_called(frame)].add(len(begun) - 1)

    sys.settrace(call)
    failed = _run(session, session.items, begin)
    sys.settrace(None)
    seconds = [end - start for start, end in pairwise([*begun, process_time()])]
    return (
        None
        if failed
        else {one: {place: seconds[place] for place in sorted(tests, key=seconds.__getitem__)} for one, tests in callers.items()}
    )


def _apart(work: Callable[[], Any]) -> Any:
    """What `work` gives in a fork: nothing of it stays in this process. None if it fails."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        try:
            _quiet()
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(work(), pipe)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    os.waitpid(process, 0)
    return pickle.loads(told) if told else None  # noqa: S301 our own fork wrote it


def _quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for place in (1, 2):
        os.dup2(nowhere, place)
