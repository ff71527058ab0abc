"""The group of the verbs of ``kg terms``."""

from __future__ import annotations

import click

from kg.errors import KgError

NAMING = ("-p", "--project", "--decisions", "-o", "--output", "--columns")
"""Options whose value may be named as a verb is."""


class Review(click.Group):
    """Verbs of a review; without one the concepts to decide on are listed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``list`` where no verb is named, and the verb before options that stand in front of it."""
        if not args or (args[0].startswith("-") and args[0] not in {"-h", "--help"}):
            place = next((place for place, arg in enumerate(args) if arg in self.commands and args[place - 1] not in NAMING), None)
            args = ["list", *args] if place is None else [args[place], *args[:place], *args[place + 1:]]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or name the nearest."""
        if args[0] not in self.commands:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.commands, 2, 0.5)
            raise KgError(f"no command kg terms {args[0]}", hint=f"did you mean: kg terms {' or kg terms '.join(near)}" if near else "all of them: kg terms --help")
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the verbs in the order of a review."""
        return list(self.commands)
