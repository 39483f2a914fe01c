"""Cases in, euros out: the answers of ``partial-activity assess``, without an account."""

from http import HTTPStatus

from flask import Response

from partial_activity.adapters.as_json import case as case_json
from partial_activity.adapters.as_json import document as json_document
from partial_activity.domain.assessment.assess import assess
from partial_activity.domain.errors import CannotAnswer, InvalidValue
from partial_activity.domain.law.book import Law
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.api.operations import Call, Operation, body, reply
from partial_activity.entrypoints.flask_app.api.parameters import Parameter
from partial_activity.entrypoints.flask_app.problems import Problem, Refused
from partial_activity.entrypoints.flask_app.wire import cases as wire_cases


def assess_cases(call: Call) -> Response:
    """Assess each case; one that cannot be answered has its error at its place."""
    explain = call.values.get("explain", False)
    cases = read_cases(_list(body()))
    return reply([answered(case, call.context.law, explain=explain) for case in cases])


def answered(given: object, law: Law, *, explain: bool) -> dict[str, object]:
    """What stands in the list for one case."""
    try:
        return case_json.answer(assess(case_json.read_case(given, law), law), explain=explain)
    except CannotAnswer as error:
        return case_json.error_answer(case_json.id_of(given), error)


def read_cases(cases: list[object]) -> list[object]:
    """The cases of a request, unless they are too many.

    Raises:
        Refused: they are.
    """
    if len(cases) > wire_cases.MOST_CASES:
        detail = f"{len(cases)} cases: send at most {wire_cases.MOST_CASES} in one request"
        raise Refused(Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", detail))
    return cases


def _list(document: bytes) -> list[object]:
    cases = json_document.entries(document)
    # One object alone is a list of one for the command; here the answer is a list, as is what is
    # sent, and nothing else.
    if not document.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"["):
        words = Words(
            "une liste JSON de cas est attendue : mettez-les entre [ et ], même un seul",
            "a JSON list of cases is expected: put them between [ and ], even one",
        )
        raise json_document.UnreadableDocument(words)
    return cases


def _flag(value: object, path: str) -> bool:
    if value not in ("true", "false"):
        raise InvalidValue(
            "unknown_value", path, f"{path} is true or false", f"{path} vaut true ou false"
        )
    return value == "true"


OPERATIONS = (
    Operation(
        name="assessCases",
        method="POST",
        path="/assessments",
        tag="assessments",
        summary="Assess cases; every euro with its text",
        description=(
            "A case is one employee, one month. The answers come in the same order. A case that "
            "cannot be read or answered has its error at its place and does not stop the others. "
            "Nothing is kept. Decimals are in quotes; an unknown key is refused."
        ),
        view=assess_cases,
        parameters=(
            Parameter("explain", "query", bool, _flag, "Add the steps, to check by hand."),
        ),
        body=wire_cases.Cases,
        answers=list[wire_cases.Answered],
        refuses=(
            HTTPStatus.BAD_REQUEST,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        ),
        example=[
            {
                "id": "an ordinary case",
                "scheme": "ordinary",
                "month": "2025-03",
                "employee": {
                    "category": "standard",
                    "monthly_pay": "2500.00",
                    "monthly_hours": "151.67",
                },
                "unworked_hours": "70.00",
            }
        ],
    ),
)
