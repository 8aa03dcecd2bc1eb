"""The frame of the command line: help without imports, suggestions, and errors that end as a message and a code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from claimx.cli import VERBS, main
from claimx.cli.group import MainGroup
from claimx.errors import InputError

from .conftest import Run


def failing(error: BaseException) -> click.Command:
    """Return a program whose only verb fails."""

    @click.command(cls=MainGroup, verbs={"fail": (f"{__name__}:unused", "Fail.")})
    @click.option("--debug", is_flag=True)
    def program(debug: bool) -> None:
        del debug

    @click.command("fail")
    def fail() -> None:
        raise error

    assert isinstance(program, MainGroup)
    program.get_command = lambda _ctx, _name: fail  # type: ignore[method-assign]
    return program


def test_help_lists_every_verb_with_what_it_does(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert all(verb in result.stdout for verb in VERBS)


@pytest.mark.parametrize(("typed", "meant"), [("extrct", "extract"), ("socre", "score"), ("ruels", "rules")])
def test_a_mistyped_verb_gets_a_suggestion(run: Run, typed: str, meant: str) -> None:
    result = run(typed)
    assert result.exit_code == 2
    assert f"No such command '{typed}'. Did you mean '{meant}'" in result.stderr


def test_a_verb_like_no_other_gets_no_suggestion(run: Run) -> None:
    assert "Did you mean" not in run("qqqq").stderr


def test_a_mistyped_option_gets_a_suggestion(run: Run) -> None:
    result = run("score", "--erors", "3", "gold", "claims")
    assert result.exit_code == 2
    assert "--errors" in result.stderr


def test_an_error_of_claimx_is_a_message_and_exit_code_2() -> None:
    result = CliRunner().invoke(failing(InputError("broken JSON", "papers.jsonl", 7)), ["fail"])
    assert (result.exit_code, result.stderr) == (2, "Error: papers.jsonl:7: broken JSON\n")


def test_the_traceback_is_shown_for_debug_only() -> None:
    program = failing(InputError("broken JSON"))
    assert "Traceback" not in CliRunner().invoke(program, ["fail"]).stderr
    result = CliRunner().invoke(program, ["--debug", "fail"])
    assert "Traceback" in result.stderr
    assert result.exit_code == 2


def test_a_fault_of_the_program_is_not_taken_for_a_difference() -> None:
    result = CliRunner().invoke(failing(KeyError("x")), ["fail"])
    assert result.exit_code == 2
    assert "a fault of claimx: KeyError" in result.stderr


def test_an_interrupt_is_no_error_message() -> None:
    result = CliRunner().invoke(failing(KeyboardInterrupt()), ["fail"])
    assert (result.exit_code, result.stderr) == (130, "")


def test_a_closed_pipe_is_no_error_message() -> None:
    result = CliRunner().invoke(failing(BrokenPipeError(32, "Broken pipe")), ["fail"])
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_output_that_cannot_be_written_is_an_error() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "claimx", "schema"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (2, b"Error: cannot write the output: No space left on device\n")


def test_the_program_knows_its_version(run: Run) -> None:
    assert run("--version").stdout.startswith("claimx, version ")


def test_the_module_runs_as_the_program() -> None:
    assert isinstance(main, click.Group)
    done = subprocess.run([sys.executable, "-m", "claimx", "--help"], capture_output=True, text=True, check=True)
    assert "Usage:" in done.stdout
