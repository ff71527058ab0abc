"""``kg``: finds the verb, runs it, and turns errors into one sentence, a hint and an exit code (DESIGN §12)."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from kg.errors import NO_ROOM, KgError

VERBS = {
    "build": "Make a project from texts: graph page, Turtle, database.",
    "info": "What a project holds and how it was made.",
    "documents": "What was read, skipped or counted once, and why.",
    "concepts": "Concepts of a project, or of files.",
    "related": "What goes together with a concept.",
    "path": "The strongest chains between two concepts.",
    "evidence": "The sentences behind a concept or a link.",
    "communities": "Groups of concepts that belong together.",
    "central": "The concepts everything else hangs on.",
    "trends": "Concepts over time: first seen, rising, falling.",
    "compare": "What differs between two projects, times, sources or texts.",
    "terms": "Review what was discovered, and keep the judgement.",
    "export": "Graph and tables for Gephi, Excel, UCINET, VOSviewer.",
    "query": "Ask the graph in SPARQL.",
    "check": "Check a project, a thesaurus or a Turtle file.",
}
"""Every verb with the first line of its help; its module is imported when it is called."""

OK, FAULT, USAGE, OUTPUT, LIMIT, INTERRUPTED = 0, 1, 2, 3, 4, 130
"""Exit codes."""


@contextmanager
def _until_closed() -> Iterator[None]:
    """End quietly where the reader of stdout has seen enough (click would exit with 1)."""
    try:
        yield
    except BrokenPipeError:
        _let_go()
        raise click.exceptions.Exit(OK) from None


def _let_go() -> None:
    """What stdout still holds goes nowhere: the end of the process would fail at it once more and exit with 120."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Verbs(click.Group):
    """A group whose verbs are modules of ``kg.cli``, imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all verbs, in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Return the command of a verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"kg.cli.{cmd_name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or name the nearest."""
        if not args[0].startswith("-") and args[0] not in VERBS:
            from difflib import get_close_matches

            near = get_close_matches(args[0], VERBS, 2, 0.5)
            raise KgError(f"no command {args[0]}", hint=f"did you mean: kg {' or kg '.join(near)}" if near else "all commands: kg --help")
        return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **settings: Any) -> click.Context:  # click's types
        """Read the arguments; --help and --version are answered meanwhile."""
        with _until_closed():
            return super().make_context(*args, **settings)

    def invoke(self, ctx: click.Context) -> Any:  # click's type
        """Run the verb."""
        with _until_closed():
            code = super().invoke(ctx)
            sys.stdout.flush()
            return code

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the verbs without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        click.echo(f"kg {version('policy-kg')}")
        ctx.exit()


HELP = """Concept graphs from Chinese policy texts: every number leads back to sentences.

\b
kg build TEXTS        make the project in output/
kg related 网络强国    ask it"""


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, help=HELP)
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Print the version.")
def cli() -> None:
    """Concept graphs from Chinese policy texts."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and end the process."""
    if sys.getfilesystemencoding().lower() != "utf-8" and os.name == "posix":
        # arguments and file names are read in the locale's encoding, so Python must begin again in UTF-8 mode
        os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "kg.cli", *(sys.argv[1:] if args is None else args)])  # noqa: S606 - itself
    # an answer makes hardly any cycles: looking for them while modules are imported, and again at the end, would take a fifth of its time
    gc.set_threshold(100_000)
    code = run(args)
    gc.freeze()
    try:
        sys.stdout.flush()
    except OSError:  # told already
        _let_go()
    sys.exit(code)


def run(args: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    if sys.stdout is None:  # closed by whoever started kg
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - it stays open to the end; no pathlib at start-up
    for stream in (sys.stdout, sys.stderr):
        # a file name may hold bytes that are no text: shown escaped, in every locale
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        code = cli.main(args, prog_name="kg", standalone_mode=False)
    except KgError as error:
        return _fail(str(error), error.hint, error.code)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "kg"
        return _fail(_sentence(error.format_message()), f"see {command} --help", USAGE)
    except click.ClickException as error:
        return _fail(_sentence(error.format_message()), "", USAGE)
    except (click.Abort, KeyboardInterrupt) as error:
        if isinstance(error.__cause__, EOFError):  # click takes it for the user's end of input, but kg asks for none
            raise error.__cause__ from None
        return _fail("interrupted; a project is the old one or the new one, never half", "", INTERRUPTED)
    except OSError as error:
        # what is written under a name says so itself (OutputError): what remains is stdout, a full disk, or a file that cannot be read
        read = error.filename and error.errno not in NO_ROOM
        return _fail(f"{error.filename or 'output'}: {error.strerror or error}", "", FAULT if read else OUTPUT)
    except MemoryError:
        return _fail("out of memory", "fewer texts at a time, or a machine with more memory", LIMIT)
    return code if isinstance(code, int) else OK


def _sentence(message: str) -> str:
    text = message.strip().rstrip(".")
    return text[:1].lower() + text[1:]


def _fail(message: str, hint: str, code: int) -> int:
    from kg.cli.table import visible

    click.echo(f"error: {visible(message)}", err=True)
    if hint:
        click.echo(f"\nhint: {visible(hint)}", err=True)
    return code


if __name__ == "__main__":
    main()
