"""The public list of domains that hand out e-mail addresses for a few minutes.

It comes with the library, which is published again each week: ``make lock UPGRADE=--upgrade``.
"""

from collections.abc import Set as AbstractSet

from disposable_email_domains import blocklist

DISPOSABLE_DOMAINS: AbstractSet[str] = frozenset(blocklist)
