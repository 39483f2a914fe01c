"""The OpenAPI 3.1 document, made from the operations and their wire classes."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

import msgspec

from partial_activity.entrypoints.flask_app import problems, wire_cases, wire_law, wire_problems
from partial_activity.entrypoints.flask_app.api.operations import Operation, Parameter

_REF = "#/components/schemas/{name}"
_ALWAYS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
"""Any operation may answer these: a host that is not ours, a fault of ours, a store gone."""
_JSON = "application/json"
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
                "Decimals are texts. Problems are RFC 9457, their titles in French or English by "
                "Accept-Language. A key or a parameter that is not listed is refused."
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


class _Schemas:
    """The schema of every shape, and the components they share."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        shapes: list[Any] = [wire_problems.Problem, *wire_cases.ALTERNATIVES]
        sent: list[Any] = [wire_cases.WorkedPeriodOfCase, wire_cases.DayPeriodOfCase]
        for operation in operations:
            shapes.append(operation.answers)
            shapes.extend(parameter.shape for parameter in operation.parameters)
            if operation.body is not None:
                shapes.append(operation.body)
                sent.append(operation.body)
        found, components = msgspec.json.schema_components(shapes, ref_template=_REF)
        self._of = {id(shape): schema for shape, schema in zip(shapes, found, strict=True)}
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
    """With the keys as they are on the wire, and said closed where an unknown key is refused."""
    if "enum" in schema:
        return {"type": "string", **schema}
    renamed = wire_law.RENAMED
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
    if operation.parameters:
        described["parameters"] = [_parameter(one, schemas) for one in operation.parameters]
    if operation.body is not None:
        content: dict[str, Any] = {"schema": schemas.of(operation.body)}
        if operation.example is not None:
            content["example"] = operation.example
        described["requestBody"] = {"required": True, "content": {_JSON: content}}
    described["responses"] = _responses(operation, schemas)
    return described


def _parameter(parameter: Parameter, schemas: _Schemas) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.where,
        "required": parameter.where == "path" or parameter.needed,
        "description": parameter.description,
        "schema": schemas.of(parameter.shape),
    }


def _responses(operation: Operation, schemas: _Schemas) -> Mapping[str, Any]:
    found: dict[str, Any] = {
        "200": {
            "description": operation.summary,
            "content": {_JSON: {"schema": schemas.of(operation.answers)}},
        }
    }
    if operation.method == "GET":
        found["304"] = {"description": "What If-None-Match names is still the answer."}
    said = {*_ALWAYS, *operation.refuses}
    if operation.scope is not None:
        said |= {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
    if operation.parameters:
        said.add(HTTPStatus.UNPROCESSABLE_ENTITY)
    for status in sorted(said):
        found[str(int(status))] = {
            "description": status.phrase,
            "content": {problems.MEDIA_TYPE: {"schema": schemas.of(wire_problems.Problem)}},
        }
    return dict(sorted(found.items()))
