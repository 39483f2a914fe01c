"""A page as it is read, without its marks."""

import html
import re


def text_of(page: str) -> str:
    """Its words, one space between."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
