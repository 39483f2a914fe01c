"""Who may ask what of the service: each question refuses all others before it reads anything."""

import inspect
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import attrs
import pytest

from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.people.people import Role
from partial_activity.testing import samples
from partial_activity.testing.stories import World

OF_SERVICE = {Role.OFFICER, Role.PAYING_AGENT, Role.AUDITOR, Role.ADMINISTRATOR}
MAY: Mapping[str, set[Role]] = {
    "letters.send_mail.letters_given_up": {Role.ADMINISTRATOR},
    "letters.send_mail.send_again": {Role.ADMINISTRATOR},
    "letters.send_mail.send_all_again": {Role.ADMINISTRATOR},
    "office.freezing.unfreeze": {Role.ADMINISTRATOR},
    "oversight.law_state.law_state": {Role.ADMINISTRATOR},
    "people.security_keys.take_keys": {Role.ADMINISTRATOR},
    "people.service_people.add_person": {Role.ADMINISTRATOR},
    "people.service_people.change_role": {Role.ADMINISTRATOR},
    "people.service_people.restore_person": {Role.ADMINISTRATOR},
    "people.service_people.see_person": {Role.ADMINISTRATOR},
    "people.service_people.service_people": {Role.ADMINISTRATOR},
    "people.service_people.suspend_person": {Role.ADMINISTRATOR},
    "screening.policy.change_policy": {Role.ADMINISTRATOR},
    "screening.policy.effect_of": {Role.ADMINISTRATOR},
    "screening.policy.see_policy": {Role.ADMINISTRATOR},
    "authorisation.decisions.screening_notes": {Role.OFFICER},
    "authorisation.decisions.withdraw_decision": {Role.OFFICER},
    "office.decide_many.decide_many": {Role.OFFICER},
    "office.decide_many.ready": {Role.OFFICER},
    "office.queue.officer_queue": {Role.OFFICER},
    "people.proofs.asked_proof": {Role.OFFICER},
    "people.proofs.give_visa": {Role.OFFICER},
    "people.proofs.print_letter": {Role.OFFICER},
    "people.proofs.waiting_proofs": {Role.OFFICER},
    "oversight.journal.read_journal": {Role.AUDITOR},
    "oversight.journal.verify_chain": {Role.AUDITOR},
    "payment.again.pay_again": {Role.PAYING_AGENT},
    "payment.answers.follow_answers": {Role.PAYING_AGENT},
    "payment.answers.record_answers": {Role.PAYING_AGENT},
    "payment.desk.file_content": {Role.PAYING_AGENT},
    "payment.desk.payment_desk": {Role.PAYING_AGENT},
    "payment.desk.payment_file": {Role.PAYING_AGENT},
    "payment.desk.payment_files": {Role.PAYING_AGENT},
    "payment.desk.rejected_payments": {Role.PAYING_AGENT},
    "payment.desk.written_sha256": {Role.PAYING_AGENT},
    "payment.hand_over.hand_over": {Role.PAYING_AGENT},
    "payment.ledger.ledger_balances": {Role.PAYING_AGENT, Role.AUDITOR},
    "payment.ledger.ledger_entries": {Role.PAYING_AGENT, Role.AUDITOR},
    "payment.payments.order_payments": {Role.PAYING_AGENT},
    "payment.payments.write_signed": {Role.PAYING_AGENT},
    "payment.runs.ask_again": {Role.PAYING_AGENT},
    "payment.statements.confirm_return": {Role.PAYING_AGENT},
    "payment.statements.follow_statements": {Role.PAYING_AGENT},
    "office.files.claim_in_office": OF_SERVICE,
    "office.files.request_in_office": OF_SERVICE,
    "office.search.search": OF_SERVICE,
    "claim.replays.see_replay": OF_SERVICE,
    "oversight.dashboards.see_dashboard": OF_SERVICE,
}
"""The questions of the use cases, and the roles of the service that may ask them."""


@pytest.fixture(scope="module")
def world() -> World:
    """A service in which nothing happened."""
    return World()


@pytest.mark.parametrize(("question", "roles"), MAY.items())
def test_nobody_else_may_ask(world: World, question: str, roles: set[Role]) -> None:
    """Whatever is asked for: it is not looked for, so nothing but the role is needed to refuse."""
    module, _, name = question.rpartition(".")
    ask = getattr(import_module(f"partial_activity.usecases.{module}"), name)
    arguments: dict[str, Any] = dict.fromkeys(inspect.signature(ask).parameters)
    for role in {None, *OF_SERVICE} - roles:
        actor = attrs.evolve(samples.person(), service_role=role)
        with pytest.raises(NotAllowed) as caught:
            ask(**arguments | {"actor": actor, "context": world.context})
        assert caught.value.what == "person", role
