"""Settings of the service: from one TOML file and from the environment, which goes before it.

A setting ``payer_iban`` is ``payer_iban = "…"`` in the file and ``PARTIAL_ACTIVITY_PAYER_IBAN`` in
the environment. A name that is not a setting is refused, with the nearest that is.
"""

import difflib
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from gettext import gettext as _
from pathlib import Path
from typing import Any

import attrs
from attrs import field, frozen

from partial_activity.adapters.scanning.clamd import ClamdAddress
from partial_activity.domain.identifiers import EmailAddress, Iban
from partial_activity.domain.money import Share
from partial_activity.entrypoints.rates import Limits, Rate
from partial_activity.entrypoints.setting_readers import (
    MAKE_A_KEY,
    Secret,
    issuer_of,
    key_of,
    one_of,
    share_of,
    text_of,
    whole_of,
    yes_or_no,
)

PREFIX = "PARTIAL_ACTIVITY_"
FILE_VARIABLE = "PARTIAL_ACTIVITY_CONFIG"
"""Names the file; without it, ``partial-activity.toml`` in the current folder, if it is there."""
FILE_NAME = "partial-activity.toml"
NOT_SETTINGS = frozenset(
    f"{PREFIX}{name}"
    for name in ("CONFIG", "DEATHS", "SCREENSHOTS", "SEED", "TEST_POSTGRES", "THREADS")
)
"""Variables of that prefix that say something else, most of them to our tests; the last is told by
``serve`` to its processes."""


class SettingsRefused(Exception):
    """Settings that cannot be used: every fault, one a line."""


def _read(help_line: str, read: Callable[[str], object]) -> Mapping[str, object]:
    return {"help": help_line, "read": read}


_LIMITS = Limits()


@frozen(kw_only=True)
class Settings:
    """The settings: everything that differs from one place to another."""

    nir_key: Secret = field(
        metadata=_read(
            "Key under which social security numbers and letters rest. "
            "Lost, they cannot be read any more",
            key_of,
        )
    )
    link_key: Secret = field(metadata=_read("Key that seals the links sent by e-mail", key_of))
    journal_key: Secret | None = field(
        metadata=_read(
            "Key of the entries of the journal, and of its anchors; else one drawn from `nir_key`",
            key_of,
        ),
        default=None,
    )
    anchor_file: Path | None = field(
        metadata=_read(
            "Where each minute it is noted how far the journal has come: on another disk than the "
            "database; else `anchors.jsonl` in the data folder",
            lambda text: Path(text_of(text)),
        ),
        default=None,
    )
    auditor_email: EmailAddress | None = field(
        metadata=_read(
            "Who is sent those notes by mail; else nobody is, and who may write to the file and "
            "the database may cut both",
            EmailAddress,
        ),
        default=None,
    )
    law: str | None = field(
        metadata=_read(
            "Law to assess under, as `module:NAME` of a package of your own; else the French law "
            "as it is",
            text_of,
        ),
        default=None,
    )
    data_folder: Path = field(
        metadata=_read(
            "Where the database, files, letters and payment files are, unless said otherwise",
            lambda text: Path(text_of(text)),
        ),
        default=Path("partial-activity-data"),
    )
    database_url: Secret | None = field(
        metadata=_read(
            "`postgresql://…` or `sqlite:///path`; else SQLite in the data folder",
            lambda text: Secret(text_of(text)),
        ),
        default=None,
    )
    base_url: str = field(
        metadata=_read("Beginning of the links in letters", text_of),
        default="http://127.0.0.1:8000",
    )
    hosts: tuple[str, ...] = field(
        metadata=_read(
            "Names the web answers to beside that of `base_url`, with commas; `.example.fr` "
            "stands for all below",
            lambda text: tuple(text_of(name) for name in text.split(",")),
        ),
        default=(),
    )
    proxies: int = field(
        metadata=_read(
            "Proxies before the web, each of which says for whom it asks (X-Forwarded-…)", whole_of
        ),
        default=0,
    )
    body_seconds: int = field(
        metadata=_read(
            "Seconds a client has for the body of a request; one more for each 16 KiB that came",
            whole_of,
        ),
        default=30,
    )
    limit_asks_by_address: Rate | None = field(
        metadata=_read("Letters asked for (sign-up, sign-in) from one address", Rate.parse),
        default=_LIMITS.asks_by_address,
    )
    limit_asks_by_email: Rate | None = field(
        metadata=_read("Letters asked for to one mailbox", Rate.parse),
        default=_LIMITS.asks_by_email,
    )
    limit_assessments: Rate | None = field(
        metadata=_read("Assessments over HTTP from one address", Rate.parse),
        default=_LIMITS.assessments,
    )
    limit_anonymous: Rate | None = field(
        metadata=_read("Other requests without an account, from one address", Rate.parse),
        default=_LIMITS.anonymous,
    )
    limit_account: Rate | None = field(
        metadata=_read("Requests of one account, in a browser or by token", Rate.parse),
        default=_LIMITS.account,
    )
    limit_storage: Secret = field(
        metadata=_read(
            "Where those are counted: `memory://` for each process alone, or a store that all "
            "share, as `redis://…`",
            lambda text: Secret(text_of(text)),
        ),
        default=Secret("memory://"),
    )
    scanner: ClamdAddress | None = field(
        metadata=_read(
            "ClamAV's daemon, that looks for viruses in attachments: `tcp://127.0.0.1:3310` or "
            "`unix:///run/clamav/clamd.ctl`; else nothing does, and `status` says so",
            ClamdAddress.parse,
        ),
        default=None,
    )
    theme_folder: Path | None = field(
        metadata=_read(
            "Another look: `templates` that go before ours, `static` served under `/theme`",
            lambda text: Path(text_of(text)),
        ),
        default=None,
    )
    publisher: str = field(
        metadata=_read(
            "Who publishes the service, on the page of legal notices: name, address, director",
            text_of,
        ),
        default="",
    )
    contact: str = field(
        metadata=_read(
            "Where people who use the service find help: an address, a telephone number", text_of
        ),
        default="",
    )
    largest_claim_file: int = field(
        metadata=_read(
            "Largest claim file that the pages and the API take, in megabytes", whole_of
        ),
        default=500,
    )
    mail_from: EmailAddress = field(
        metadata=_read("Address letters come from", EmailAddress),
        default=EmailAddress("activite-partielle@localhost.example"),
    )
    mail_from_name: str = field(
        metadata=_read("Name letters come from", text_of), default="Activité partielle"
    )
    smtp_host: str | None = field(
        metadata=_read(
            "Server that takes letters; else they are written to `mail` in the data folder", text_of
        ),
        default=None,
    )
    smtp_port: int = field(metadata=_read("Its port", whole_of), default=587)
    smtp_encryption: str = field(
        metadata=_read(
            "`starttls`, `tls`, or `none` for a server on this machine",
            one_of("starttls", "tls", "none"),
        ),
        default="starttls",
    )
    smtp_user: str | None = field(
        metadata=_read("Login, where it asks for one", text_of), default=None
    )
    smtp_password: Secret | None = field(
        metadata=_read("Password of that login", lambda text: Secret(text_of(text))), default=None
    )
    smtp_per_minute: int | None = field(
        metadata=_read("Letters it takes in a minute; else all", whole_of), default=None
    )
    insolvency_file: Path | None = field(
        metadata=_read(
            "Insolvency proceedings, `siret;from;to;kind`", lambda text: Path(text_of(text))
        ),
        default=None,
    )
    payroll_file: Path | None = field(
        metadata=_read(
            "Hours declared by payroll, `siret;nir;month;hours`", lambda text: Path(text_of(text))
        ),
        default=None,
    )
    payer_name: str | None = field(
        metadata=_read("Whose account is debited", text_of), default=None
    )
    payer_iban: Iban | None = field(metadata=_read("That account", Iban), default=None)
    payer_bic: str | None = field(
        metadata=_read("BIC of its bank, where it still asks for one", text_of), default=None
    )
    payment_format: str = field(
        metadata=_read(
            "Version of pain.001 the bank takes",
            one_of("pain.001.001.03", "pain.001.001.09", "pain.001.001.10", "pain.001.001.11"),
        ),
        default="pain.001.001.09",
    )
    bank_statements: bool = field(
        metadata=_read(
            "The bank's statements are read (camt.053, camt.054): what is paid is what was booked, "
            "and a bank's answer alone pays nothing",
            yes_or_no,
        ),
        default=False,
    )
    screening_threshold: int = field(
        metadata=_read("Score from which a claim is held for an officer", whole_of), default=100
    )
    control_share: Share = field(
        metadata=_read("Share of the claims that would pass, held all the same", share_of),
        default=Share.parse("0.02"),
    )
    answer_within_days: int = field(
        metadata=_read("Days an officer has for a held claim", whole_of), default=15
    )
    account_cooling_off_days: int = field(
        metadata=_read("Days in which nothing is paid on an account in another's place", whole_of),
        default=3,
    )
    visa_above_run: int = field(
        metadata=_read("Euros of a payment run above which a third person signs", whole_of),
        default=5_000_000,
    )
    visa_above_day: int = field(
        metadata=_read("The same, of all that is listed in a day", whole_of), default=20_000_000
    )
    visa_above_firm: int = field(
        metadata=_read("Euros a firm in thirty days above which somebody looks first", whole_of),
        default=1_000_000,
    )
    visa_above_first: int = field(
        metadata=_read("The same, of the first payment to an establishment", whole_of),
        default=5_000,
    )
    visa_above_new_account: int = field(
        metadata=_read("The same, of the first on an account in another's place", whole_of),
        default=5_000,
    )

    service_proof: str = field(
        metadata=_read(
            "How people of the service show that they are there: `link` (to their mailbox, or a "
            "security key), or `key`: a link lets them in only with a security key",
            one_of("link", "key"),
        ),
        default="link",
    )
    oidc_issuer: str | None = field(
        metadata=_read(
            "OpenID Connect provider through which people of the service may sign in, as its "
            "tokens name it; needs the two that follow",
            issuer_of,
        ),
        default=None,
    )
    oidc_client_id: str | None = field(
        metadata=_read("How it knows this service", text_of), default=None
    )
    oidc_client_secret: Secret | None = field(
        metadata=_read("Shared with it", lambda text: Secret(text_of(text))), default=None
    )
    oidc_label: str | None = field(
        metadata=_read("What the button calls it; else the name of its host", text_of), default=None
    )

    proconnect_issuer: str | None = field(
        metadata=_read(
            "ProConnect, through which anybody may sign in: `https://DOMAIN/api/v2`; needs the two "
            "that follow",
            issuer_of,
        ),
        default=None,
    )
    proconnect_client_id: str | None = field(
        metadata=_read("How it knows this service", text_of), default=None
    )
    proconnect_client_secret: Secret | None = field(
        metadata=_read("Shared with it", lambda text: Secret(text_of(text))), default=None
    )
    proconnect_algorithm: str = field(
        metadata=_read(
            "How it signs ID tokens and userinfo, as chosen there", one_of("ES256", "RS256")
        ),
        default="ES256",
    )
    proconnect_certifier: str | None = field(
        metadata=_read(
            "`idp_id` of the State's own provider (ProConnect Identité): its certification of the "
            "person in charge proves a firm; else nobody is sent for one",
            text_of,
        ),
        default=None,
    )

    @property
    def limits(self) -> Limits:
        """The limits of how often the web may be asked."""
        return Limits(
            asks_by_address=self.limit_asks_by_address,
            asks_by_email=self.limit_asks_by_email,
            assessments=self.limit_assessments,
            anonymous=self.limit_anonymous,
            account=self.limit_account,
        )

    @property
    def url(self) -> str:
        """The URL of the database; it may hold a password."""
        if self.database_url:
            return self.database_url.reveal
        return f"sqlite:///{self.data_folder / 'service.db'}"


def read_settings(environment: Mapping[str, str], file: Path | None = None) -> Settings:
    """The settings of the file, and over them those of the environment.

    Args:
        environment: of the process.
        file: None: the one that the environment names, or ``partial-activity.toml`` if it is there.

    Raises:
        SettingsRefused: a value cannot be read, a name is not a setting, a key is missing.
    """
    faults: list[str] = []
    given = dict(_of_file(_file_to_read(environment, file), faults))
    for name, text in environment.items():
        if name.startswith(PREFIX) and name not in NOT_SETTINGS:
            given[name.removeprefix(PREFIX).lower()] = (name, text)
    known = attrs.fields_dict(Settings)
    values: dict[str, Any] = {}
    for name, (where, text) in given.items():
        if name not in known:
            told = _("{where}: there is no such setting").format(where=where)
            faults.append(told + _nearest(name, known))
            continue
        try:
            values[name] = known[name].metadata["read"](text)
        except ValueError as error:
            faults.append(_("{where}: {why}").format(where=where, why=error))
    faults += _missing(given.keys())
    if faults:
        raise SettingsRefused("\n".join(faults))
    return Settings(**values)


def _missing(given: Collection[str]) -> list[str]:
    return [
        _(
            "{setting}: must be given, as {variable} or in {file}; make one with {command} and "
            "keep it safe"
        ).format(
            setting=each.name,
            variable=f"{PREFIX}{each.name.upper()}",
            file=FILE_NAME,
            command=MAKE_A_KEY,
        )
        for each in attrs.fields(Settings)
        if each.default is attrs.NOTHING and each.name not in given
    ]


def _nearest(name: str, known: Mapping[str, object]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return _("; did you mean {name}?").format(name=near[0]) if near else ""


def _file_to_read(environment: Mapping[str, str], file: Path | None) -> Path | None:
    if file is not None:
        return file
    if FILE_VARIABLE in environment:
        return Path(environment[FILE_VARIABLE])
    here = Path(FILE_NAME)
    return here if here.exists() else None


def _of_file(path: Path | None, faults: list[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Names, each with where it stands and its value as text."""
    if path is None:
        return
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.append(_("{where}: it cannot be read ({why})").format(where=path, why=error))
        return
    for name, value in content.items():
        where = f"{path}, {name}"
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            yield name, (where, str(value))
        else:
            told = _("{where}: a text or a whole number is meant (a decimal is a text)")
            faults.append(told.format(where=where))
