"""``/account``: who I am, where I am signed in, and the tokens with which programs act for me."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.people.tokens import LONGEST_DAYS, Scope
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app import signed_in
from partial_activity.entrypoints.flask_app.pages.formatting import ROLES, say, scope_words
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.usecases.people import membership, tokens
from partial_activity.usecases.people.proconnect import identities_of
from partial_activity.usecases.people.security_keys import keys_of
from partial_activity.usecases.people.sign_in import end_session, sessions_of

_USUAL_DAYS = 365
_SAVED = Words("C'est enregistré.", "Saved.")
_ENDED = Words("Cette session est fermée.", "That session is ended.")
_REVOKED = Words("Ce jeton ne sert plus à rien.", "That token is of no use any more.")
_NO_SCOPE = Words(
    "Cochez au moins ce que le programme pourra faire.", "Tick at least one thing it may do."
)


def add_to(pages: Blueprint) -> None:
    """Put the pages at their addresses."""
    for method, rule, view in ROUTES:
        pages.add_url_rule(rule, view_func=view, methods=[method])


def account() -> tuple[str, int]:
    """All of it."""
    return _page()


def change_account() -> Response | tuple[str, int]:
    """Another name, another language."""
    person, form = signed_in.actor(), Form(request.form)
    name = form.person_name("name")
    language = form.text("language")
    if name and language:
        try:
            membership.change_profile(name, language, actor=person, context=context())
        except InvalidValue as error:
            form.refused(error)
    if not form.sound:
        return _page(HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
    return _back(_SAVED)


def end(session_id: str) -> Response:
    """End another session of mine."""
    end_session(session_id, actor=signed_in.actor(), context=context())
    return _back(_ENDED)


def issue_token() -> tuple[str, int]:
    """Make a token, and show it here and now: no address shows it again."""
    person, form = signed_in.actor(), Form(request.form)
    name, days = form.text("token_name"), form.whole("days", least=1, most=LONGEST_DAYS)
    chosen = [scope for scope in Scope if scope.value in form.several("scopes")]
    if not chosen:
        form.wrong("scopes", _NO_SCOPE)
    if form.sound and name and days:
        try:
            issued = tokens.issue_token(
                name, chosen, days, actor=person, context=context(), proof=signed_in.proof()
            )
        except InvalidValue as error:
            form.refused(error, {"name": "token_name"})
        else:
            return _page(issued=issued)
    return _page(HTTPStatus.UNPROCESSABLE_ENTITY, token_form=form, chosen=chosen)


def revoke(token_id: str) -> Response:
    """Take a token of mine back."""
    tokens.revoke_token(token_id, actor=signed_in.actor(), context=context())
    return _back(_REVOKED)


ROUTES = (
    ("GET", "/account", account),
    ("POST", "/account", change_account),
    ("POST", "/account/sessions/<session_id>/end", end),
    ("POST", "/account/tokens", issue_token),
    ("POST", "/account/tokens/<token_id>/revoke", revoke),
)
"""Method, address, view."""


def _page(status: int = HTTPStatus.OK, **shown: object) -> tuple[str, int]:
    person, found = signed_in.actor(), signed_in.signed_in()
    assert found is not None
    usual = {
        "form": Form({"name": person.name, "language": person.language}),
        "token_form": Form({"days": str(_USUAL_DAYS)}),
        "chosen": (),
        "issued": None,
    }
    page = render_template(
        "account/account.html",
        **(usual | shown),
        person=person,
        here=found.session,
        sessions=sessions_of(actor=person, context=context()),
        tokens=tokens.tokens_of(actor=person, context=context()),
        now=context().clock.now(),
        keys=keys_of(actor=person, context=context()),
        identities=identities_of(actor=person, context=context()),
        scopes={scope: scope_words(scope) for scope in Scope},
        roles=ROLES,
        longest=LONGEST_DAYS,
    )
    return page, status


def _back(said: Words) -> Response:
    flash(say(said))
    return redirect("/account", HTTPStatus.SEE_OTHER)
