"""French first, English beside: which of the two a request is answered in."""

from flask import Response, request

from partial_activity.domain.words import Words

FRENCH, ENGLISH = "fr", "en"
LANGUAGES = (FRENCH, ENGLISH)
_KEPT = "partial_activity.language"


def language() -> str:
    """``fr`` or ``en``: what the address says, what was chosen before, or the browser's wish.

    French where nothing says which.
    """
    # A page asks some thousand times: what was found stays with the request.
    chosen: str | None = request.environ.get(_KEPT)
    if chosen is None:
        chosen = request.environ[_KEPT] = _asked_for()
    return chosen


def _asked_for() -> str:
    for chosen in (request.args.get("lang"), request.cookies.get("lang")):
        if chosen in LANGUAGES:
            return chosen
    return request.accept_languages.best_match(LANGUAGES, FRENCH)


def answer_in(chosen: str) -> None:
    """Answer this request in a language, whatever was asked for: a document has its own."""
    request.environ[_KEPT] = chosen


def said(words: Words) -> str:
    """The words in the language of the request."""
    return words.french if language() == FRENCH else words.english


def tell_language(response: Response) -> Response:
    """Say in which language the answer is, and that it depends on what was asked."""
    response.headers["Content-Language"] = language()
    response.vary.add("Accept-Language")
    return response
