"""What a value keeps to itself is in no representation of it: these end up in logs and reports."""

from importlib import import_module

import attrs
import pytest

KEPT_BACK = {
    "domain.claim.uploads.FileFault": {"value"},
    "domain.identifiers.Nir": {"digits"},
    "domain.office.journal.JournalKeys": {"current", "earlier"},
    "domain.people.idempotency.KeptAnswer": {"body"},
    "domain.people.identities.Arrival": {"proof"},
    "domain.people.security_keys.NewKey": {"public_key"},
    "domain.people.security_keys.SecurityKey": {"public_key"},
    "domain.screening.policy.ScreeningPolicy": {"seed"},
    "usecases.people.proofs.Printed": {"document", "file", "code"},
    "usecases.people.sign_in.Opened": {"secret"},
    "usecases.people.tokens.Issued": {"secret"},
    "ports.identity_provider.Asking": {"verifier"},
    "adapters.identity.openid_client.Registration": {"client_secret"},
    "adapters.mail.smtp.Relay": {"password"},
    "adapters.sql.schema.nir.NirKeys": {"sealing", "lookup"},
    "entrypoints.flask_app.services.WebConfig": {"secret", "limit_storage"},
    "entrypoints.settings.Secret": {"reveal"},
}
"""Secrets, what may hold one, and what somebody typed in the place of something else."""


@pytest.mark.parametrize(("kind", "names"), KEPT_BACK.items())
def test_what_is_kept_back_is_not_shown(kind: str, names: set[str]) -> None:
    module, _, name = kind.rpartition(".")
    value = getattr(import_module(f"partial_activity.{module}"), name)
    shown = {field.name for field in attrs.fields(value) if field.repr is not False}
    assert shown & names == set()
    assert names <= {field.name for field in attrs.fields(value)}
