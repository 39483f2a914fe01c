"""A small ProConnect beside the demo, with people who may come in through it."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from demo.people import RESTAURANT, TO_TRY
from partial_activity.adapters.system import SystemClock
from partial_activity.entrypoints.settings import PREFIX
from partial_activity.testing.proconnect_server import (
    CLIENT,
    SECRET,
    STATE_PROVIDER,
    HubServer,
    HubUser,
    running,
)

_SHOP, _FACTORY = TO_TRY[:2]
USERS = (
    HubUser(
        subject="lea",
        email="lea@fleurs-du-canal.example",
        given_name="Léa",
        usual_name="Fontaine",
        siret=str(_SHOP.siret),
        in_charge_of=(_SHOP.siret.siren,),
    ),
    HubUser(
        subject="omar",
        email="omar@fonderie-garnier.example",
        given_name="Omar",
        usual_name="Benali",
        siret=str(_FACTORY.siret),
    ),
    HubUser(
        subject="anne",
        email=str(RESTAURANT.contact.email),
        given_name="Anne",
        usual_name="Lemoine",
        siret=str(RESTAURANT.siret),
        in_charge_of=(RESTAURANT.siret.siren,),
    ),
)
WHAT: Mapping[str, str] = {
    "lea": f"new here, in charge of {_SHOP.name}: certified at once",
    "omar": f"new here, of {_FACTORY.name}, in charge of nothing: takes the letter",
    "anne": f"of {RESTAURANT.name}, has an account: links it by a letter",
}
"""What there is to see with each of them."""


@contextmanager
def beside() -> Iterator[Mapping[str, str]]:
    """Run it; the variables by which the web knows it."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    with running(HubServer(SystemClock().now, *USERS)) as server:
        named = {
            "ISSUER": server.issuer,
            "CLIENT_ID": CLIENT,
            "CLIENT_SECRET": SECRET,
            "CERTIFIER": STATE_PROVIDER,
        }
        yield {f"{PREFIX}PROCONNECT_{name}": said for name, said in named.items()}
