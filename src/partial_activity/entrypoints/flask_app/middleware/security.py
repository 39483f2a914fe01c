"""Headers that keep a browser from doing what no page of ours asks for."""

from collections.abc import Mapping

from flask import Flask, Response, request

from partial_activity.entrypoints.flask_app.request_id import tell_request_id

CONTENT_SECURITY_POLICY = (
    # Files of ours only: no script or style inside a page, nothing from elsewhere.
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    # Pico draws its marks as data: pictures.
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; manifest-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # A link in a letter holds a token: no other site is told the address one comes from.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_STAY_ON_TLS = "max-age=31536000; includeSubDomains"


def install(app: Flask, *, https: bool) -> None:
    """Put the headers on every answer, errors included.

    Args:
        app: the application.
        https: whether it is reached over TLS; a browser told so never comes back without.
    """

    @app.after_request
    def tell(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers["Strict-Transport-Security"] = _STAY_ON_TLS
        # What nobody said may be kept is not: most answers are one person's. Files that are sent
        # come with a "no-cache" of Flask's own, which lets a proxy keep them.
        control = response.cache_control
        if not (control.public or control.private or request.endpoint == "static"):
            response.headers["Cache-Control"] = "no-store"
        return tell_request_id(response)
