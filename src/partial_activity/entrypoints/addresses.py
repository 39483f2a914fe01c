"""An e-mail address as somebody typed it, read once at the door."""

from email_validator import EmailNotValidError, validate_email

from partial_activity.domain.identifiers import EmailAddress


def read_address(text: str) -> EmailAddress:
    """The address in lower case, its domain in ASCII: ``ana@société.fr`` is written ``xn--``.

    No server is asked: whether it receives is known by the confirmation link only.

    Raises:
        ValueError: nobody can receive under it.
    """
    try:
        # A trial installation has no domain but one under .test; it reaches nobody.
        address = validate_email(
            text.strip(), check_deliverability=False, allow_smtputf8=False, test_environment=True
        )
    except EmailNotValidError as error:
        raise ValueError(str(error)) from error
    # Without addresses beyond ASCII (SMTPUTF8), there is always one.
    assert address.ascii_email is not None
    return EmailAddress(address.ascii_email.lower())
