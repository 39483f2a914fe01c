"""A request for authorisation on pages: written, checked, filed, followed, amended, withdrawn."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from http import HTTPStatus
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from tests.unit.web.forms import post
from tests.unit.web.reading import controls_of, text_of
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.authorisation.attachments import LARGEST, MOST
from partial_activity.domain.authorisation.remedies import WithdrawalReason
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Opinion,
    RequestState,
)
from partial_activity.domain.days import starts_at
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.people import Person, Role
from partial_activity.testing.stories import BAKERY, IBAN, OTHER_IBAN, World, registered
from partial_activity.usecases.authorisation import decisions, requests
from partial_activity.usecases.people import membership, sign_up

ANNEXE = Siret("73282932000082")
GARAGE = Siret("40483304800022")
AT = f"/establishments/{BAKERY}"
NEW = f"{AT}/requests/new"
PDF = b"%PDF-1.7\nhello"
Enter = Callable[[Person], FlaskClient]
TYPED = {
    "scheme": "ordinary",
    "territory": "national",
    "situation": "general",
    "motive": "1",
    "circumstances": "Commandes en baisse de 40 %.",
    "first": "15/03/2024",
    "last": "2024-04-30",
    "headcount": "10",
    "forecast_hours": "1 200,50",
    "workforce": "15",
    "opinion": "3",
    "perimeter": "2",
    "earlier_use": "1",
    "commitments": "",
    "iban": "fr76 3000 6000 0112 3456 7890 189",
    "then": "check",
}


@pytest.fixture
def ana(world: World) -> Person:
    """Principal contact of the bakery."""
    world.register.put(registered(GARAGE, "Garage Dupont"))
    world.register.put(registered(ANNEXE, "Annexe", postcode="69001"))
    return world.contact("ana")


@pytest.fixture
def dora(world: World, ana: Person) -> Person:
    """Declarant of the bakery."""
    dora = world.contact("dora", GARAGE)
    membership.ask_to_join(BAKERY, Role.DECLARANT, actor=dora, context=world.context)
    membership.approve_join(BAKERY, dora.id, actor=ana, context=world.context)
    return dora


def only(world: World, person: Person) -> AuthorisationRequest:
    """The one request there is."""
    (request,) = requests.requests_of(BAKERY, actor=person, context=world.context)
    return request


def at(request: AuthorisationRequest, page: str = "") -> str:
    """A page of a request."""
    return f"{AT}/requests/{request.id}" + (f"/{page}" if page else "")


def upload(client: FlaskClient, request: AuthorisationRequest, *files: tuple[str, bytes]) -> str:
    """Join files as a browser sends them; what is read on the page that answers."""
    address = at(request, "files")
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(address).text)
    assert token
    chosen = [FileStorage(BytesIO(content), name) for name, content in files]
    # Encoded here: the test client would leave a temporary file open for a large one.
    boundary, body = encode_multipart({"csrf_token": token[1], "file": chosen})
    kind = f"multipart/form-data; boundary={boundary}"
    answer = client.post(address, data=body, content_type=kind)
    page = client.get(answer.location) if answer.location else answer
    return f"{answer.status_code} {text_of(page.text)}"


def test_a_first_request_begins_with_what_nobody_typed_left_empty(
    signed_in: Enter, ana: Person
) -> None:
    """An account or days that stand there already would be somebody else's, or no account."""
    typed = controls_of(signed_in(ana).get(NEW).text)
    assert {typed[name] for name in ("iban", "first", "last", "headcount")} == {""}
    assert typed["perimeter"] == "1"


def test_a_first_request_of_mayotte_begins_in_mayotte(
    world: World, signed_in: Enter, ana: Person
) -> None:
    """As the register says, and unfolded; nobody has to know that its amounts are others."""
    assert controls_of(signed_in(ana).get(NEW).text)["territory"] == "national"
    world.register.put(registered(BAKERY, "Boulangerie", postcode="97600"))
    page = signed_in(ana).get(NEW).text
    assert controls_of(page)["territory"] == "mayotte"
    assert '<details class="help" open>' in page


def test_a_request_is_written_checked_filed_and_has_its_receipt(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """The whole way, as an employer goes it."""
    client = signed_in(ana)
    answer = post(client, NEW, TYPED)
    request = only(world, ana)
    assert answer.location == at(request)
    assert request.forecast_hours == Hours.parse("1200.50")
    assert request.iban == IBAN
    assert request.span.first == date(2024, 3, 15)
    page = text_of(client.get(at(request)).text)
    assert "prête à être déposée" in page
    assert "accordée tacitement à partir du 20/03/2024" in page
    review = client.get(at(request, "file"))
    assert "1 200,50 h" in text_of(review.text)
    assert "FR76 3000 6000 0112 3456 7890 189" in review.text
    answer = post(client, at(request, "file"), {"truth": "yes"})
    assert answer.location == at(request, "receipt")
    receipt = text_of(client.get(answer.location).text)
    assert "Déposée par ana" in receipt
    assert "04/03/2024 à 10 h 00" in receipt
    assert "20/03/2024" in receipt
    assert re.search(r"\b[0-9a-f]{64}\b", receipt)
    assert only(world, ana).state is RequestState.SUBMITTED


def test_a_draft_is_saved_at_any_time_with_next_to_nothing(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """Days and an account are enough; the rest is told only when it is asked for."""
    client = signed_in(ana)
    little = {"scheme": "ordinary", "first": "2024-03-15", "last": "2024-04-30"}
    answer = post(client, NEW, {**little, "iban": IBAN.text, "then": "stay"})
    request = only(world, ana)
    assert answer.location == at(request, "edit")
    page = client.get(answer.location)
    assert "Brouillon enregistré" in text_of(page.text)
    assert "aria-invalid" not in page.text
    assert 'value="2024-03-15"' in page.text


def test_what_is_lacking_is_told_beside_each_field_with_its_article(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """Everything at once, and what to do about it."""
    client = signed_in(ana)
    lacking = dict.fromkeys(("motive", "circumstances", "headcount", "forecast_hours"), "")
    answer = post(client, NEW, {**TYPED, **lacking, "earlier_use": "2"})
    request = only(world, ana)
    assert answer.location == at(request, "edit?checked=1")
    page = client.get(answer.location).text
    for name in (*lacking, "commitments"):
        assert f'id="{name}-wrong"' in page, name
        assert f'href="#{name}"' in page, name
    assert "Choisissez le motif de recours (R. 5122-2)" in text_of(page)
    assert "écrivez au moins un engagement" in text_of(page)
    assert "Il manque encore" in text_of(client.get(at(request)).text)
    assert client.get(at(request, "file")).location == at(request, "edit?checked=1")


@pytest.mark.parametrize("typed", ["900h00", "900h", "900:00", "900,00\N{NO-BREAK SPACE}h"])
def test_hours_of_a_request_are_read_as_people_write_them(
    world: World, ana: Person, signed_in: Enter, typed: str
) -> None:
    """900h00 was once read as 90,000 hours."""
    post(signed_in(ana), NEW, {**TYPED, "forecast_hours": typed})
    assert only(world, ana).forecast_hours == Hours.parse("900")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("first", "31/02/2024"),
        ("first", ""),
        ("last", "2024-03-01"),
        ("headcount", "-3"),
        ("headcount", "12,5"),
        ("workforce", "beaucoup"),
        ("forecast_hours", "1.2.3"),
        ("forecast_hours", "-5"),
        ("forecast_hours", "900h0"),
        ("forecast_hours", "9 00"),
        ("forecast_hours", "10,123"),
        ("iban", "FR7630006000011234567890188"),
        ("iban", ""),
        ("iban", "TN5910006035183598478831"),
        ("iban", "BR1800360305000010009795493C1"),
        ("scheme", "own"),
        ("motive", "9"),
        ("motive", "one"),
        ("perimeter", "7"),
        ("circumstances", "x" * 4001),
    ],
)
def test_a_fault_is_told_beside_its_field_and_nothing_typed_is_lost(
    world: World, ana: Person, signed_in: Enter, name: str, typed: str
) -> None:
    """Nothing is kept, nothing is lost."""
    answer = post(signed_in(ana), NEW, {**TYPED, name: typed})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'id="{name}-wrong"' in answer.text
    assert f'href="#{name}"' in answer.text
    assert 'value="fr76 3000 6000 0112 3456 7890 189"' in answer.text or name == "iban"
    assert "Commandes en baisse de 40 %." in answer.text or name == "circumstances"
    assert typed in answer.text or name == "scheme"
    assert requests.requests_of(BAKERY, actor=ana, context=world.context) == ()


def test_what_makes_no_draft_yet_is_kept_and_given_back_to_who_typed_it(
    world: World, ana: Person, dora: Person, signed_in: Enter
) -> None:
    """No account at hand, no days: one leaves, and finds it all another day."""
    client = signed_in(ana)
    answer = post(client, NEW, {**TYPED, "iban": "", "first": ""})
    assert "Ce que vous avez écrit est gardé" in text_of(answer.text)
    world.clock.tick(timedelta(hours=3))
    assert f'href="{NEW}">Terminer la demande' in signed_in(ana).get(AT).text
    back = signed_in(ana).get(NEW)
    assert "Vous retrouvez ce que vous aviez écrit" in text_of(back.text)
    assert "Commandes en baisse de 40 %." in back.text
    assert 'id="iban-wrong"' in back.text
    assert "Commandes en baisse" not in signed_in(dora).get(NEW).text
    client = signed_in(ana)
    assert "Commandes en baisse" not in client.get(f"{NEW}?blank=1").text
    post(client, NEW, TYPED)
    assert "Vous retrouvez" not in text_of(client.get(NEW).text)


def test_a_draft_gives_back_what_could_not_be_saved_in_it(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """Until it is saved, or the saved draft is asked for."""
    draft, client = world.draft(ana), signed_in(ana)
    typed = {**TYPED, "revision": str(draft.revision), "forecast_hours": "mille"}
    post(client, at(draft, "edit"), typed)
    assert 'value="mille"' in client.get(at(draft, "edit")).text
    assert 'value="mille"' not in client.get(at(draft, "edit?blank=1")).text
    post(client, at(draft, "edit"), {**typed, "forecast_hours": "1000"})
    assert 'value="mille"' not in client.get(at(draft, "edit")).text


def test_a_new_request_begins_with_what_is_known(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """The account and the workforce of the last one; or all of an earlier one but its days."""
    filed = world.file(ana, circumstances="Toiture envolée")
    client = signed_in(ana)
    page = client.get(NEW).text
    assert 'value="FR76 3000 6000 0112 3456 7890 189"' in page
    assert "Toiture envolée" not in page
    like = client.get(f"{NEW}?like={filed.id}").text
    assert "Toiture envolée" in like
    assert 'value="2024-03-15"' not in like
    assert client.get(f"{NEW}?like=unknown").status_code == HTTPStatus.OK


def test_nobody_overwrites_unseen_what_somebody_else_saved(
    world: World, ana: Person, dora: Person, signed_in: Enter
) -> None:
    """Both are shown; saving again keeps one's own."""
    draft = world.draft(ana)
    first, second = signed_in(ana), signed_in(dora)
    stale = second.get(at(draft, "edit")).text
    revision = re.search(r'name="revision" value="(\d+)"', stale)
    assert revision
    post(
        first,
        at(draft, "edit"),
        {**TYPED, "revision": revision[1], "headcount": "7", "then": "stay"},
    )
    mine = {**TYPED, "revision": revision[1], "headcount": "8", "then": "stay"}
    answer = post(second, at(draft, "edit"), mine)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Salariés concernés : « 7 » enregistré, « 8 » chez vous" in text_of(answer.text)
    assert 'value="8"' in answer.text
    fresh = re.search(r'name="revision" value="(\d+)"', answer.text)
    assert fresh
    answer = post(second, at(draft, "edit"), {**mine, "revision": fresh[1]})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert only(world, ana).headcount == 8


def test_a_request_is_filed_only_with_the_declaration(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """It stays a draft, and the page says why."""
    draft = world.draft(ana)
    answer = post(signed_in(ana), at(draft, "file"))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="truth-wrong"' in answer.text
    assert only(world, ana).state is RequestState.DRAFT


def test_a_request_that_would_be_refused_is_filed_only_when_the_employer_insists(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """The reason with its article first; then their right to a decision."""
    today = date(2024, 3, 4)
    draft = world.draft(ana, span=Span(today - timedelta(days=10), today))
    client = signed_in(ana)
    assert "En l'état, la demande serait refusée" in text_of(client.get(at(draft)).text)
    answer = post(client, at(draft, "file"), {"truth": "yes"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="insist-wrong"' in answer.text
    assert "(R. 5122-2)" in text_of(answer.text)
    assert 'id="truth" name="truth" value="yes" checked' in answer.text
    answer = post(client, at(draft, "file"), {"truth": "yes", "insist": "yes"})
    assert answer.location == at(draft, "receipt")


def test_what_is_filed_is_no_longer_edited(world: World, ana: Person, signed_in: Enter) -> None:
    """The form leads to the request; a late save is refused."""
    draft = world.draft(ana)
    client = signed_in(ana)
    page = client.get(at(draft, "edit")).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    world.submit(ana, draft)
    assert client.get(at(draft, "edit")).location == at(draft)
    assert client.get(at(draft, "file")).location == at(draft)
    answer = client.post(at(draft, "edit"), data={**TYPED, "revision": "1", "csrf_token": token[1]})
    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_another_account_is_for_contacts_with_a_fresh_proof(
    world: World, ana: Person, dora: Person, signed_in: Enter
) -> None:
    """A declarant is told whom to ask; a contact proves who they are."""
    world.file(ana)
    draft = world.draft(dora, iban=OTHER_IBAN)
    declarant = signed_in(dora)
    assert "seul un contact" in text_of(declarant.get(at(draft, "file")).text)
    answer = post(declarant, at(draft, "file"), {"truth": "yes"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "seul un contact" in text_of(answer.text)
    contact = signed_in(ana)
    assert "Le compte bancaire est nouveau" in text_of(contact.get(at(draft, "file")).text)
    world.clock.tick(timedelta(hours=1))
    assert contact.get(at(draft, "file")).location.endswith("/sign-in/again")
    answer = post(signed_in(ana), at(draft, "file"), {"truth": "yes"})
    assert answer.location == at(draft, "receipt")


def test_another_scheme_drops_nothing_that_was_chosen_and_states_nothing_unasked(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """The page has it hidden by its style; it is there again when the scheme is changed back."""
    client = signed_in(ana)
    post(client, NEW, {**TYPED, "motive": "2", "agreement_sent_on": "soon", "then": "stay"})
    ordinary = only(world, ana)
    assert ordinary.agreement_sent_on is None
    extra = {"foundation": "agreement", "agreement_sent_on": "2024-03-01", "motive": "2"}
    now_at = {"revision": str(ordinary.revision), "scheme": "long_term", "then": "stay"}
    answer = post(client, at(ordinary, "edit"), {**TYPED, **extra, **now_at})
    assert answer.status_code == HTTPStatus.SEE_OTHER, answer.text
    long_term = only(world, ana)
    assert long_term.scheme is Scheme.LONG_TERM
    assert long_term.agreement_sent_on == date(2024, 3, 1)
    form = client.get(at(long_term, "edit")).text
    assert re.search(r'<option value="2" selected', form)
    page = text_of(client.get(at(long_term)).text)
    assert "Accord ou document transmis le 01/03/2024" in page
    assert "Motif de recours" not in page
    now_at = {"revision": str(long_term.revision), "then": "stay"}
    post(client, at(long_term, "edit"), {**TYPED, **extra, **now_at})
    assert (only(world, ana).motive, only(world, ana).foundation is None) == (Motive.SUPPLY, False)
    world.submit(ana, only(world, ana), insist=True)
    filed = only(world, ana)
    assert (filed.motive, filed.foundation, filed.agreement_sent_on) == (Motive.SUPPLY, None, None)


def test_days_before_the_procedure_are_told_not_answered_with_a_fault_of_ours(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """Of a scheme that did not exist, the law says nothing."""
    client = signed_in(ana)
    days = {"first": "2012-01-01", "last": "2012-02-01", "scheme": "long_term_rebound"}
    answer = post(client, NEW, {**TYPED, **days})
    page = client.get(answer.location)
    assert page.status_code == HTTPStatus.OK
    assert "aria-invalid" in page.text
    assert client.get(at(only(world, ana))).status_code == HTTPStatus.OK
    assert client.get(at(only(world, ana), "file")).status_code < 500


def test_files_are_joined_listed_read_and_taken_off(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """What may be joined is said before."""
    draft, client = world.draft(ana), signed_in(ana)
    empty = text_of(client.get(at(draft, "files")).text)
    assert f"{LARGEST // 1024**2} Mo au plus par fichier, {MOST} fichiers au plus" in empty
    assert "est joint à la demande" in upload(client, draft, ("baisse.pdf", PDF))
    (file,) = only(world, ana).attachments
    got = client.get(at(draft, f"files/{file.sha256}"))
    assert got.data == PDF
    assert got.headers["Content-Disposition"] == "attachment; filename=baisse.pdf"
    assert got.mimetype == "application/pdf"
    post(client, at(draft, f"files/{file.sha256}/remove"), page=at(draft, "files"))
    assert only(world, ana).attachments == ()


def test_each_file_at_fault_is_named_and_the_sound_ones_are_kept(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """Several at once: one of another type, one empty, one too large, one sound."""
    draft, client = world.draft(ana), signed_in(ana)
    large = b"%PDF-" + bytes(LARGEST)
    page = upload(client, draft, ("a.exe", b"MZ"), ("b.pdf", b""), ("c.pdf", large), ("d.pdf", PDF))
    assert page.startswith("422")
    assert "« a.exe » n'est ni un PDF" in page
    assert "« b.pdf » est vide" in page
    assert "« c.pdf » dépasse 10 Mo" in page
    assert [file.name for file in only(world, ana).attachments] == ["d.pdf"]
    assert "Choisissez d'abord un fichier" in upload(client, draft)


def test_a_file_is_nobodys_by_its_hash_alone(
    world: World, ana: Person, dora: Person, signed_in: Enter
) -> None:
    """Knowing the digest is not enough, nor is another request of one's own."""
    draft, client = world.draft(ana), signed_in(ana)
    upload(client, draft, ("baisse.pdf", PDF))
    (file,) = only(world, ana).attachments
    other = world.draft(ana)
    answer = client.get(at(other, f"files/{file.sha256}"))
    assert answer.status_code == HTTPStatus.NOT_FOUND
    garage = f"/establishments/{GARAGE}/requests/{draft.id}/files/{file.sha256}"
    assert signed_in(dora).get(garage).status_code == HTTPStatus.NOT_FOUND


def test_establishments_join_a_request_with_their_own_figures(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """Each fault beside its field; each can be taken out again."""
    draft, client = world.draft(ana), signed_in(ana)
    assert "Vous n'avez accès à aucun autre" in text_of(client.get(at(draft, "group")).text)
    sign_up.open_or_join(ANNEXE, Role.CONTACT, actor=ana, context=world.context)
    page = text_of(client.get(at(draft, "group")).text)
    assert "à partir de 50 établissements" in page
    wrong = {"joining": str(ANNEXE), "headcount": "0", "forecast_hours": "x", "perimeter": "1"}
    answer = post(client, at(draft, "group"), wrong)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'value="{ANNEXE}" selected' in answer.text
    right = {**wrong, "headcount": "4", "forecast_hours": "300"}
    answer = post(client, at(draft, "group"), right)
    assert answer.status_code == HTTPStatus.SEE_OTHER, text_of(answer.text)
    assert "Annexe" in text_of(client.get(at(draft, "group")).text)
    own = text_of(client.get(f"/establishments/{ANNEXE}/requests/{draft.id}").text)
    assert "fait partie d'une demande pour plusieurs établissements" in own
    assert "Relire et déposer" not in own
    again = post(client, at(draft, "group"), right)
    assert "Il fait déjà partie" in text_of(again.text)
    garage = post(client, at(draft, "group"), {**right, "joining": str(GARAGE)})
    assert "même entreprise" in text_of(garage.text)
    post(client, at(draft, f"group/{ANNEXE}/remove"), page=at(draft, "group"))
    assert only(world, ana).covers == ()


def test_the_opinion_follows_where_the_law_lets_it(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """Until its day, and kept as late after it."""
    filed = world.file(ana, motive=Motive.DISASTER, workforce=60, opinion=Opinion.NOT_GIVEN)
    client = signed_in(ana)
    assert "Jusqu'au 04/05/2024" in text_of(client.get(at(filed)).text)
    answer = post(client, at(filed, "opinion"))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="opinion-wrong"' in answer.text
    assert post(client, at(filed, "opinion"), {"opinion": "3"}).status_code == 422
    world.clock.set(starts_at(date(2024, 5, 10)) + timedelta(hours=9))
    client = signed_in(ana)
    assert "Ce jour est passé" in text_of(client.get(at(filed, "opinion")).text)
    answer = post(client, at(filed, "opinion"), {"opinion": "2"})
    page = text_of(client.get(answer.location).text)
    assert "transmis le 10/05/2024, après le 04/05/2024" in page
    assert "Avis envoyé ensuite Défavorable, 10/05/2024" in page
    assert client.get(at(filed, "opinion")).location == at(filed)


def test_a_decision_tells_what_it_authorises_and_where_to_claim(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """Each month left, with its last day; the account masked."""
    decision = world.authorisation(ana, commitments=("Maintien des emplois",))
    page = signed_in(ana).get(f"{AT}/requests/{decision.request_id}/decision")
    text = text_of(page.text)
    assert f"Décision {decision.number}" in text
    assert "1 200 h" in text
    assert "FR76…0189" in text
    assert "Maintien des emplois" in text
    assert "mars 2024" in text
    assert "30/10/2024" in text
    assert f"claims/new?decision={decision.number}&amp;month=2024-03" in page.text
    assert "à venir" in text
    assert "traitement algorithmique" in text


def test_a_refusal_tells_why_and_what_can_be_done(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """Its reasons with their articles, the remedies with the last day, and how to mend it."""
    held = world.file(ana, headcount=80)
    world.screen()
    decisions.decide(
        BAKERY,
        held.id,
        accepted=False,
        message="L'effectif ne concorde pas.",
        actor=world.officer(),
        context=world.context,
    )
    client = signed_in(ana)
    page = client.get(at(held, "decision"))
    text = text_of(page.text)
    assert "L'effectif ne concorde pas." in text
    assert "officer, agent instructeur, pour le préfet du département" in text
    (letter,) = world.told(NoticeKind.DECISION)
    assert "jusqu'au 05/05/2024" in letter.values["contest"]
    for sentence in letter.values["contest"].splitlines():
        assert sentence in text
    assert f'href="{at(held, "amend")}"' in page.text
    assert "traitement algorithmique" not in text
    # How far our tables were checked is for who keeps them, not for who was refused.
    assert "droit vérifié" not in text
    assert "Lire le refus" in text_of(client.get(AT).text)
    world.clock.tick(timedelta(days=1))
    world.file(ana)
    assert "Lire le refus" not in text_of(client.get(AT).text)


def test_more_employees_than_the_firm_has_are_told_to_who_types_them(
    ana: Person, signed_in: Enter
) -> None:
    """An officer would ask days later."""
    client = signed_in(ana)
    typed = TYPED | {"headcount": "20", "workforce": "14"}
    saved = post(client, NEW, typed)
    shown = text_of(client.get(saved.location).text)
    assert "20 salariés concernés pour un effectif de 14" in shown
    saved = post(client, NEW, TYPED)
    assert 'id="headcount"' not in client.get(saved.location).text


def test_schemes_that_are_closed_are_not_offered(
    ana: Person, world: World, signed_in: Enter
) -> None:
    """Childcare and vulnerable employees ended in 2022; a draft keeps what stands in it."""
    assert 'value="childcare"' not in signed_in(ana).get(NEW).text
    assert 'value="ordinary"' in signed_in(ana).get(NEW).text
    draft = world.draft(ana, scheme=Scheme.CHILDCARE, motive=None)
    assert 'value="childcare" selected' in signed_in(ana).get(at(draft, "edit")).text


def test_an_authorisation_taken_back_says_so_first(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """No month can be claimed any more."""
    decision = world.authorisation(ana)
    decisions.withdraw_decision(
        BAKERY,
        decision.number,
        WithdrawalReason.FRAUD,
        "Fraude",
        actor=world.officer(),
        context=world.context,
    )
    page = signed_in(ana).get(f"{AT}/requests/{decision.request_id}/decision")
    assert "Cette autorisation a été retirée" in text_of(page.text)
    assert "claims/new" not in page.text


def test_an_amendment_shows_what_it_changes(world: World, ana: Person, signed_in: Enter) -> None:
    """What it is, is said before; the decision there is stays good meanwhile."""
    decision = world.authorisation(ana)
    client = signed_in(ana)
    request = only(world, ana)
    assert "la décision en cours reste valable" in text_of(client.get(at(request, "amend")).text)
    answer = post(client, at(request, "amend"))
    assert answer.location == at(request, "edit")
    changed = {**TYPED, "revision": str(only(world, ana).revision), "headcount": "12"}
    answer = post(client, at(request, "edit"), changed)
    page = text_of(client.get(at(request)).text)
    assert "Avenant" in page
    assert decision.number in page
    versions = text_of(client.get(at(request, "versions")).text)
    assert "Salariés concernés 10 12" in versions
    post(client, at(request, "file"), {"truth": "yes"})
    assert client.get(at(request, "receipt?version=1")).status_code == HTTPStatus.OK
    receipt = text_of(client.get(at(request, "receipt")).text)
    assert "Version 2" in receipt
    assert client.get(at(request, "amend")).location == at(request)


def test_withdrawing_is_asked_before(world: World, ana: Person, signed_in: Enter) -> None:
    """A draft is given up, a filed request withdrawn; what is decided stays."""
    filed = world.file(ana)
    client = signed_in(ana)
    assert "Elle ne recevra pas de décision" in text_of(client.get(at(filed, "withdraw")).text)
    post(client, at(filed, "withdraw"))
    assert only(world, ana).state is RequestState.WITHDRAWN
    assert "Cette demande est retirée" in text_of(client.get(at(filed)).text)
    assert client.get(at(filed, "withdraw")).location == at(filed)


@pytest.mark.parametrize(
    "page",
    ["", "edit", "file", "files", "group", "receipt", "decision", "versions", "withdraw", "amend"],
)
def test_a_request_of_another_firm_is_not_there(
    world: World, ana: Person, signed_in: Enter, page: str
) -> None:
    """Neither under its own establishment, nor under one's own."""
    decision = world.authorisation(ana)
    stranger = signed_in(world.contact("eve", GARAGE))
    for siret in (BAKERY, GARAGE):
        address = f"/establishments/{siret}/requests/{decision.request_id}/{page}".rstrip("/")
        assert stranger.get(address).status_code == HTTPStatus.NOT_FOUND


def test_an_officer_reads_and_changes_nothing(world: World, ana: Person, signed_in: Enter) -> None:
    """No button, and no way around it."""
    draft = world.draft(ana)
    client = signed_in(world.officer())
    page = client.get(at(draft))
    assert page.status_code == HTTPStatus.OK
    assert "Relire et déposer" not in page.text
    for act in ("edit", "file", "withdraw"):
        assert client.get(at(draft, act)).status_code == HTTPStatus.FORBIDDEN
        answer = post(client, at(draft, act), {"truth": "yes"}, page=at(draft))
        assert answer.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("page", ["edit", "file", "withdraw", "files"])
def test_a_form_without_its_token_is_refused(
    world: World, ana: Person, signed_in: Enter, page: str
) -> None:
    """And changes nothing."""
    draft = world.draft(ana)
    answer = signed_in(ana).post(at(draft, page), data={**TYPED, "truth": "yes"})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert only(world, ana) == draft


def test_what_people_write_is_never_markup(world: World, ana: Person, signed_in: Enter) -> None:
    """Circumstances, commitments and names of files are text."""
    evil = "<script>alert(1)</script>"
    draft = world.draft(ana, circumstances=evil, commitments=(evil,))
    client = signed_in(ana)
    upload(client, draft, (f"{evil}.pdf", PDF))
    for page in ("", "edit", "file", "files"):
        assert "<script>" not in client.get(at(draft, page)).text
