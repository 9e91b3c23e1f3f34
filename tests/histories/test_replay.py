"""Every recorded history is replayed against the code of today: open runs must never stumble over it."""

from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from engine.runtime.cohort import Cohort
from engine.runtime.payloads import HEADERS, data_converter
from engine.worker import workflow_runner
from tests.histories.stories import STORIES
from tests.runtime.office import KEYS, NAMESPACE

RECORDED = sorted(Path(__file__).parent.glob("*.json"))


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
async def test_a_recorded_history_replays_without_a_difference(path: Path):
    replayer = Replayer(
        workflows=[Cohort],
        workflow_runner=workflow_runner(),
        namespace=NAMESPACE,
        data_converter=data_converter(KEYS, NAMESPACE),
        header_codec_behavior=HEADERS,
    )
    history = WorkflowHistory.from_json("cohort-" + path.stem, path.read_text())
    started = history.events[0].workflow_execution_started_event_attributes
    history = WorkflowHistory(started.workflow_id, history.events)
    result = await replayer.replay_workflow(history, raise_on_replay_failure=False)
    assert result.replay_failure is None


def test_every_story_has_been_recorded():
    assert {path.stem.split(".")[0] for path in RECORDED} == {story.__name__ for story in STORIES}
