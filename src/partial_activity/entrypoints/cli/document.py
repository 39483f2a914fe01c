"""``partial-activity document``: documents to files, and whether one is ours."""

import re
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path

import click

from partial_activity.domain.identifiers import Siret
from partial_activity.domain.letters.documents import DocumentKind
from partial_activity.domain.people.people import Role
from partial_activity.entrypoints.cli.options import as_sentences, config_option, opened, operator
from partial_activity.entrypoints.language import told, writer
from partial_activity.ports.documents import DocumentsMissing
from partial_activity.usecases.letters import documents
from partial_activity.usecases.letters.documents import Issued, Verified

_CODE = re.compile("[0-9a-f]{64}")
KINDS = {
    DocumentKind.RECEIPT: "receipt of a request",
    DocumentKind.DECISION: "decision",
    DocumentKind.CLAIM_RECEIPT: "receipt of a claim",
    DocumentKind.CLAIM_STATEMENT: "statement of a claim",
    DocumentKind.EMPLOYEE_STATEMENT: "statement of an employee",
    DocumentKind.PROOF_LETTER: "letter with a code",
}
"""In English; in French through the catalogue."""
_version_option = click.option(
    "--version", type=click.IntRange(1), help="Version; else the last one."
)
_output_option = click.option(
    "--output",
    "-o",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write.",
)
_nir_option = click.option(
    "--with-nir", is_flag=True, help="With the end of each social security number."
)


@click.group()
def document() -> None:
    """Documents to files, as their readers download them; and whether one is ours."""


@document.command()
@click.argument("siret")
@click.argument("request_id")
@_version_option
@_output_option
@config_option
def receipt(
    siret: str, request_id: str, version: int | None, output: Path, config: Path | None
) -> None:
    """The receipt of a request."""
    with opened(config) as service:
        reader = operator(service, Role.OFFICER)
        _write(
            output,
            lambda: documents.issue_receipt(
                _siret(siret), request_id, version, actor=reader, context=service.context
            ),
        )


@document.command()
@click.argument("siret")
@click.argument("request_id")
@_version_option
@_output_option
@config_option
def decision(
    siret: str, request_id: str, version: int | None, output: Path, config: Path | None
) -> None:
    """The decision on a request."""
    with opened(config) as service:
        reader = operator(service, Role.OFFICER)
        _write(
            output,
            lambda: documents.issue_decision(
                _siret(siret), request_id, version, actor=reader, context=service.context
            ),
        )


@document.command("claim-receipt")
@click.argument("siret")
@click.argument("claim_id")
@_version_option
@_output_option
@config_option
def claim_receipt(
    siret: str, claim_id: str, version: int | None, output: Path, config: Path | None
) -> None:
    """The receipt of a claim."""
    with opened(config) as service:
        reader = operator(service, Role.OFFICER)
        _write(
            output,
            lambda: documents.issue_claim_receipt(
                _siret(siret), claim_id, version, actor=reader, context=service.context
            ),
        )


@document.command()
@click.argument("siret")
@click.argument("claim_id")
@click.option("--line", type=click.IntRange(1), help="Of the employee of this line only.")
@_version_option
@_nir_option
@_output_option
@config_option
def claim(
    siret: str,
    claim_id: str,
    *,
    line: int | None,
    version: int | None,
    with_nir: bool,
    output: Path,
    config: Path | None,
) -> None:
    """The statement of a claim, or of one of its employees."""
    with opened(config) as service:
        # Of the roles of the service, only the paying agency sees numbers (R. 5122-22).
        reader = operator(service, Role.PAYING_AGENT if with_nir else Role.OFFICER)

        def issue() -> Issued:
            if line is None:
                return documents.issue_claim_statement(
                    _siret(siret), claim_id, version, actor=reader, context=service.context
                )
            return documents.issue_employee_statement(
                _siret(siret), claim_id, line, version, actor=reader, context=service.context
            )

        _write(output, issue)


@document.command()
@click.argument("file_or_code")
@config_option
def verify(file_or_code: str, config: Path | None) -> None:
    """Whether a file, or the code of a document, is ours; and whether it still holds."""
    code = re.sub(r"\s", "", file_or_code).lower()
    with opened(config) as service, as_sentences():
        if _CODE.fullmatch(code):
            found = documents.verify_code(code, context=service.context)
        else:
            found = documents.verify_file(Path(file_or_code).read_bytes(), context=service.context)
    if found is None:
        msg = _("no document of ours is that one")
        raise click.ClickException(msg)
    click.echo(_told(found))


def _told(found: Verified) -> str:
    one = found.document
    standing = _(found.standing.value)
    if found.since:
        standing = _("{standing} since {day}").format(
            standing=standing, day=writer().day(found.since)
        )
    return _("{number}: {kind} of {day}, establishment {siret}; {standing}").format(
        number=one.number,
        kind=_(KINDS[one.kind]),
        day=writer().day(one.day),
        siret=one.siret,
        standing=standing,
    )


def _write(output: Path, issue: Callable[[], Issued]) -> None:
    with as_sentences():
        try:
            issued = issue()
        except DocumentsMissing as error:
            raise click.ClickException(told(error)) from error
    output.write_bytes(issued.file)
    click.echo(f"{issued.document.number}: {output}", err=True)


def _siret(given: str) -> Siret:
    try:
        return Siret(given)
    except ValueError as error:
        raise click.BadParameter(told(error)) from error
