"""OpenFisca-France on one employee at a time: run with the Python of a venv that has it.

Its formula fails on two persons or more (it uses Python's max on arrays), so that one at a time is
all it can do as it is shipped. It answers one number, without floor by category, text or step.
"""

import statistics
import time

_started = time.perf_counter()
from openfisca_core.simulation_builder import SimulationBuilder  # noqa: E402  the start is timed
from openfisca_france import FranceTaxBenefitSystem  # noqa: E402

VARIABLE = "covid_activite_partielle_montant"
NUMBER, RUNS = 300, 5


def first_then_many() -> None:
    """The first answer from a cold start, then distinct pays one after the other."""
    system = FranceTaxBenefitSystem()
    _answer(system, 2_500, "2020-04")
    print(
        f"openfisca-france, cold start         {(time.perf_counter() - _started) * 1000:>10,.0f} ms"
    )
    months = [f"{year}-{month:02d}" for year in (2021, 2022, 2023) for month in (1, 5, 9)]
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()  # as run.py times our work
        for index in range(NUMBER):
            _answer(system, 1_600 + index * 10, months[index % len(months)])
        seconds.append(time.process_time() - start)
    median, best = statistics.median(seconds), min(seconds)
    print(
        f"openfisca-france, one at a time      {NUMBER / median:>10,.0f} /s median   "
        f"{NUMBER / best:>10,.0f} /s best"
    )


def _answer(system: FranceTaxBenefitSystem, pay: float, month: str) -> None:
    person = {"salaire_de_base": {month: pay}, "heures_remunerees_volume": {month: 151.67}}
    simulation = SimulationBuilder().build_from_entities(system, {"individus": {"a": person}})
    simulation.calculate(VARIABLE, month)


if __name__ == "__main__":
    first_then_many()
