import json
import os
import resource
import signal
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from yicha.config import cli
from yicha.config.cli import COMMANDS, Parser, main, translate
from yicha.kernel.command_line import BadInput, CannotRun, Commands, answer
from yicha.kernel.refusals import Exit, NotFound, OutOfSpace, RuleBroken

SOURCE = Path(__file__).parents[3]
HEAVY = {"django", "psycopg", "ortools", "scipy", "procrastinate"}
Behave = Callable[[Callable[[Namespace], int]], None]


@pytest.fixture
def behave(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Behave:
    """Gives the frame a command `try [--json] [--number N]` that does what the test wants."""
    monkeypatch.setenv("YICHA_HOME", str(tmp_path / "home"))

    def register(work: Callable[[Namespace], int]) -> None:
        def add_commands(commands: Commands) -> None:
            parser = commands.add_parser("try")
            parser.add_argument("--json", action="store_true")
            parser.add_argument("--number", type=int)
            parser.set_defaults(run=work, needs="nothing")

        room = ModuleType("a_room")
        room.add_commands = add_commands  # type: ignore[attr-defined] # a module made by hand
        room.__spec__ = __spec__
        monkeypatch.setitem(sys.modules, "a_room", room)
        monkeypatch.setitem(COMMANDS, "try", ("a_room", "尝试 · try"))

    return register


def failing(problem: BaseException) -> Callable[[Namespace], int]:
    def work(_: Namespace) -> int:
        raise problem

    return work


def program(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-P", *arguments],
        env={"PATH": os.defpath, "HOME": "/nonexistent", "PYTHONPATH": str(SOURCE), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


class TestUsage:
    def test_without_a_command_it_shows_what_there_is(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([]) == 0
        shown = capsys.readouterr().out
        assert "提供网页 · serve the pages" in shown

    def test_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--version"]) == 0
        assert capsys.readouterr().out.startswith("yicha ")

    @pytest.mark.parametrize(
        "arguments", [["nonsense"], ["--nonsense"], ["serve", "--port", "x"], ["serve", "more"], ["try", "--num", "1"]]
    )
    def test_bad_usage_is_one_line_in_both_languages(
        self, arguments: list[str], behave: Behave, capsys: pytest.CaptureFixture[str]
    ) -> None:
        behave(lambda _: 0)
        assert main(arguments) == 2
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.count("\n") == 1
        assert " · " in shown.err
        assert not shown.err.startswith("参数不对")

    def test_every_complaint_of_argparse_has_its_chinese(self) -> None:
        parser = Parser(prog="x", exit_on_error=False)
        either = parser.add_mutually_exclusive_group(required=True)
        either.add_argument("--a", type=int)
        either.add_argument("--b", choices=["c"])
        parser.add_argument("needed")
        said: list[str] = []
        parser.error = said.append  # type: ignore[method-assign,assignment] # hears instead of ending
        for arguments in ([], ["x", "--a", "1", "--b", "c"], ["x", "--a"], ["x", "--a", "z"], ["x", "--b", "z"], ["x", "y", "--a", "1"]):
            try:
                parser.parse_args(arguments)
            except Exception as problem:  # noqa: BLE001 ArgumentError and, in older versions, what follows our silence
                said.append(str(problem))
        assert len(said) >= 6
        assert [line for line in said if translate(line) == "参数不对"] == []

    def test_a_command_without_its_module_is_no_command(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.setitem(COMMANDS, "someday", ("yicha.not_yet.cli", "以后 · someday"))
        assert main([]) == 0
        assert "someday" not in capsys.readouterr().out
        assert main(["someday"]) == 2

    @pytest.mark.parametrize("name", [name for name, (module, _) in COMMANDS.items() if cli._exists(module)])
    def test_each_command_is_registered_by_its_module(self, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        if name == "test":
            assert cli.parser(["test"]).parse_args(["test", "-m", "nightly", "--", "x"]).arguments[:2] == ["-m", "nightly"]
        else:
            assert main([name, "--help"]) == 0
            assert f"yicha {name}" in capsys.readouterr().out


class TestTests:
    @pytest.mark.parametrize(
        ("given", "added"),
        [([], 4), (["-m", "nightly", "src/yicha/norms"], 4), (["-n", "0"], 0), (["-n4"], 0), (["--pdb"], 0)],
    )
    def test_they_become_pytest_on_all_cores_with_the_arguments_given(
        self, given: list[str], added: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        become: list[list[str]] = []
        monkeypatch.setattr("os.execv", lambda _, command: become.append(command))
        monkeypatch.chdir("/")
        monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
        main(["test", *given])
        assert "PYTHONDONTWRITEBYTECODE" not in os.environ
        assert Path.cwd() == SOURCE.parent
        [[_, _, _, pytest_, *arguments]] = become
        assert pytest_ == "pytest"
        assert arguments[added:] == given
        assert added == 0 or (arguments[0] == "-n" and int(arguments[1]) >= 2)

    def test_an_installed_package_has_none(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.setattr("yicha.config.checking.ROOT", Path("/nonexistent"))
        assert main(["test"]) == 1
        assert "tests run in a checkout only" in capsys.readouterr().err


class TestFaults:
    def test_bad_input_names_the_place_and_the_mend(self, behave: Behave, capsys: pytest.CaptureFixture[str]) -> None:
        problem = BadInput("比例不对 · bad ratio", "写成 A:2% · write A:2%", file=Path("计划.xlsx"), sheet="计划行", row=3, column="比例")
        behave(failing(problem))
        assert main(["try"]) == 2
        line = "计划.xlsx › 计划行 › 第 3 行 row 3 › 比例: 比例不对 · bad ratio → 写成 A:2% · write A:2%\n"
        assert capsys.readouterr() == ("", line)

    def test_with_json_programs_get_one_object_and_people_their_line(self, behave: Behave, capsys: pytest.CaptureFixture[str]) -> None:
        behave(failing(BadInput("缺列 · no column", "", file="a.csv")))
        assert main(["try", "--json"]) == 2
        shown = capsys.readouterr()
        assert json.loads(shown.out) == {"problem": {"file": "a.csv", "message": "缺列 · no column", "mend": ""}}
        assert shown.err == "a.csv: 缺列 · no column\n"

    def test_a_refusal_tells_clause_and_lawful_exits(self, behave: Behave, capsys: pytest.CaptureFixture[str]) -> None:
        behave(failing(RuleBroken("今年已查过", clause="PL-4.2", exits=(Exit("等到明年"), Exit("线索核查", "线索编号")))))
        assert main(["try"]) == 1
        assert capsys.readouterr().err == "不符合规定（PL-4.2）：今年已查过 → 可以 instead: 等到明年；线索核查（线索编号）\n"
        behave(failing(NotFound("没有此项")))
        assert main(["try"]) == 1
        assert capsys.readouterr().err == "没有找到：没有此项\n"

    def test_what_is_missing_around_it(self, behave: Behave, capsys: pytest.CaptureFixture[str]) -> None:
        behave(failing(CannotRun("先做这个\n · do this\nfirst")))
        assert main(["try"]) == 1
        assert capsys.readouterr().err == "先做这个 · do this first\n"

    def test_a_fault_of_ours_is_one_line_and_its_traceback_is_in_the_home(
        self, behave: Behave, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        behave(failing(ZeroDivisionError("two\nlines")))
        assert main(["try"]) == 70
        log = tmp_path / "home/logs/faults.log"
        line = capsys.readouterr().err
        assert line == f"程序出错，详情见 · a fault of the program, details in {log}: ZeroDivisionError: two lines\n"
        assert "Traceback" in log.read_text()
        assert "['yicha', 'try']" in log.read_text()
        assert log.stat().st_mode & 0o777 == 0o600

    def test_a_home_that_cannot_be_written_does_not_hide_the_fault(
        self, behave: Behave, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        behave(failing(ZeroDivisionError("x")))
        monkeypatch.setenv("YICHA_HOME", "/proc/nowhere")
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        assert main(["try"]) == 70
        assert str(tmp_path / "faults.log") in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("action", "told"),
        [
            (lambda folder: (folder / "没有.xlsx").open(), "没有.xlsx: 找不到文件，请检查路径 · no such file, check the path"),
            (lambda folder: (folder / "x/y").open(), "x/y: 找不到文件，请检查路径 · no such file, check the path"),
            (lambda folder: folder.open(), "这是文件夹，需要文件 · this is a folder, a file is needed"),
            (lambda folder: folder.mkdir(), "已经存在 · exists already"),
        ],
    )
    def test_files(
        self, action: Callable[[Path], object], told: str, behave: Behave, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "x").touch()
        behave(lambda _: bool(action(tmp_path)))
        assert main(["try"]) == 2
        assert capsys.readouterr().err.endswith(told + "\n")

    @pytest.mark.parametrize(
        ("problem", "told"),
        [
            (OSError(28, "No space left on device"), "the disk is full"),
            (OSError(122, "Quota"), "the disk is full"),
            (OutOfSpace("文件未保存"), "the disk is full"),
            (MemoryError(), "out of memory"),
        ],
    )
    def test_the_machine_is_exhausted(self, problem: Exception, told: str, behave: Behave, capsys: pytest.CaptureFixture[str]) -> None:
        behave(failing(problem))
        assert main(["try"]) == 1
        assert told in capsys.readouterr().err

    def test_ctrl_c(self, behave: Behave, capsys: pytest.CaptureFixture[str]) -> None:
        behave(failing(KeyboardInterrupt()))
        assert main(["try"]) == 130
        assert capsys.readouterr().err == "已中断 · interrupted\n"

    def test_the_commands_own_answer_and_code_pass_through(self, behave: Behave, capsys: pytest.CaptureFixture[str]) -> None:
        def work(parsed: Namespace) -> int:
            answer({"number": parsed.number, "text": "青禾"})
            return 1

        behave(work)
        assert main(["try", "--json", "--number", "7"]) == 1
        assert capsys.readouterr() == ('{"number": 7, "text": "青禾"}\n', "")


class TestTheProgram:
    def test_sigterm_unwinds_what_was_begun(self, tmp_path: Path) -> None:
        script = (
            "import sys, time\nfrom yicha.config import cli\nfrom types import ModuleType\n"
            "def work(_):\n"
            "    try:\n        print('begun', flush=True); time.sleep(60)\n    finally:\n        print('ended')\n"
            "room = sys.modules['room'] = ModuleType('room'); room.__spec__ = sys.__spec__\n"
            "room.add_commands = lambda commands: commands.add_parser('try').set_defaults(run=work, needs='nothing')\n"
            "cli.COMMANDS['try'] = ('room', '')\nsys.argv = ['yicha', 'try']\nsys.exit(cli.main())\n"
        )
        (tmp_path / "script.py").write_text(script)
        for number, code in ((signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)):
            with program(str(tmp_path / "script.py")) as process:
                assert process.stdout
                assert process.stdout.readline() == "begun\n"
                process.send_signal(number)
                assert process.communicate(timeout=10)[0] == "ended\n"
            assert process.returncode == code

    def test_a_terminal_without_chinese_gets_something_readable(self) -> None:
        with program("-m", "yicha", "nonsense", PYTHONIOENCODING="ascii") as process:
            errors = process.communicate(timeout=10)[1]
        assert process.returncode == 2
        assert errors.isascii()
        assert "nonsense" in errors
        assert "Traceback" not in errors

    def test_a_reader_that_leaves_is_no_fault(self) -> None:
        with program("-m", "yicha", "--help") as process:
            assert process.stdout
            process.stdout.close()
            assert process.stderr
            assert process.stderr.read() == ""
            process.wait(10)

    def test_a_full_disk_under_the_answer(self) -> None:
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-P", "-m", "yicha"],
                env={"PYTHONPATH": str(SOURCE)},
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert done.returncode == 1
        assert done.stderr == "磁盘空间不足，请清理后重试 · the disk is full, make room and try again\n"

    @pytest.mark.parametrize("name", ["", *(name for name, (module, _) in COMMANDS.items() if cli._exists(module))])
    def test_to_understand_a_command_nothing_heavy_is_loaded(self, name: str) -> None:
        script = f"import sys; from yicha.config.cli import parser; parser([{name!r}]); print(*sys.modules)"
        with program("-c", script) as process:
            loaded = set(process.communicate(timeout=20)[0].split())
        assert loaded
        assert loaded & HEAVY == set()

    def test_it_starts_at_once(self) -> None:
        def spent() -> float:
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            return used.ru_utime + used.ru_stime

        before = spent()
        with program("-m", "yicha", "--version") as process:
            process.communicate(timeout=20)
        assert spent() - before < 0.3
