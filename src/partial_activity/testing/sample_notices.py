"""A message of every kind, made up, to see and to test letters by."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NoticeKind, OutboxMessage, message_id_of

_TO_ALL = {
    "name": "Claire Morel",
    "siret": "73282932000074",
    "establishment": "Menuiserie Duval",
}
_REQUEST = {**_TO_ALL, "request_id": "5f0c2a91d4b84e6fa1c7e39d80b26c14", "version": "1"}
_PERIOD = {"first_day": "2026-12-01", "last_day": "2027-02-28"}
_ASKED = {**_PERIOD, "headcount": "12", "forecast_hours": "3640.00"}
_AUTHORISED = {
    **_REQUEST,
    **_ASKED,
    "number": "0732829320-01",
    "iban": "FR76…0185",
    "commitments": "Maintien de l'emploi des salariés concernés pendant six mois",
}
_CLAIM = {
    **_TO_ALL,
    "claim_id": "c41e7b0f93d24a58",
    "version": "1",
    "month": "2026-12",
    "number": "0732829320-01",
}
_PAYMENT = {
    **_CLAIM,
    "amount": "12345.60",
    "iban": "FR76…0185",
    "reference": "c41e7b0f93d24a58-1-1",
}
_REASON_FR = {
    NoticeKind.DECISION: (
        "La demande a été reçue après le premier jour d'activité partielle (R. 5122-3)\n"
        "L'avis du comité social et économique manque (R. 5122-2)"
    ),
    NoticeKind.CLAIM_REFUSED: (
        "Le délai pour demander l'indemnisation de la période close le 28/02/2027 a pris fin le "
        "28/08/2027 (L. 5122-1, IV)"
    ),
}
_REASON_EN = {
    NoticeKind.DECISION: (
        "The request was received after the first day of short-time work (R. 5122-3)\n"
        "The opinion of the works council is missing (R. 5122-2)"
    ),
    NoticeKind.CLAIM_REFUSED: (
        "The time to claim for the period that ended on 2027-02-28 ended on 2027-08-28 "
        "(L. 5122-1, IV)"
    ),
}

_VALUES: Mapping[NoticeKind, Mapping[str, str]] = MappingProxyType(
    {
        NoticeKind.CONFIRMATION: {
            **_TO_ALL,
            "token": "Vb3w7mQ0s-2kXc9dLr5TnYpZ8fHa4JeUi6oG1tBvRxWqMzKlDyCsPjEh_NgAfOuI",
            "expires_at": "2026-11-26T14:17:00+00:00",
        },
        NoticeKind.SIGN_IN: {
            "name": "Claire Morel",
            "token": "Qe7b3w0s-2kXc9dLr5TnYpZ8fHa4JeUi6oG1tBvRxWqMzKlDyCsPjEh_NgAfOuI",
            "expires_at": "2026-11-23T14:47:00+00:00",
        },
        NoticeKind.SERVICE_WELCOME: {
            "name": "Claire Morel",
            "email": "claire.morel@menuiserie-duval.example",
            "role": "officer",
        },
        NoticeKind.JOIN_REQUEST: {
            **_TO_ALL,
            "joiner": "Karim Haddad",
            "email": "karim.haddad@cabinet-haddad.example",
            "role": "declarant",
        },
        NoticeKind.JOIN_ACCEPTED: {**_TO_ALL, "role": "declarant"},
        NoticeKind.JOIN_DECLINED: {**_TO_ALL, "role": "declarant"},
        NoticeKind.REQUEST_RECEIPT: {
            **_REQUEST,
            **_ASKED,
            "filed_by": "Claire Morel",
            "filed_at": "2026-11-23T14:17:00+00:00",
            "tacit_from": "2026-12-09",
            "sha256": "9b74c9897bac770ffc029102a200c5de4a1f8a3bd1e94f2b6d6f4f0f6c7e8d21",
        },
        NoticeKind.DECISION: {
            **_AUTHORISED,
            "kind": "automatic",
            "outcome": "accepted",
            "decided_at": "2026-11-23T14:18:00+00:00",
            "reasons": "",
            "message": "",
        },
        NoticeKind.TACIT_APPROVAL: {
            **_AUTHORISED,
            "filed_at": "2026-11-23T14:17:00+00:00",
            "tacit_from": "2026-12-09",
        },
        NoticeKind.OPINION_DUE: {**_REQUEST, "due_on": "2027-01-23"},
        NoticeKind.CLAIM_RECEIPT: {
            **_CLAIM,
            "submitted_at": "2027-01-04T08:05:00+00:00",
            "employees": "12",
            "hours": "1213.50",
            "indemnity": "15678.90",
            "allowance": "12345.60",
        },
        NoticeKind.CLAIM_REFUSED: {**_CLAIM, "kind": "automatic", "reasons": "", "message": ""},
        NoticeKind.PAYMENT_SENT: _PAYMENT,
        NoticeKind.BANK_REJECTION: {**_PAYMENT, "bank_code": "AC04"},
        NoticeKind.IBAN_CHANGED: {
            **_TO_ALL,
            "old_iban": "FR76…0185",
            "new_iban": "FR14…2606",
            "changed_by": "Karim Haddad",
            "changed_at": "2027-01-12T09:41:00+00:00",
        },
        NoticeKind.CLAIM_WINDOW_CLOSING: {
            **_TO_ALL,
            **_PERIOD,
            "number": "0732829320-01",
            "months": "2027-01\n2027-02",
            "closes_on": "2027-08-28",
            "days_left": "30",
        },
    }
)


def sample_message(kind: NoticeKind, language: str, /, **values: str) -> OutboxMessage:
    """A message as a use case would leave it, with some values of your own."""
    reasons = (_REASON_FR if language == "fr" else _REASON_EN).get(kind, "")
    refused = kind is NoticeKind.CLAIM_REFUSED or values.get("outcome") == "refused"
    return OutboxMessage(
        id=message_id_of(kind, *_VALUES[kind].values(), language, *values.values()),
        about=_VALUES[kind].get("siret", ""),
        kind=kind,
        to=EmailAddress("claire.morel@menuiserie-duval.example"),
        language=language,
        values={**_VALUES[kind], **({"reasons": reasons} if refused else {}), **values},
        created_at=datetime(2026, 11, 23, 14, 17, tzinfo=UTC),
    )
