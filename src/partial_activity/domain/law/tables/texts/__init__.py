"""Every text the library cites, once, in order of publication in the Journal officiel.

Texts whose day of publication no source gave come first: they are taken as always known.
"""
# ruff: noqa: F403  one list in five files; a table cites texts.DECREE_2020_325, whichever holds it

from partial_activity.domain.law.dated import Text

from partial_activity.domain.law.tables.texts.undated import *  # isort: skip
from partial_activity.domain.law.tables.texts.until_2019 import *  # isort: skip
from partial_activity.domain.law.tables.texts.of_2020 import *  # isort: skip
from partial_activity.domain.law.tables.texts.of_2021 import *  # isort: skip
from partial_activity.domain.law.tables.texts.since_2022 import *  # isort: skip

ALL: tuple[Text, ...] = tuple(text for text in [*globals().values()] if isinstance(text, Text))
