"""Why a whole claim file is refused."""

from collections.abc import Mapping

from partial_activity.adapters.claim_file.wording import FILE_REFUSALS
from partial_activity.domain.words import Words, counts_as_one, in_number


class FileRefused(Exception):
    """A file of which no line can be read.

    Attributes:
        code: stable code.
        french: one sentence, with the mend.
        english: the same.
    """

    def __init__(self, code: str, **values: object) -> None:
        french, english = FILE_REFUSALS[code]
        self.code = code
        self.french = self._filled(french, "fr", values)
        self.english = self._filled(english, "en", values)
        super().__init__(self.english)

    @staticmethod
    def _filled(template: str, language: str, values: Mapping[str, object]) -> str:
        chosen = in_number(template, lambda name: counts_as_one(values[name], language))
        told = {
            name: (value.french if language == "fr" else value.english)
            if isinstance(value, Words)
            else value
            for name, value in values.items()
        }
        return chosen.format_map(told)
