"""Letters out of templates: one for each kind of notice and language, read as text and as HTML.

A template is written once, in parts (``form.paragraph``, ``form.facts`` …) that ``text.j2`` and
``html.j2`` both have, so that the text says all that the HTML says.
"""

import re
from functools import cache
from urllib.parse import quote

from attrs import field, frozen
from jinja2 import Environment, PackageLoader, StrictUndefined, Template, TemplateError
from jinja2.environment import TemplateModule
from markupsafe import Markup

from partial_activity.adapters.formatting import FRENCH, LANGUAGES, formatter
from partial_activity.adapters.mail import letter_words
from partial_activity.domain.free_text import without_nirs
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NOTICES, OutboxMessage
from partial_activity.domain.words import Words
from partial_activity.ports.letters import Unwritable
from partial_activity.ports.outbox import Letter

_TEXT, _HTML = "text", "html"
_SEVERAL_LINES = frozenset({"commitments", "contest", "message", "months", "reasons"})


_SERVICE = Words("Le service de l'activité partielle", "The short-time work service")


def _origin(_instance: object, _attribute: object, value: str) -> None:
    if not re.fullmatch(r"https?://[^/?#\s]+(/[^?#\s]*)?", value) or value.endswith("/"):
        msg = f"{value!r} is not the beginning of a link, such as https://example.fr"
        raise ValueError(msg)


@frozen
class Letterhead:
    """Who writes, and where the links lead."""

    base_url: str = field(validator=_origin)
    """Beginning of every link, without a slash at the end."""
    contact: EmailAddress
    """The address at which a person answers."""
    service: Words = _SERVICE


class TemplateLetters:
    """See :class:`~partial_activity.ports.letters.Letters`."""

    def __init__(self, letterhead: Letterhead) -> None:
        """Write for one letterhead; templates are read when first needed."""
        self._head = letterhead

    def write(self, message: OutboxMessage) -> Letter:
        """The letter, in the person's language."""
        if message.language not in LANGUAGES:
            msg = f"no letters are written in {message.language!r}"
            raise Unwritable(msg)
        notice = NOTICES[message.kind]
        missing = sorted(notice.values - notice.later - message.values.keys())
        if missing:
            msg = f"a {message.kind.value} lacks {', '.join(missing)}"
            raise Unwritable(msg)
        try:
            subject, text = self._read(message, _TEXT)
            _, html = self._read(message, _HTML)
        except (TemplateError, ValueError, LookupError) as error:
            msg = f"a {message.kind.value} cannot be written: {type(error).__name__}: {error}"
            raise Unwritable(msg) from error
        return Letter(message.id, message.to, subject, text, html)

    def _read(self, message: OutboxMessage, form: str) -> tuple[str, str]:
        """Subject and whole letter, in one of its two forms."""
        language = message.language
        parts = _parts(form, language)
        values = {
            **_shown(message),
            "contact": str(self._head.contact),
            "form": parts,
            "language": language,
            "link": self._link,
        }
        templates = _environment(form)
        letter = templates.get_template(f"{message.kind.value}.{language}.j2")
        frame = templates.get_template(f"frame.{language}.j2")
        subject = _block(letter, "subject", values)
        whole = parts.letter(  # type: ignore[attr-defined] # a macro of the template
            language=language,
            title=subject,
            greeting=_block(frame, "greeting", values),
            body=_block(letter, "body", values),
            signature=_block(frame, "signature", values),
            service=formatter(language).say(self._head.service),
            footer=_block(frame, "footer", values),
        )
        return str(subject), str(whole).strip() + "\n"

    def _link(self, *path: str) -> str:
        return "/".join((self._head.base_url, *(quote(part, safe="") for part in path)))


@cache
def _environment(form: str) -> Environment:
    """The templates of one form: both read the same files, and HTML is escaped."""
    environment = Environment(
        loader=PackageLoader("partial_activity.adapters.mail", "letter_templates"),
        autoescape=form != _TEXT,  # noqa: S701  plain text has nothing to escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Nothing of Jinja's own (it has a "joiner") stands in for a value that is missing.
    environment.globals.clear()
    environment.filters.update(letter_words.FILTERS)
    return environment


@cache
def _parts(form: str, language: str) -> TemplateModule:
    colon = formatter(language).typeset(" :" if language == FRENCH else ":")
    template = _environment(form).get_template(f"{form}.j2")
    return template.make_module({"colon": colon, "language": language})


def _block(template: Template, name: str, values: dict[str, object]) -> str:
    """One block of a template; escaped already where the form is HTML."""
    context = template.new_context(values)
    content = "".join(template.blocks[name](context))
    tidy = re.sub(r"\n{3,}", "\n\n", content).lstrip("\n")
    tidy = formatter(str(values["language"])).typeset(tidy)
    return Markup(tidy) if context.eval_ctx.autoescape else tidy  # noqa: S704  escaped above


def _shown(message: OutboxMessage) -> dict[str, str]:
    """The values, each on one line unless it is a list, and without any NIR somebody typed."""
    kept = dict.fromkeys(NOTICES[message.kind].later, "") | dict(message.values)
    values = {
        name: without_nirs(value if name in _SEVERAL_LINES else " ".join(value.split()))
        for name, value in kept.items()
    }
    # Who asked not to be published has no name in the register.
    if "siret" in values:
        siret = formatter(message.language).siret(values["siret"])
        values["establishment"] = values["establishment"] or f"SIRET {siret}"
    return values
