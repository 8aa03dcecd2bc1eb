"""Groups of commands that load a command only when it is called, and one place where errors become exit codes."""

from __future__ import annotations

import difflib
import importlib
import os
import sys
import traceback
from contextlib import suppress
from typing import Any

import click

from claimx.errors import ClaimxError

# Exit codes, as other programs rely on them.
DONE, DIFFERENCES, UNUSABLE, SOME_SKIPPED, INTERRUPTED = 0, 1, 2, 3, 130


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called.

    Args:
        verbs: Name of a command -> where it is (``module`` or ``module:attribute``; without an attribute it is
            called ``command``) and its one line of help.
    """

    def __init__(self, *args: Any, verbs: dict[str, tuple[str, str]], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order of the table."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command; None where there is none of that name."""
        if cmd_name not in self.verbs:
            return None
        module, _, attribute = self.verbs[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), attribute or "command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments call; a mistyped one is an error that names its likely meaning."""
        name = args[0]
        if name not in self.verbs and not name.startswith("-") and not ctx.resilient_parsing:
            likely = difflib.get_close_matches(name, self.verbs, n=3, cutoff=0.5)
            hint = f" Did you mean {' or '.join(repr(verb) for verb in likely)}?" if likely else ""
            raise click.UsageError(f"No such command {name!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, text) for verb, (_, text) in self.verbs.items()])


class MainGroup(LazyGroup):
    """The outermost group: every error ends as a message on standard error and an exit code, never as a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; see the exit codes above."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            _drop_stdout()  # whoever read the output has seen enough
            ctx.exit(DONE)
        except KeyboardInterrupt:
            _drop_stdout()
            ctx.exit(INTERRUPTED)
        except Exception as error:
            if ctx.params.get("debug"):
                click.echo(traceback.format_exc(), err=True, nl=False)
            _drop_stdout()
            raise _Failure(_message(error)) from error
        return result


class _Failure(click.ClickException):
    exit_code = UNUSABLE


def _message(error: Exception) -> str:
    if isinstance(error, ClaimxError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or 'cannot write the output'}: {error.strerror or error}"
    return f"a fault of claimx: {type(error).__name__}: {error} (claimx --debug ... shows where)"


def _drop_stdout() -> None:
    """Keep what is left in standard output's buffer from failing once more at exit."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        return
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
