"""The lines of a claim: read page by page; of a draft, written, removed, copied."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from flask import Response
from msgspec import Meta

from partial_activity.domain.assessment.cases import PRIVATE_EMPLOYERS
from partial_activity.domain.assessment.resolution import check_asked
from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.law.book import Law
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.flask_app.api.addresses import (
    CLAIM,
    NOT_THEIRS,
    ONE,
    SIRET,
    VERSION,
)
from partial_activity.entrypoints.flask_app.api.claims import changed
from partial_activity.entrypoints.flask_app.api.operations import (
    Call,
    Operation,
    read_body,
    refuse_fields,
    reply,
)
from partial_activity.entrypoints.flask_app.api.paging import (
    PAGING,
    page_arguments,
    sealed,
    unknown_cursor,
)
from partial_activity.entrypoints.flask_app.api.parameters import Parameter
from partial_activity.entrypoints.flask_app.problems import BODY, FieldError, field_error
from partial_activity.entrypoints.flask_app.wire import claims as wire
from partial_activity.entrypoints.flask_app.wire.claim_shapes import claim_line, line_shape
from partial_activity.usecases.claim import lines as claim_lines


def lines(call: Call) -> Response:
    """Some lines of a version of a claim."""
    values = call.values
    after, limit = page_arguments(values)
    shown = claim_lines.claim_lines_page(
        values["siret"],
        values["claim"],
        actor=call.actor,
        context=call.context,
        version=values.get("version"),
        after=_number(after),
        limit=limit,
    )
    following = shown.following
    return reply(
        wire.LinePage(
            [line_shape(line) for line in shown.lines],
            sealed(str(following)) if following is not None else None,
        )
    )


def write(call: Call) -> Response:
    """Put lines into a draft."""
    given = read_body(wire.GivenLines)
    written = claim_lines.write_lines_of(
        call.values["siret"],
        call.values["claim"],
        lambda month: _lines(given.lines, month, call.context.law),
        seen=call.seen,
        actor=call.actor,
        context=call.context,
    )
    return changed(call, written)


def remove(call: Call) -> Response:
    """Take lines out of a draft."""
    left = claim_lines.remove_lines(
        call.values["siret"],
        call.values["claim"],
        call.values["numbers"],
        seen=call.seen,
        actor=call.actor,
        context=call.context,
    )
    return changed(call, left)


def copy(call: Call) -> Response:
    """Give a draft the employees of the month before."""
    copied = claim_lines.copy_last_month(
        call.values["siret"],
        call.values["claim"],
        actor=call.actor,
        context=call.context,
        seen=call.seen,
    )
    return changed(call, copied)


def _lines(given: Sequence[wire.GivenLine], month: date, law: Law) -> list[ClaimLine]:
    """The lines; every one is told that has no days in the month, or a fact nobody asks for."""
    lines: list[ClaimLine] = []
    wrong: list[FieldError] = []
    for place, one in enumerate(given, start=1):
        try:
            lines.append(_line(one, month, law))
        except InvalidValue as error:
            fault = InvalidValue(
                error.code, f"lines[{place}].{error.path}", error.message, error.french
            )
            wrong.append(field_error(fault))
    if wrong:
        refuse_fields(wrong)
    return lines


def _line(given: wire.GivenLine, month: date, law: Law) -> ClaimLine:
    if given.category in PRIVATE_EMPLOYERS:
        message = "private employers are paid back by the Urssaf: a claim has no such line"
        raise InvalidValue(
            "unknown_value",
            "category",
            message,
            "les particuliers employeurs sont remboursés par l'Urssaf : une demande n'a pas de "
            "telle ligne",
        )
    line = claim_line(given, month)
    check_asked(line.facts, law)
    return line


def _number(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not cursor.isdecimal() or not cursor.isascii() or len(cursor) > _DIGITS:
        raise unknown_cursor()
    return int(cursor)


_DIGITS = 9
_MOST_NUMBERS = 1_000


def _numbers(value: object, path: str) -> tuple[int, ...]:
    given = str(value).split(",")
    plain = all(one.isascii() and one.isdecimal() and len(one) <= _DIGITS for one in given)
    if not plain or len(given) > _MOST_NUMBERS:
        message = f"numbers of lines, separated by commas, {_MOST_NUMBERS:,} at most"
        raise InvalidValue(
            "unknown_value",
            path,
            message,
            f"des numéros de lignes séparés par des virgules, {_MOST_NUMBERS} au plus",
        )
    return tuple(map(int, given))


_AT = f"{ONE}/claims/{{claim}}/lines"
_CHANGE: Mapping[str, Any] = {
    "tag": "claims",
    "answers": wire.ClaimWithTotals,
    "scope": Scope.WRITE_CLAIMS,
    "revised": True,
    "tagged": True,
}
OPERATIONS = (
    Operation(
        name="claimLines",
        method="GET",
        path=_AT,
        tag="claims",
        summary="The lines of a version of a claim",
        description="Only the lines of the page are read. The NIR is null for who may not see it.",
        view=lines,
        parameters=(SIRET, CLAIM, VERSION, *PAGING),
        answers=wire.LinePage,
        refuses=NOT_THEIRS,
        scope=Scope.READ_CLAIMS,
    ),
    Operation(
        name="writeLines",
        method="PATCH",
        path=_AT,
        summary="Put lines into a draft",
        description=(
            "A line for the same employee, week and days takes the place of the one before; the "
            "others stay. What is written may be incomplete or too much: the preview and the "
            "submission say what is wrong."
        ),
        view=write,
        parameters=(SIRET, CLAIM),
        body=wire.GivenLines,
        refuses=(*NOT_THEIRS, *BODY),
        example={
            "lines": [
                {
                    "nir": "255081416802538",
                    "last_name": "Durand",
                    "first_name": "Luc",
                    "week": "2026-W50",
                    "contract_hours": "35.00",
                    "worked_hours": "20.00",
                    "unworked_hours": "15.00",
                    "hourly_pay": "15.20",
                }
            ]
        },
        **_CHANGE,
    ),
    Operation(
        name="removeLines",
        method="DELETE",
        path=_AT,
        summary="Take lines out of a draft",
        description="The others keep their numbers.",
        view=remove,
        parameters=(
            SIRET,
            CLAIM,
            Parameter(
                "numbers",
                "query",
                Annotated[str, Meta(pattern="^[0-9]{1,9}(,[0-9]{1,9}){0,999}$")],
                _numbers,
                "Numbers of lines, as 3,7.",
                needed=True,
            ),
        ),
        refuses=NOT_THEIRS,
        **_CHANGE,
    ),
    Operation(
        name="copyLastMonth",
        method="POST",
        path=f"{_AT}/copy",
        summary="Give a draft the employees of the month before, with hours at zero",
        description="Contract, pay and category, week by week. Lines that are there already stay.",
        view=copy,
        parameters=(SIRET, CLAIM),
        refuses=NOT_THEIRS,
        keyed=True,
        **_CHANGE,
    ),
)
