"""A worker killed (−9) anywhere in the import of a file: the next ends it, and nothing is twice."""

import random
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from partial_activity.adapters.claim_file.uploads import FolderShelf, ShelvedClaimFiles
from partial_activity.adapters.sql import NirKeys, NirVault, SqlUnitsOfWork, open_engine
from partial_activity.domain.claim.claims import claim_id_of
from partial_activity.domain.claim.uploads import LEASE, UploadState, UploadStep
from partial_activity.domain.claim.weeks import slices_of
from partial_activity.testing import samples
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.claim import uploads
from partial_activity.usecases.context import Context

SECRET = b"a secret of thirty-two bytes ..."
MONTHS = (date(2024, 3, 1), date(2024, 4, 1))
EMPLOYEES = 150
DEATHS = 4
_HEADER = (
    "siret;numero_decision;mois;nir;nom;prenom;semaine;heures_contrat;heures_travaillees;"
    "heures_assimilees;heures_chomees;taux_horaire\n"
)
_WORKER = """
import sys
from datetime import datetime
from pathlib import Path
from partial_activity.adapters.claim_file.uploads import FolderShelf, ShelvedClaimFiles
from partial_activity.adapters.memory import HandClock
from partial_activity.adapters.sql import NirKeys, NirVault, SqlUnitsOfWork, open_engine
from partial_activity.usecases.claim.uploads import run_uploads
from partial_activity.usecases.context import Context
place, now, secret = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), sys.argv[3].encode()
units = SqlUnitsOfWork(open_engine(f"sqlite:///{place}"), NirVault(NirKeys.of_secret(secret)))
files = ShelvedClaimFiles(FolderShelf(place.parent / "uploads", bytes(32)))
print("ready", flush=True)
run_uploads(9, context=Context(units=units, clock=HandClock(now), claim_files=files))
print("done", flush=True)
"""


def _file(number: str) -> bytes:
    """Each employee's weeks of both months; one line of each month is claimed twice over."""
    rows = [_HEADER]
    for month in MONTHS:
        weeks = [each for each in slices_of(month) if each.span.first >= date(2024, 3, 18)]
        for employee in range(1, EMPLOYEES + 1):
            nir = samples.nir(employee).digits
            rows += [
                f"{BAKERY};{number};{month:%Y-%m};{nir};Martin;Anne;{each.week};35;0;0;7;15\n"
                for each in weeks
            ]
        rows.append(rows[-1])
    return "".join(rows).encode()


@pytest.mark.parametrize("seed", range(2))
def test_an_import_that_is_killed_is_ended_once(sqlite_path: Path, seed: int) -> None:
    place = sqlite_path
    units = SqlUnitsOfWork(open_engine(f"sqlite:///{place}"), NirVault(NirKeys.of_secret(SECRET)))
    world = World(units=units)
    ana = world.contact()
    number = world.authorisation(ana).number
    now = datetime(2024, 5, 6, 9, tzinfo=UTC)
    world.clock.set(now)
    files = ShelvedClaimFiles(FolderShelf(place.parent / "uploads", bytes(32)))
    context = attrs.evolve(world.context, claim_files=files)
    upload = uploads.receive_upload(
        BAKERY, "printemps.csv", [_file(number)], most=10_000_000, actor=ana, context=context
    )
    uploads.run_upload(upload, context=context)
    uploads.import_upload(BAKERY, upload.id, actor=ana, context=context)
    units.close()

    chance = random.Random(seed)  # noqa: S311  where it dies need be no secret
    for death in range(DEATHS + 1):
        worker = subprocess.Popen(
            [sys.executable, "-c", _WORKER, str(place), now.isoformat(), SECRET.decode()],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
        if death < DEATHS:
            time.sleep(chance.uniform(0.02, 0.5))
            worker.send_signal(signal.SIGKILL)
        worker.communicate(timeout=120)
        now += LEASE + timedelta(seconds=1)

    done = uploads.see_upload(BAKERY, upload.id, actor=ana, context=Context(units=units))
    assert (done.step, done.state) == (UploadStep.IMPORT, UploadState.DONE)
    assert done.refused == len(MONTHS)
    with units.reading() as uow:
        kept = [uow.claims.get(BAKERY, claim_id_of(BAKERY, number, month)) for month in MONTHS]
        imported = [
            entry.action
            for entry in uow.journal.entries(str(BAKERY))
            if entry.action == "claim.lines_imported"
        ]
        told = uow.uploads.claims(BAKERY, upload.id, UploadStep.IMPORT, 0, 9)
    assert sum(len(claim.lines) for claim in kept) == done.good
    assert [each.added for each in told] == [len(claim.lines) for claim in kept]
    assert len(imported) == len(MONTHS)
    assert len(files.faults(f"refused-{upload.id}", 0, 9).faults) == len(MONTHS)
    units.close()
