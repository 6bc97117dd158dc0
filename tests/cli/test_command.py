"""The command as a whole: help, version, wrong use, and what it does when its output or ours breaks."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys

import pytest
from shell import COMMAND

import counterfoil
from counterfoil import cli, models
from counterfoil.models import REGISTRY

COMMANDS = ("demo", "verify", "document read", "face compare", "face quality", "models list", "models get")


@pytest.mark.usefixtures("as_a_process")
def test_the_version_is_one_line(run):
    ended = run("--version")
    assert (ended.code, ended.out, ended.err) == (0, f"counterfoil {counterfoil.__version__}\n", "")


def test_nothing_that_is_slow_is_loaded_to_help():
    slow = ("openvino", "cv2", "numpy", "PIL", "jinja2", "pydantic_core")
    lines = "import sys; from counterfoil.cli import main; main(['--help'])"
    told = f"{lines}; print([name for name in {slow!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stderr == "[]\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command, capsys):
    assert cli.main([*command.split(), "--help"]) == 0
    said = capsys.readouterr().out
    assert f"Usage: counterfoil {command}" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("identify", "No such command 'identify'"),
        ("verify", "Missing option '--document'"),
        ("verify --document a.jpg --probe b.jpg --frobnicate", "No such option: --frobnicate"),
        ("verify --document a.jpg --probe b.jpg --today 23.11.2026", "'23.11.2026' is no day"),
        ("verify --document a.jpg --probe b.jpg --threads 0", "'--threads'"),
        ("face compare a.jpg", "Missing argument 'B'"),
        ("face compare a.jpg b.jpg c.jpg", "unexpected extra argument"),
        ("face compare a.jpg b.jpg --max-fmr 1e-9", "lower than the calibration supports"),
        ("face compare a.jpg b.jpg --max-fmr 0", "false match rate"),
    ],
)
def test_wrong_use_is_one_line_and_2(arguments, said, capsys):
    assert cli.main(arguments.split()) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert said in captured.err


@pytest.mark.usefixtures("as_a_process")
def test_no_command_at_all_is_wrong_use_and_shows_the_help(run):
    ended = run()
    assert ended.code == 2
    assert "Usage: counterfoil" in ended.out + ended.err


@pytest.mark.parametrize("command", ["document read", "demo --out"])
def test_a_name_with_a_line_break_or_a_terminal_code_breaks_nothing(command, run, tmp_path):
    name = "two\nlines\x1b[31m.jpg"
    (tmp_path / name).touch()
    ended = run(*command.split(), name)
    assert ended.code == 2
    assert "two" in ended.one_line
    assert ended.one_line.isprintable()


@pytest.mark.usefixtures("store")
def test_the_models_are_listed_with_licence_and_digest(run):
    ended = run("models", "list")
    assert ended.code == 0
    for name, model in REGISTRY.items():
        assert re.search(rf"^{name}  .*{model.licence}, here$", ended.out, re.MULTILINE)
        assert model.sha256 in ended.out


def test_the_models_are_listed_as_one_json_object(run, store):
    listed = json.loads(run("models", "list", "--json").out)
    assert {model["name"]: model["sha256"] for model in listed["models"]} == {n: m.sha256 for n, m in REGISTRY.items()}
    assert all(model["present"] for model in listed["models"])
    assert listed["folder"] == str(store.folder)


@pytest.mark.usefixtures("as_a_process")
def test_models_are_got_into_a_folder_and_then_found_there(run, store, tmp_path):
    folder = tmp_path / "models"
    folder.mkdir()
    for name, model in REGISTRY.items():
        if name != "yunet":
            (folder / model.file).symlink_to(store.path(name))
    missing = run("models", "get", "--to", folder)
    assert missing.code == 2
    assert REGISTRY["yunet"].file in missing.one_line
    (folder / REGISTRY["yunet"].file).symlink_to(store.path("yunet"))
    assert run("models", "get", "--to", folder).out == f"All 5 models are in {folder}, each with its right digest.\n"


def test_whoever_stops_reading_is_not_told_off():
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([COMMAND, "models", "list"], stdout=writer, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_result_that_cannot_be_written_is_said():
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device, not a file of ours
        done = subprocess.run([COMMAND, "models", "list"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
    assert done.returncode == 2
    assert done.stderr == "counterfoil: Standard output cannot be written (No space left on device)\n"


def test_a_defect_of_ours_is_owned_up_to_without_its_message(monkeypatch, capsys):
    def broken(*_: object) -> None:
        raise KeyError("ERIKSSON ANNA MARIA")

    monkeypatch.setattr(models.ModelStore, "missing", broken)
    assert cli.main(["models", "list"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "defect of Counterfoil" in said
    assert "(KeyError in model_cards.py, line" in said
    assert "COUNTERFOIL_TRACEBACK=1" in said
    assert "ERIKSSON" not in said
    monkeypatch.setenv("COUNTERFOIL_TRACEBACK", "1")
    assert cli.main(["models", "list"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_ends_with_130_and_without_a_word(monkeypatch, capsys):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(models.ModelStore, "missing", interrupted)
    assert cli.main(["models", "list"]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(("setting", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_is_for_terminals_that_want_it(setting, coloured):
    terminal, end = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen([COMMAND, "models", "list"], stdout=end, env={**environment, "TERM": "xterm", **setting})  # noqa: S603
    os.close(end)
    said = b""
    with contextlib.suppress(OSError):  # Linux says so when the other end of a terminal has gone
        while part := os.read(terminal, 4096):
            said += part
    assert process.wait() == 0
    os.close(terminal)
    assert (b"\x1b[32mhere" in said) is coloured
    assert b"here" in said
