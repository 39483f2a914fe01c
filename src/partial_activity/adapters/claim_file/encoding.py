"""The characters in which a claim file is written are settled once, from its bytes, and said."""

import re
from contextlib import suppress

from attrs import define, frozen

from partial_activity.domain.words import Words

LOST = "\N{REPLACEMENT CHARACTER}"
"""Stands where a character was lost, here or by a program before us: such a line is not read."""
_BOM = b"\xef\xbb\xbf"
_WINDOWS = "cp1252"
_OLDER = {
    _WINDOWS: "Windows-1252",
    "iso8859-15": "Latin-9 (ISO 8859-15)",
    "cp850": "MS-DOS (code page 850)",
    "mac_roman": "MacRoman",
}
"""What files that are no UTF-8 are written in, the most frequent first; and its name."""
_USUAL = frozenset("éèêëàâçîïôùûœÉÈÊÀÂÇÎÔŒ")
"""Letters of French names: they tell which encoding makes words of the bytes."""
_ODD = re.compile(
    r"(?<=[^\W\d_])[ƒˆ˜‰†‡‚„…¤¦§¨©ª¬®¯±´µ¶¸¹º¼½¾¿×÷¡¢£¥∞≤≥∂∑∏π∫Ω√≈∆◊€‹›⁄·\u2500-\u259f\x80-\x9f“”‘•]"
    r"(?=[^\W\d_]|\b|$|[;,\t\"])"
    r"|[ƒˆ˜‰†‡‚„¤¦¨©¬®¯±µ¶¸¼½¾×÷¢£¥\x80-\x9f](?=[^\W\d_])"
    r"|(?<=[a-z])[ŠŽŸŒÀ-Þ]|(?<=[A-Z])[ß-ÿšžœ](?=[A-Z])"
    r"|(?<=[a-z])[–—](?=[a-z])"
    rf"|{LOST}"
)
"""What no word has: a sign inside it, a capital behind a small letter, a byte that is nothing."""


@frozen
class Encoding:
    """UTF-8 or an older one; None: all that was seen so far is plain ASCII."""

    name: str | None = None
    bom: bool = False

    @property
    def said(self) -> Words | None:
        """Say which encoding was taken and why, where it was not UTF-8."""
        if self.name not in _OLDER:
            return None
        name = _OLDER[self.name]
        if self.name == _WINDOWS:
            return Words(
                f"Le fichier n'est pas en UTF-8 : lu en {name}, l'encodage usuel des tableurs.",
                f"The file is not in UTF-8: read as {name}, which spreadsheets usually write.",
            )
        return Words(
            f"Le fichier n'est pas en UTF-8 : lu en {name}, où ses octets font des mots français ; "
            "vérifiez les noms.",
            f"The file is not in UTF-8: read as {name}, in which its bytes make French words; "
            "check the names.",
        )


@define
class Decoder:
    """Reads lines in one encoding, settled by the first that is not plain ASCII.

    Once settled it holds for the file: a line in another encoding is refused, not guessed at.
    """

    encoding: Encoding

    @classmethod
    def of_block(cls, block: bytes) -> "Decoder":
        """Settled by the first bytes of a file where they can, so that it is known at once."""
        decoder = cls(Encoding())
        if block.startswith(_BOM):
            decoder.encoding = Encoding("utf-8", bom=True)
            return decoder
        for raw in block.split(b"\n")[:-1]:
            if not raw.isascii():
                decoder.encoding = Encoding(_settled(raw, block))
                break
        return decoder

    def decode(self, raw: bytes) -> str:
        """The text of a line.

        Raises:
            UnicodeError: the bytes are no text in the file's encoding, or a character was lost.
        """
        if b"\0" in raw:
            msg = "a NUL byte"
            raise UnicodeError(msg)
        if raw.isascii():
            return raw.decode("ascii")
        if self.encoding.name is None:
            self.encoding = Encoding(_settled(raw, raw))
        text = raw.decode(self.encoding.name or _WINDOWS)
        if LOST in text:
            raise UnicodeError(LOST)
        return text

    def shown(self, raw: bytes) -> str:
        """A line that cannot be decoded, with a mark where a character is lost."""
        return raw.decode(self.encoding.name or _WINDOWS, "replace").replace("\0", LOST)


def _settled(raw: bytes, block: bytes) -> str:
    """The encoding of a line that is not ASCII; an older one by what the whole block says."""
    with suppress(UnicodeDecodeError):
        raw.decode("utf-8")
        return "utf-8"
    if not _evidence(block, _WINDOWS)[1]:
        return _WINDOWS
    evidence = {name: _evidence(block, name) for name in _OLDER}
    best = max(_OLDER, key=lambda name: evidence[name][0] - 2 * evidence[name][1])
    letters, odd = evidence[best]
    return best if letters and not odd else _WINDOWS


def _evidence(block: bytes, name: str) -> tuple[int, int]:
    """Count the usual letters that the bytes make, and the signs that no word has."""
    text = block.decode(name, "replace")
    return sum(letter in _USUAL for letter in text), len(_ODD.findall(text))
