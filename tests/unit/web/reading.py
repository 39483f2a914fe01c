"""A page as it is read, without its marks, and what a browser would send of it."""

import html
import re
from html.parser import HTMLParser


def text_of(page: str) -> str:
    """Its words, one space between."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def controls_of(page: str) -> dict[str, str]:
    """What a browser would send of the form of a page, as it is shown."""
    return _Controls(page).sent


class _Controls(HTMLParser):
    """What a browser would send of a form, as it is shown."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._select = self._area = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Remember what is typed, ticked or chosen."""
        has = dict(attributes)
        name, value = has.get("name") or "", has.get("value") or ""
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area = name
            self.sent[name] = ""
        elif tag == "option" and self._select and ("selected" in has):
            self.sent[self._select] = value
        elif tag == "input" and name and (has.get("type") != "checkbox" or "checked" in has):
            self.sent[name] = value

    def handle_endtag(self, tag: str) -> None:
        """A list or an area ends."""
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        """What stands in an area."""
        if self._area:
            self.sent[self._area] += data
