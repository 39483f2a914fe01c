"""A command as its reader has it: help, names of values and subcommands in the language spoken."""

from copy import copy
from gettext import gettext as _
from inspect import cleandoc
from typing import TypeVar

import click

from partial_activity.entrypoints.language import LANGUAGES, OPTION

_Command = TypeVar("_Command", bound=click.Command)
_Parameter = TypeVar("_Parameter", bound=click.Parameter)


def translated(command: _Command) -> _Command:
    """A copy of a command, and of all below it, in the language spoken; with ``--lang``."""
    told = copy(command)
    told.params = [*map(_parameter, command.params), _lang_option()]
    told.help = command.help and _(cleandoc(command.help))
    told.options_metavar = command.options_metavar and _(command.options_metavar)
    if isinstance(told, click.Group):
        told.subcommand_metavar = _(told.subcommand_metavar)
        told.commands = {name: translated(below) for name, below in told.commands.items()}
    return told


def _parameter(parameter: _Parameter) -> _Parameter:
    told = copy(parameter)
    if isinstance(told, click.Option):
        told.help = told.help and _(told.help)
        is_plain = not (told.is_flag or told.count or isinstance(told.type, click.Choice))
        if told.metavar or is_plain:
            told.metavar = _(told.metavar or told.type.name.upper())
    elif not isinstance(told.type, click.Choice):
        name = _(told.metavar or told.human_readable_name)
        told.metavar = name if told.required or told.metavar else f"[{name}]"
    return told


def _lang_option() -> click.Option:
    """Every command has it; it was read before the command was known."""
    return click.Option(
        [OPTION],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=_("Language of what people read; else that of the environment (LANG), else English."),
    )
