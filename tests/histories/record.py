"""Records the stories anew: `python -m tests.histories.record [STORY…]`.

Only for a story that is new: the recorded ones are what open runs may have lived through, and they are
kept for as long as such runs may be open.
"""

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from temporalio.client import WorkflowHistory

from tests.histories.stories import STORIES, Story
from tests.runtime.office import Office, open_office, start_server

FOLDER = Path(__file__).parent


async def record(wanted: set[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with await start_server(Path(folder)) as server:
            for story in STORIES:
                if not wanted or story.__name__ in wanted:
                    office = await open_office(server)
                    for number, history in enumerate(await tell(story, office)):
                        path = FOLDER / f"{story.__name__}.{number}.json"
                        path.write_text(json.dumps(history.to_json_dict(), separators=(",", ":")) + "\n")


async def tell(story: Story, office: Office) -> list[WorkflowHistory]:
    """Every run of the story's cohort, the first one first."""
    async with office.working():
        handle = await story(office)
        await handle.result()
    histories = []
    run = handle.first_execution_run_id
    while run:
        history = await office.client.get_workflow_handle(handle.id, run_id=run).fetch_history()
        histories.append(history)
        last = history.events[-1]
        run = last.workflow_execution_continued_as_new_event_attributes.new_execution_run_id
    return histories


if __name__ == "__main__":
    asyncio.run(record(set(sys.argv[1:])))
