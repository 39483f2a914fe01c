"""Domains that hand out e-mail addresses for a few minutes.

A small choice of the best known, checked against the public list disposable-email-domains
(github.com/disposable-email-domains/disposable-email-domains, disposable_email_blocklist.conf,
public domain by CC0). Thousands exist and they change weekly: an address here is a sign, an address
that is not here is no proof.
"""

DISPOSABLE_DOMAINS = frozenset(
    {
        "0-mail.com",
        "10minutemail.com",
        "10minutemail.net",
        "10minutesmail.fr",
        "1secmail.com",
        "20minutemail.com",
        "anonbox.net",
        "armyspy.com",
        "boun.cr",
        "brefmail.com",
        "bugmenot.com",
        "burnthespam.info",
        "byom.de",
        "courrieltemporaire.com",
        "dayrep.com",
        "deadaddress.com",
        "discard.email",
        "discardmail.com",
        "dispostable.com",
        "dropmail.me",
        "einrot.com",
        "email-fake.com",
        "email-jetable.fr",
        "email-temp.com",
        "emailfake.com",
        "emailondeck.com",
        "emltmp.com",
        "spymail.one",
        "teleworm.us",
        "temp-mail.com",
        "temp-mail.org",
        "tempail.com",
        "tempinbox.com",
        "tempmail.eu",
        "tempmailo.com",
        "tempomail.fr",
        "tempr.email",
        "throwawaymail.com",
        "tmpmail.org",
        "trash-mail.com",
        "trashmail.com",
        "trashmail.net",
        "wegwerfemail.de",
        "wegwerfmail.de",
        "yopmail.com",
        "yopmail.fr",
        "yopmail.net",
        "youpymail.com",
    }
)


def is_disposable(host: str) -> bool:
    """Whether a domain, or one it lies under, is in the list."""
    labels = host.lower().split(".")
    return any(".".join(labels[start:]) in DISPOSABLE_DOMAINS for start in range(len(labels)))
