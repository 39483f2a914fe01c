"""The employer's pages: their addresses, what stands in these, and who may come there."""

from datetime import date
from urllib.parse import urlencode

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import AccountState, Action
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.oversight.overview import Place, place_of

HOME = "/establishments"
AT = f"{HOME}/<siret>"
"""One establishment."""
REQUEST = f"{AT}/requests/<request_id>"


def siret_of(text: str) -> Siret:
    """The establishment an address names.

    Raises:
        NotFound: there cannot be one of that number.
    """
    try:
        return Siret(text)
    except ValueError as error:
        raise NotFound("establishment", text) from error


def of(siret: Siret, *parts: str) -> str:
    """A page of an establishment."""
    return "/".join((HOME, str(siret), *parts))


def of_request(siret: Siret, request_id: str, *parts: str) -> str:
    """A page of a request."""
    return of(siret, "requests", request_id, *parts)


def new_claim(siret: Siret, number: str, month: date) -> str:
    """The address where the claim of a month is begun, under a decision."""
    asked = urlencode({"decision": number, "month": f"{month:%Y-%m}"})
    return f"{of(siret, 'claims', 'new')}?{asked}"


def place_to(action: Action, siret: Siret) -> Place:
    """The establishment, for somebody who may do something there.

    Said at once: nobody fills in a form that they may not send.

    Raises:
        NotFound: they may not even see it.
        NotAllowed: they may not do that.
    """
    place = place_of(siret, actor=actor(), context=context())
    if action not in place.allowed:
        state = place.establishment.state
        if state is not AccountState.ACTIVE:
            raise NotAllowed("establishment", state.value, action.value)
        raise NotAllowed("person", "without_role", action.value)
    return place


def seen(siret: Siret) -> Place:
    """The establishment, for somebody who may see it.

    Raises:
        NotFound: they may not.
    """
    return place_of(siret, actor=actor(), context=context())


def document(siret: Siret, request_id: str, name: str, version: int) -> str:
    """The address of the PDF of a page."""
    return f"{of_request(siret, request_id, name)}?version={version}"


def firm(siret: Siret) -> str:
    """What an establishment is called, for who may see it: on the way to where one is."""
    return place_of(siret, actor=actor(), context=context()).establishment.called
