"""Domains that hand out e-mail addresses for a few minutes.

Which they are is told from outside: thousands exist, and they change weekly. An address under one
is a sign; an address under none proves nothing.
"""

from collections.abc import Collection


def is_disposable(host: str, domains: Collection[str]) -> bool:
    """Whether a domain, or one it lies under, is among those that are known."""
    labels = host.lower().split(".")
    return any(".".join(labels[start:]) in domains for start in range(len(labels)))
