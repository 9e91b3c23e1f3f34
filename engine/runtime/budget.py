"""When a run has to continue as new, long before the server would end it without running our code.

The server terminates at 51,200 events or 50 MB and refuses the 10,001st signal.
"""

from typing import Final

from temporalio import workflow

MOST_EVENTS: Final = 2_000
MOST_BYTES: Final = 2_000_000
PATIENCE: Final = 60.0  # real seconds that open calls and writes are waited for


def used(signals: int, most_signals: int) -> float:
    """The used share of the run's budget: from 1 on it should continue as new, from 2 on it must.

    `signals`: taken by this run.
    """
    info = workflow.info()
    share = max(
        info.get_current_history_length() / MOST_EVENTS,
        info.get_current_history_size() / MOST_BYTES,
        signals / max(most_signals, 1),
    )
    return max(share, 1.0) if info.is_continue_as_new_suggested() else share
