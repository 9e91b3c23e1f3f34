"""How each activity is called: its queue, its patience, its retries. Activities are named, never imported.

Quick activities that may be repeated at will run as local activities, within the workflow task: nothing is
asked of the server but the answer's record, which is most of what a cohort of one costs.
"""

import dataclasses
import re
from datetime import timedelta
from typing import Any, Final

import msgspec
from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, ApplicationError

from engine.contracts.activities import (
    CALL_WEBHOOKS,
    CHECK_CONSENT,
    DECIDE_BRANCHES,
    DELIVER_MESSAGES,
    DELIVERY_QUEUE,
    MOVE_PEOPLE,
    OPEN_FORMS,
    OPEN_TASKS,
    PLAN_TIMES,
    RECORD_PROGRESS,
    RENDER_MESSAGES,
    UPDATE_PATIENTS,
    Calls,
    Choices,
    Decisions,
    Deliveries,
    HandedOver,
    Openings,
    PlannedTimes,
    Recorded,
    Renderings,
    Updates,
)

_KEBAB = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_MINUTE = timedelta(seconds=60)
# A part that is down comes back: only an error marked non-retryable ends a call.
_RETRY = RetryPolicy(
    initial_interval=timedelta(seconds=1),
    backoff_coefficient=2.0,
    maximum_interval=_MINUTE,
    maximum_attempts=0,
)
# Longer pauses between tries are timers of the server: the cohort hears signals meanwhile.
_IN_PLACE: Final = timedelta(seconds=0.1)
# What an activity did not foresee may be the fault of one enrollment: a batch is told, to be taken apart.
UNFORESEEN: Final = "unforeseen"
_RETRY_FORESEEN = dataclasses.replace(_RETRY, non_retryable_error_types=[UNFORESEEN])


class Call(msgspec.Struct, frozen=True):
    answers: type[Any]
    queue: str = ""  # empty: a local activity, run by the worker that carries the cohort
    within: timedelta = _MINUTE
    beats: bool = False  # a silent worker is noticed by its heartbeat, long before `within`


CALLS: Final[dict[str, Call]] = {
    PLAN_TIMES: Call(PlannedTimes),
    DECIDE_BRANCHES: Call(Choices),
    CHECK_CONSENT: Call(Decisions),
    RENDER_MESSAGES: Call(Renderings, DELIVERY_QUEUE),
    # More than the 600 s that the reply to the final dot may take (RFC 5321, 4.5.3.2.6).
    DELIVER_MESSAGES: Call(Deliveries, DELIVERY_QUEUE, timedelta(minutes=15), beats=True),
    UPDATE_PATIENTS: Call(Updates),
    RECORD_PROGRESS: Call(Recorded),
    MOVE_PEOPLE: Call(HandedOver),
    OPEN_TASKS: Call(Openings),
    OPEN_FORMS: Call(Openings),
    # A host of somebody else: its slowness must not hold a workflow task.
    CALL_WEBHOOKS: Call(Calls, DELIVERY_QUEUE, timedelta(minutes=5), beats=True),
}


class CallFailed(Exception):
    """The activity said that it never can. `reason` is its code, fit to be shown and stored."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


async def call(activity: str, what: msgspec.Struct, heartbeat: float, *, alone: bool = True) -> Any:
    """The activity's result struct. Raises CallFailed.

    `alone`: about one enrollment, or about nobody in particular: then even the unforeseen is tried again.
    """
    how, retry = CALLS[activity], _RETRY if alone else _RETRY_FORESEEN
    try:
        if not how.queue:
            return await workflow.execute_local_activity(
                activity,
                what,
                result_type=how.answers,
                start_to_close_timeout=how.within,
                retry_policy=retry,
                local_retry_threshold=_IN_PLACE,
            )
        return await workflow.execute_activity(
            activity,
            what,
            result_type=how.answers,
            task_queue=how.queue,
            start_to_close_timeout=how.within,
            heartbeat_timeout=timedelta(seconds=heartbeat) if how.beats else None,
            retry_policy=retry,
        )
    except ActivityError as error:
        raise CallFailed(_reason(error.cause)) from error
    except ApplicationError as error:  # a local activity's own, unwrapped
        raise CallFailed(_reason(error)) from error


def _reason(error: BaseException | None) -> str:
    """The code that the activity raised; never its text, which nobody has vouched for."""
    code = error.type if isinstance(error, ApplicationError) and error.type else ""
    return code if len(code) <= 60 and _KEBAB.fullmatch(code) else "activity-failed"
