"""What a client reads whose request no thread has seen: a short page, or a problem in JSON."""

import json
from http import HTTPStatus

from attrs import frozen

from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.middleware.security import HEADERS


@frozen
class Said:
    """Why a request goes no further."""

    status: HTTPStatus
    code: str
    words: Words


BUSY = Said(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "busy",
    Words(
        "Le service reçoit plus de demandes qu'il ne peut en traiter. Rien n'est perdu : réessayez "
        "dans {} secondes.",
        "The service is asked for more than it can answer. Nothing is lost: try again in {} "
        "seconds.",
    ),
)
UNKNOWN = Said(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "not_known",
    Words(
        "L'état du service n'a pas pu être lu en {} secondes.",
        "What the service needs did not answer within {} seconds.",
    ),
)
TOO_SLOW = Said(
    HTTPStatus.REQUEST_TIMEOUT,
    "body_too_slow",
    Words(
        "L'envoi a pris trop de temps et a été interrompu : réessayez avec une meilleure ligne.",
        "The request took too long to arrive and was ended: try again over a better line.",
    ),
)
TOO_MUCH = Said(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "too_large",
    Words("L'envoi est trop volumineux.", "The request is too large."),
)

_PAGE = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Activité partielle</title>
</head>
<body>
<h1>Activité partielle</h1>
<p>{}</p>
<p lang="en">{}</p>
</body>
</html>
"""


def answer_of(said: Said, path: str, seconds: int) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers and body; ``seconds`` until one may try again, 0: it says nothing of it."""
    french, english = said.words.french.format(seconds), said.words.english.format(seconds)
    if path.startswith("/api/") or said is UNKNOWN:
        kind = "application/problem+json"
        document = {
            "type": "about:blank",
            "title": said.status.phrase,
            "status": int(said.status),
            "code": said.code,
            "detail": english,
        }
        body = json.dumps(document, ensure_ascii=False).encode()
    else:
        kind, body = "text/html; charset=utf-8", _PAGE.format(french, english).encode()
    headers = [(name.lower(), value) for name, value in HEADERS.items()]
    headers += [("content-type", kind), ("cache-control", "no-store"), ("connection", "close")]
    if seconds:
        headers.append(("retry-after", str(seconds)))
    return int(said.status), headers, body
