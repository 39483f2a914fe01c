"""Cookies that hold what a browser brings back later: signed, for a while, each for its own use."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response


def keep(answer: Response, name: str, said: Sequence[str], life: timedelta, path: str) -> None:
    """Let the browser keep some texts. What is signed under one name is nothing under another."""
    answer.set_cookie(
        name,
        _sealed(name).dumps(said),
        max_age=life,
        path=path,
        httponly=True,
        # Sent when another site leads back here, never with what it asks for itself.
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )


def kept(name: str) -> Sequence[Any] | None:
    """Read what it kept; None: nothing, or something that is not ours."""
    try:
        said: Sequence[Any] = _sealed(name).loads(request.cookies.get(name, ""))
    except BadSignature:
        return None
    return said


def forget(answer: Response, *names: str, path: str) -> Response:
    """Take cookies back."""
    for name in names:
        answer.delete_cookie(name, path=path)
    return answer


def _sealed(name: str) -> URLSafeSerializer:
    secret = current_app.secret_key
    assert secret is not None
    return URLSafeSerializer(secret, salt=f"what a browser keeps as {name}")
