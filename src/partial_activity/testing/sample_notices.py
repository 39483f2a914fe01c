"""A message of every kind, made up, to see and to test letters by."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType

from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import (
    NOTICES,
    NoticeKind,
    OutboxMessage,
    message_id_of,
)
from partial_activity.domain.letters.said_of_decisions import contesting

_SAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "name": "Claire Morel",
        "siret": "73282932000074",
        "establishment": "Menuiserie Duval",
        "token": "Vb3w7mQ0s-2kXc9dLr5TnYpZ8fHa4JeUi6oG1tBvRxWqMzKlDyCsPjEh_NgAfOuI",
        "expires_at": "2026-11-26T14:17:00+00:00",
        "linked_at": "2026-11-23T14:17:00+00:00",
        "joiner": "Karim Haddad",
        "email": "karim.haddad@cabinet-haddad.example",
        "role": "declarant",
        "request_id": "5f0c2a91d4b84e6fa1c7e39d80b26c14",
        "version": "1",
        "first_day": "2026-12-01",
        "last_day": "2027-02-28",
        "headcount": "12",
        "forecast_hours": "3640.00",
        "filed_by": "Claire Morel",
        "filed_at": "2026-11-23T14:17:00+00:00",
        "tacit_from": "2026-12-09",
        "sha256": "9b74c9897bac770ffc029102a200c5de4a1f8a3bd1e94f2b6d6f4f0f6c7e8d21",
        "number": "0732829320-01",
        "iban": "FR76…0185",
        "commitments": "Maintien de l'emploi des salariés concernés pendant six mois",
        "kind": "automatic",
        "outcome": "accepted",
        "decided_at": "2026-11-23T14:18:00+00:00",
        "reasons": "",
        "message": "",
        "due_on": "2027-01-23",
        "claim_id": "c41e7b0f93d24a58",
        "month": "2026-12",
        "submitted_at": "2027-01-04T08:05:00+00:00",
        "employees": "12",
        "hours": "1213.50",
        "indemnity": "15678.90",
        "allowance": "12345.60",
        "amount": "12345.60",
        "reference": "c41e7b0f93d24a58-1-1",
        "bank_code": "AC04",
        "old_iban": "FR76…0185",
        "new_iban": "FR14…2606",
        "change": "added",
        "changed_by": "Karim Haddad",
        "changed_at": "2027-01-12T09:41:00+00:00",
        "takes_effect": "2027-01-15T09:41:00+00:00",
        "months": "2027-01\n2027-02",
        "closes_on": "2027-08-28",
        "days_left": "30",
        "anchor": "1204",
        "anchored_at": "2026-11-23T14:17:00+00:00",
        "entries": "48211",
        "taken_by": "Odile Martin, agent instructeur, pour le préfet du département",
        "contest": "",
        "seal": "3fa91c07:9b74c9897bac770ffc029102a200c5de4a1f8a3b",
    }
)
"""One for each value that a letter can carry."""
_ITS_OWN: Mapping[NoticeKind, Mapping[str, str]] = MappingProxyType(
    {
        NoticeKind.SIGN_IN: {"expires_at": "2026-11-23T14:47:00+00:00"},
        NoticeKind.SERVICE_WELCOME: {
            "email": "claire.morel@menuiserie-duval.example",
            "role": "officer",
        },
    }
)
"""The values of a kind that wants another than the usual one."""
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


def sample_message(kind: NoticeKind, language: str, /, **values: str) -> OutboxMessage:
    """A message as a use case would leave it, with some values of your own."""
    sample = {name: _SAMPLES[name] for name in sorted(NOTICES[kind].values)}
    sample |= _ITS_OWN.get(kind, {})
    reasons = (_REASON_FR if language == "fr" else _REASON_EN).get(kind, "")
    refused = kind is NoticeKind.CLAIM_REFUSED or values.get("outcome") == "refused"
    if refused or values.get("outcome") == "withdrawn":
        sample["contest"] = _contest(language)
    return OutboxMessage(
        id=message_id_of(kind, *sample.values(), language, *values.values()),
        about=sample.get("siret", ""),
        kind=kind,
        to=EmailAddress("claire.morel@menuiserie-duval.example"),
        language=language,
        values={**sample, **({"reasons": reasons} if refused else {}), **values},
        created_at=datetime(2026, 11, 23, 14, 17, tzinfo=UTC),
    )


def _contest(language: str) -> str:
    said = contesting(date(2026, 11, 23), law=FRENCH_LAW).sentences
    return "\n".join(one.french if language == "fr" else one.english for one in said)
