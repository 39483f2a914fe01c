"""What a draft decree would change: the answers of ``partial-activity law draft``."""

from collections.abc import Iterator
from http import HTTPStatus

from flask import Response

from partial_activity.adapters.as_json.document import UnreadableDocument, entries
from partial_activity.adapters.as_json.draft_decree import UnreadableDraft, draft_of
from partial_activity.adapters.as_json.fields import RepeatedKey, kind
from partial_activity.domain.law.book import Draft, Law
from partial_activity.domain.words import Words
from partial_activity.entrypoints import draft_comparison
from partial_activity.entrypoints.flask_app.api.assessments import read_cases
from partial_activity.entrypoints.flask_app.api.operations import (
    Call,
    Operation,
    body,
    refuse_fields,
    reply,
)
from partial_activity.entrypoints.flask_app.problems import FieldError, draft_fault
from partial_activity.entrypoints.flask_app.wire import law as wire_law


def try_draft(call: Call) -> Response:
    """Assess cases with and without a draft decree; nothing is kept."""
    law = call.context.law
    draft, cases = _read(body(), law)
    return reply(draft_comparison.as_json(draft_comparison.compare_entries(draft, cases, law)))


def _read(document: bytes, law: Law) -> tuple[Draft, list[object]]:
    given = _object(document)
    cases = given.pop("cases", None)
    wrong = [
        FieldError(
            path,
            "conflicting_keys",
            "the same key twice in one object: keep one",
            "la même clé deux fois dans un objet : n'en gardez qu'une",
        )
        for path in _repeated(given, "")
    ]
    if not isinstance(cases, list):
        code, found = "missing" if cases is None else "wrong_type", kind(cases)
        wrong.append(
            FieldError(
                "cases",
                code,
                f"a list of cases is needed, not {found.english}",
                f"une liste de cas est nécessaire, et non {found.french}",
            )
        )
        cases = []
    try:
        draft = draft_of(given, law)
    except UnreadableDraft as error:
        wrong += [draft_fault(fault) for fault in error.faults]
        refuse_fields(wrong)
    if wrong:
        refuse_fields(wrong)
    return draft, read_cases(cases)


def _object(document: bytes) -> dict[str, object]:
    drafts = entries(document)
    if document.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"["):
        words = Words(
            "un objet est attendu, avec text, plan et cases ; ceci est une liste",
            "an object is expected, with text, plan and cases; this is a list",
        )
        raise UnreadableDocument(words)
    (given,) = drafts
    assert isinstance(given, dict), "what is no list is an object"
    return given


def _repeated(value: object, path: str) -> Iterator[str]:
    """The keys that the draft gives twice; which of the two counts is nobody's guess."""
    if isinstance(value, RepeatedKey):
        yield f"{path}.{value.key}" if path else value.key
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _repeated(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for place, inner in enumerate(value, start=1):
            yield from _repeated(inner, f"{path}[{place}]")


OPERATIONS = (
    Operation(
        name="tryDraft",
        method="POST",
        path="/law/drafts",
        tag="law",
        summary="What a draft decree would change",
        description=(
            "The cases are assessed under the law, and under the law with the draft laid over it "
            "as if it had been published. Plans are counted from 1 in the errors. Nothing is kept."
        ),
        view=try_draft,
        body=wire_law.DraftQuestion,
        answers=wire_law.DraftAnswer,
        refuses=(
            HTTPStatus.BAD_REQUEST,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            HTTPStatus.UNPROCESSABLE_ENTITY,
        ),
        example={
            "text": {"name": "projet de décret", "published": "2026-12-04"},
            "plan": [
                {
                    "parameter": "allowance.floor",
                    "category": "general",
                    "value": "8.77",
                    "hours_from": "2026-11-01",
                }
            ],
            "cases": [
                {
                    "id": "at the floor",
                    "scheme": "ordinary",
                    "month": "2026-11",
                    "employee": {"category": "standard", "hourly_pay": "13.00"},
                    "unworked_hours": "35.00",
                }
            ],
        },
    ),
)
