"""The parts of an address: what each looks like, and how it is read."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NoReturn

from attrs import frozen
from flask import request

from partial_activity.adapters.as_json.fields import Reader, one_of, quoted
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.problems import FieldError, field_error, refuse_fields

__all__ = ["Parameter", "one_of", "read_address", "whole_number"]


@frozen
class Parameter:
    """A part of the address: between slashes, or after the question mark."""

    name: str
    where: Literal["path", "query"]
    shape: Any
    """What it looks like, for the schema."""
    read: Reader
    description: str
    needed: bool = False
    """Whether a query without it is refused. What stands in the path is always there."""


def read_address(parameters: Sequence[Parameter], path_values: Mapping[str, str]) -> dict[str, Any]:
    """What the address of this request says, by the name of the parameter.

    Raises:
        Refused: with every part of it that is at fault.
    """
    known = {parameter.name: parameter for parameter in parameters}
    values_by_name: dict[str, Any] = {}
    wrong: list[FieldError] = []
    given = [(name, [value]) for name, value in path_values.items()]
    for name, values in [*given, *request.args.lists()]:
        parameter = known.get(name)
        try:
            if parameter is None or (parameter.where == "path") != (name in path_values):
                _refuse_name(name, parameters)
            values_by_name[name] = parameter.read(_only(values, name), name)
        except InvalidValue as error:
            wrong.append(field_error(error))
    wrong += [
        FieldError(
            parameter.name,
            "missing",
            f"{parameter.name} is needed",
            f"{parameter.name} est nécessaire",
        )
        for parameter in parameters
        if parameter.needed and parameter.name not in request.args
    ]
    if wrong:
        refuse_fields(wrong)
    return values_by_name


def whole_number(least: int, most: int) -> Reader:
    """A reader of whole numbers between two."""

    def read(value: object, path: str) -> int:
        given = str(value)
        short = given.isascii() and given.isdigit() and len(given) <= len(str(most))
        if not short or not least <= int(given) <= most:
            raise InvalidValue(
                "out_of_range",
                path,
                f"{path} is a whole number from {least} to {most}",
                f"{path} est un nombre entier de {least} à {most}",
            )
        return int(given)

    return read


def _only(values: list[str], name: str) -> str:
    if len(values) > 1:
        raise InvalidValue(
            "conflicting_keys",
            name,
            f"{name} is given twice: keep one",
            f"{name} est donné deux fois : n'en gardez qu'un",
        )
    return values[0]


def _refuse_name(name: str, parameters: Sequence[Parameter]) -> NoReturn:
    known = [parameter.name for parameter in parameters if parameter.where == "query"]
    listed = ", ".join(known) or "none"
    mend = Words(
        f"cette adresse accepte {', '.join(known) or 'aucun'}", f"this address takes {listed}"
    )
    raise InvalidValue(
        "unknown_key",
        name[:40],
        f"unknown parameter {quoted(name)}: {mend.english}",
        f"paramètre inconnu {quoted(name)} : {mend.french}",
    )
