"""The workflow of the comparison: four activities one after the other, for one patient. Replayed code."""

from datetime import timedelta
from typing import Final

import msgspec
from temporalio import workflow

QUEUE: Final = "bench-one-patient"
STEPS: Final = ("one_branch", "one_send", "one_update", "one_exit")
_WITHIN: Final = timedelta(seconds=120)


class Patient(msgspec.Struct, frozen=True):
    """Opaque ids alone, as everywhere in Temporal."""

    enrollment: str
    cohort: str
    version: str


@workflow.defn(name="OnePatient")
class OnePatient:
    @workflow.run
    async def run(self, one: Patient) -> None:
        for step in STEPS:
            await workflow.execute_activity(step, one, start_to_close_timeout=_WITHIN)
