"""The web may be asked so many times in so long, by whom, for what."""

import re
from gettext import gettext as _
from typing import Self

from attrs import frozen

_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
_FORM = re.compile(r"(\d{1,9})\s*/\s*(\d{1,4})?\s*(second|minute|hour|day)s?")
NONE = "none"
"""What is written for no limit."""


@frozen
class Rate:
    """A number of times in a number of seconds."""

    times: int
    seconds: int

    def __attrs_post_init__(self) -> None:
        if self.times < 1 or self.seconds < 1:
            msg = _("{rate}: a rate is one time or more, in a second or more").format(rate=self)
            raise ValueError(msg)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The rate that ``5/minute`` or ``120/10 minutes`` says; None for ``none``.

        Raises:
            ValueError: it is written otherwise.
        """
        if text.strip() == NONE:
            return None
        found = _FORM.fullmatch(text.strip())
        if found is None:
            msg = _("{text!r} is not as 5/minute, 120/10 minutes, or {none}").format(
                text=text, none=NONE
            )
            raise ValueError(msg)
        times, many, unit = found.groups()
        return cls(int(times), int(many or 1) * _UNITS[unit])

    def __str__(self) -> str:
        unit, length = max(
            ((unit, length) for unit, length in _UNITS.items() if self.seconds % length == 0),
            key=lambda one: one[1],
        )
        many = self.seconds // length
        return f"{self.times}/{unit}" if many == 1 else f"{self.times}/{many} {unit}s"


@frozen(kw_only=True)
class Limits:
    """Every limit of the web; None: there is none.

    They stop a program that runs away and a stranger who tries; they are no wall against a flood,
    which is the proxy's. So they leave room for an office of hundreds behind one address.
    """

    asks_by_address: Rate | None = Rate(200, 600)
    """Letters asked for (sign-up, sign-in, a link again) from one address: an office of two hundred
    may sign in within ten minutes."""
    asks_by_email: Rate | None = Rate(5, 900)
    """The same for one mailbox, whoever asks: nobody's is filled by strangers."""
    assessments: Rate | None = Rate(120_000, 60)
    """The assessments from one address: two thousand a second, so that the payroll software of a
    whole office in a rush never meets it. They cost little, keep nothing and wait for nobody."""
    anonymous: Rate | None = Rate(6_000, 60)
    """The requests without an account, from one address, for anything else."""
    account: Rate | None = Rate(6_000, 60)
    """The requests of one account, in a browser or by its tokens: a program that files for
    thousands of establishments gets through; one that loops is slowed down."""


UNLIMITED = Limits(
    asks_by_address=None, asks_by_email=None, assessments=None, anonymous=None, account=None
)
"""The limits for machines of one's own that are measured: none."""
