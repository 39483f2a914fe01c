"""The OpenAPI 3.1 document, made from the operations and their wire classes."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

import msgspec

from partial_activity.entrypoints.flask_app import problems
from partial_activity.entrypoints.flask_app.api.bodies import JSON, MULTIPART
from partial_activity.entrypoints.flask_app.api.operations import Operation
from partial_activity.entrypoints.flask_app.api.parameters import Parameter
from partial_activity.entrypoints.flask_app.wire import cases, law
from partial_activity.entrypoints.flask_app.wire import problems as wire_problems

_REF = "#/components/schemas/{name}"
_ALWAYS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
"""The statuses that any operation may answer: a host that is not ours, too many in a short time, a
fault of ours, a store gone."""
_TOKEN = "token"  # noqa: S105  the name of a scheme, not a secret


def document(operations: Iterable[Operation], prefix: str) -> dict[str, Any]:
    """The document as plain values."""
    listed = tuple(operations)
    schemas = _Schemas(listed)
    paths: dict[str, dict[str, Any]] = {}
    for operation in listed:
        described = _operation(operation, schemas)
        paths.setdefault(operation.path, {})[operation.method.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "partial-activity",
            "version": version("partial-activity"),
            "summary": "French short-time work (activité partielle): what is owed, by which text.",
            "description": (
                "Decimals are texts. Problems are RFC 9457, in French or English by "
                "Accept-Language. A key or a parameter that is not listed is refused. A POST with "
                "an Idempotency-Key is done once and answered as often as it is sent, for a day. A "
                "change says by If-Match which revision it was read in."
            ),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": prefix}],
        "tags": [{"name": name} for name in dict.fromkeys(one.tag for one in listed)],
        "paths": paths,
        "components": {
            "schemas": schemas.components,
            "securitySchemes": {_TOKEN: {"type": "http", "scheme": "bearer"}},
        },
    }


_HEADERS: Mapping[str, Mapping[str, Any]] = {
    "ETag": {
        "description": "The revision: send it back as If-Match with a change.",
        "schema": {"type": "string"},
    },
    "Location": {"description": "Where it is.", "schema": {"type": "string"}},
    "Idempotency-Expires": {
        "description": "Until when the same key is answered the same; only where one was sent.",
        "schema": {"type": "string"},
    },
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag of what was read.",
    "schema": {"type": "string", "examples": ['"1-0-89abcdef"']},
}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Of your choice, a UUID say: the request is done once, however often sent.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}


class _Schemas:
    """The schema of every shape, and the components they share."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        shapes: list[Any] = [wire_problems.Problem, *cases.ALTERNATIVES]
        sent: list[Any] = [cases.WorkedPeriodOfCase, cases.DayPeriodOfCase]
        for operation in operations:
            if operation.media == JSON:
                shapes.append(operation.answers)
            shapes.extend(parameter.shape for parameter in operation.parameters)
            if operation.body is not None:
                shapes.append(operation.body)
                sent.append(operation.body)
        schemas, components = msgspec.json.schema_components(shapes, ref_template=_REF)
        self._of = {id(shape): schema for shape, schema in zip(shapes, schemas, strict=True)}
        self._kept = shapes  # their identity is what they are found by
        closed = msgspec.json.schema_components(sent, ref_template=_REF)[1]
        self.components = {
            name: _component(schema, closed=name in closed)
            for name, schema in sorted(components.items())
        }

    def of(self, shape: object) -> dict[str, Any]:
        """The schema of a shape that an operation names."""
        return self._of[id(shape)]


def _component(schema: dict[str, Any], *, closed: bool) -> dict[str, Any]:
    """The schema with the keys of the wire, said closed where an unknown key is refused."""
    if "enum" in schema:
        return {"type": "string", **schema}
    renamed = law.RENAMED
    schema["properties"] = {
        renamed.get(key, key): value for key, value in schema["properties"].items()
    }
    if "required" in schema:
        schema["required"] = [renamed.get(key, key) for key in schema["required"]]
    if closed:
        schema["additionalProperties"] = False
    return schema


def _operation(operation: Operation, schemas: _Schemas) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": operation.summary,
    }
    if operation.description:
        described["description"] = operation.description
    if operation.scope is not None:
        described["security"] = [{_TOKEN: [operation.scope.value]}]
    parameters = [_parameter(one, schemas) for one in operation.parameters]
    parameters += [_IF_MATCH] if operation.revised else []
    parameters += [_KEY] if operation.keyed else []
    if parameters:
        described["parameters"] = parameters
    content = _content(operation, schemas)
    if content:
        described["requestBody"] = {"required": True, "content": content}
    described["responses"] = _responses(operation, schemas)
    return described


def _content(operation: Operation, schemas: _Schemas) -> dict[str, Any]:
    """What is sent, by media type."""
    if operation.files:
        whole = {"type": "string", "format": "binary"}
        form = {"type": "object", "properties": {"file": whole}, "required": ["file"]}
        by_media = {media: {"schema": whole} for media in operation.files}
        return {**by_media, MULTIPART: {"schema": {**form, "additionalProperties": False}}}
    if operation.body is None:
        return {}
    content: dict[str, Any] = {"schema": schemas.of(operation.body)}
    if operation.example is not None:
        content["example"] = operation.example
    return {JSON: content}


def _parameter(parameter: Parameter, schemas: _Schemas) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.where,
        "required": parameter.where == "path" or parameter.needed,
        "description": parameter.description,
        "schema": schemas.of(parameter.shape),
    }


def _responses(operation: Operation, schemas: _Schemas) -> Mapping[str, Any]:
    responses: dict[str, Any] = {}
    for status in (operation.status, operation.or_status):
        if status is not None:
            responses[str(int(status))] = _answer(operation, status, schemas)
    if operation.method == "GET" and (operation.tagged or operation.scope is None):
        responses["304"] = {"description": "What If-None-Match names is still the answer."}
    for status in sorted(_refused(operation)):
        responses[str(int(status))] = {
            "description": status.phrase,
            "content": {problems.MEDIA_TYPE: {"schema": schemas.of(wire_problems.Problem)}},
        }
    return dict(sorted(responses.items()))


def _answer(operation: Operation, status: HTTPStatus, schemas: _Schemas) -> dict[str, Any]:
    shown = {"schema": schemas.of(operation.answers)} if operation.media == JSON else {}
    answer: dict[str, Any] = {
        "description": operation.summary,
        "content": {operation.media: shown},
    }
    names = ["ETag"] if operation.tagged else []
    names += ["Location"] if status is HTTPStatus.CREATED else []
    names += ["Idempotency-Expires"] if operation.keyed else []
    if names:
        answer["headers"] = {name: _HEADERS[name] for name in names}
    if operation.links:
        answer["links"] = {
            name: {"operationId": name, "parameters": dict(values)}
            for name, values in operation.links.items()
        }
    return answer


def _refused(operation: Operation) -> set[HTTPStatus]:
    """The statuses of the problems it may answer."""
    said = {*_ALWAYS, *operation.refuses}
    if operation.scope is not None:
        said |= {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
    if operation.parameters:
        said.add(HTTPStatus.UNPROCESSABLE_ENTITY)
    if operation.keyed:
        said |= {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}
    if operation.revised:
        said |= {HTTPStatus.PRECONDITION_FAILED, HTTPStatus.PRECONDITION_REQUIRED}
    return said
