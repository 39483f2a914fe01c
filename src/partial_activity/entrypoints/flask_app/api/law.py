"""What the law says: on a day, over time, and text by text."""

import difflib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from http import HTTPStatus

from flask import Response

from partial_activity.adapters.as_json import law as law_json
from partial_activity.adapters.as_json.fields import day, one_of, quoted
from partial_activity.domain.errors import InvalidValue, NotFound
from partial_activity.domain.law.book import Found, Law
from partial_activity.domain.law.dated import Text
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.names import Parameter as LawParameter
from partial_activity.domain.law.reading import (
    Moment,
    Planned,
    in_force,
    plans_by_text,
    timeline,
)
from partial_activity.entrypoints.flask_app.api.operations import Call, Operation, reply_law
from partial_activity.entrypoints.flask_app.api.paging import PAGING, page
from partial_activity.entrypoints.flask_app.api.parameters import Parameter
from partial_activity.entrypoints.flask_app.wire import law as wire_law


def law_of_day(call: Call) -> Response:
    """Every value in force for hours of a day."""
    asked, known_on = call.values["day"], call.values.get("known_on")
    values = tuple(in_force(call.context.law, Moment(asked, known_on)))
    unchecked = {
        one.table.parameter: one.table.checked_until
        for one in values
        if asked > one.table.checked_until
    }
    return reply_law(
        {
            "day": asked,
            "known_on": known_on,
            "values": [law_json.value(one) for one in values],
            "not_checked": [
                {"parameter": parameter, "checked_until": until}
                for parameter, until in unchecked.items()
            ],
        }
    )


def history(call: Call) -> Response:
    """The timeline of one parameter, as the law applied it."""
    parameter, known_on = call.values["parameter"], call.values.get("known_on")
    tables = call.context.law.tables_of(parameter)
    category = call.values.get("category")
    if category is not None and category not in tables:
        raise InvalidValue(
            "unknown_value",
            "category",
            f"{parameter} has no table for {category}; it has {', '.join(tables)}",
            f"{parameter} n'a pas de table pour {category} ; il a {', '.join(tables)}",
        )
    chosen = [tables[category]] if category else tables.values()
    values = [
        law_json.value(Found(table, stretch.entry), stretch.span)
        for table in chosen
        for stretch in timeline(call.context.law, table, known_on)
        if stretch.entry is not None
    ]
    return reply_law({"parameter": parameter, "known_on": known_on, "values": values})


def texts(call: Call) -> Response:
    """Texts in order of publication, page by page."""
    summaries = [law_json.summary(text) for text, _ in _texts(call.context.law).values()]
    return reply_law(page(summaries, call.values, lambda one: str(one["id"])))


def text(call: Call) -> Response:
    """One text, with all that it planned."""
    named = _texts(call.context.law).get(call.values["text"])
    if named is None:
        raise NotFound("text", call.values["text"])
    return reply_law(law_json.text(*named))


@lru_cache(maxsize=2)
def _texts(law: Law) -> Mapping[str, tuple[Text, tuple[Planned, ...]]]:
    return {law_json.text_id(one): (one, planned) for one, planned in plans_by_text(law)}


def _parameter(value: object, path: str) -> LawParameter:
    """A parameter of the law; an address with another name leads nowhere."""
    del path
    name = str(value)
    try:
        return LawParameter(name)
    except ValueError:
        close = difflib.get_close_matches(name[:60], list(LawParameter))
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        raise NotFound("parameter", quoted(name) + hint) from None


def _name(value: object, path: str) -> str:
    del path
    return str(value)[:200]


_KNOWN_ON = Parameter(
    "known_on",
    "query",
    date,
    day,
    "The law as published up to that day; else all that is known.",
)
_FOR_A_VALUE = (HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
OPERATIONS = (
    Operation(
        name="lawOfDay",
        method="GET",
        path="/law/on/{day}",
        tag="law",
        summary="Every value in force for hours of a day",
        description="Each with its text, article, day of publication and confidence.",
        view=law_of_day,
        parameters=(
            Parameter("day", "path", date, day, "A day, as 2020-06-15."),
            _KNOWN_ON,
        ),
        answers=wire_law.LawOfDay,
        refuses=_FOR_A_VALUE,
    ),
    Operation(
        name="lawHistory",
        method="GET",
        path="/law/history/{parameter}",
        tag="law",
        summary="The timeline of one parameter",
        view=history,
        parameters=(
            Parameter(
                "parameter", "path", LawParameter, _parameter, "As the law of a day names it."
            ),
            Parameter("category", "query", Category, one_of(Category), "One category only."),
            _KNOWN_ON,
        ),
        answers=wire_law.History,
        refuses=_FOR_A_VALUE,
    ),
    Operation(
        name="lawTexts",
        method="GET",
        path="/law/texts",
        tag="law",
        summary="Every text, in order of publication",
        description="Texts whose day of publication no source gave come first.",
        view=texts,
        parameters=PAGING,
        answers=wire_law.TextPage,
        refuses=(HTTPStatus.UNPROCESSABLE_ENTITY,),
    ),
    Operation(
        name="lawText",
        method="GET",
        path="/law/texts/{text}",
        tag="law",
        summary="One text, with all that it planned",
        view=text,
        parameters=(
            Parameter("text", "path", wire_law.TextId, _name, "The id of a text: decret-2020-810."),
        ),
        answers=wire_law.TextWithPlans,
        refuses=_FOR_A_VALUE,
    ),
)
