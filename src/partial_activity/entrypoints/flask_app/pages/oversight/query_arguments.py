"""What an address of these pages asks for: a page of a list, and its links to others."""

from urllib.parse import urlencode

from flask import request


def page_number(name: str = "page") -> int:
    """The page asked for; the first where the address says nothing we can read."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("99999") else 1


def address_with(**changes: object) -> str:
    """This page's address with other values; None takes one away."""
    kept = {key: text for key, text in request.args.items() if text}
    kept |= {key: str(value) for key, value in changes.items() if value is not None}
    for key, value in changes.items():
        if value is None:
            kept.pop(key, None)
    return f"{request.path}?{urlencode(kept)}" if kept else request.path
