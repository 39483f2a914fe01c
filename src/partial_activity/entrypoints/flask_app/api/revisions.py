"""The revision of a thing, in the ETag of its answer and in the If-Match of a change.

``"version-revision-digest"``: what is compared before a change is the version and the revision,
which grow with every change of the thing itself; the digest makes it the tag of one answer, so that
If-None-Match sees what else the answer shows (the decisions on a request, say).
"""

import re
from hashlib import sha256
from http import HTTPStatus

from flask import Response, request

from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.problems import Problem, Refused
from partial_activity.usecases.revisions import Seen

# Compressing adds its name to the digest, and a proxy may call the tag weak.
_TAG = re.compile(r'(?:W/)?"([0-9]{1,9})-([0-9]{1,18})-[0-9a-f]{8}(?::[a-z]+)?"')
_SEND = Words(
    "Envoyez l'en-tête If-Match, avec l'ETag de ce que vous avez lu.",
    "send the header If-Match, with the ETag of what you read",
)


def tag(response: Response, seen: Seen) -> None:
    """Put the ETag on an answer that shows a thing in a revision."""
    assert seen.version is not None, "what is shown has its version"
    digest = sha256(response.get_data()).hexdigest()[:8]
    response.set_etag(f"{seen.version}-{seen.revision}-{digest}")


def revision_seen() -> Seen:
    """What the sender read before this change.

    Raises:
        Refused: they do not say; or what they say is no ETag of ours, which no thing can be at.
    """
    given = request.headers.get("If-Match", "").strip()
    if given in ("", "*"):
        detail = _SEND.english
        problem = Problem(HTTPStatus.PRECONDITION_REQUIRED, "revision_required", detail, told=_SEND)
        raise Refused(problem)
    tag = _TAG.fullmatch(given)
    if tag is None:
        raise Refused(changed_since())
    return Seen(int(tag[1]), int(tag[2]))


def changed_since() -> Problem:
    """The thing is no longer as it was read: nothing was done."""
    told = Words(
        "Relisez, puis recommencez : quelqu'un d'autre l'a changé, rien n'a été fait.",
        "read it again, and begin again: somebody else changed it, nothing was done",
    )
    return Problem(HTTPStatus.PRECONDITION_FAILED, "changed_since", told.english, told=told)
