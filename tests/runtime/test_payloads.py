"""Nothing crosses Temporal in clear, keys can be rotated, and a payload opens only where it belongs."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from temporalio.api.failure.v1 import Failure
from temporalio.client import Client
from temporalio.converter import DataConverter, WorkflowSerializationContext
from temporalio.exceptions import ApplicationError

from engine.contracts.cohort import CohortInput, EventBatch, EventItem, Member
from engine.contracts.cursor import Cursor
from engine.errors import EngineError, Refused
from engine.journey.plan import LEAVE, Wait
from engine.runtime.connection import connect
from engine.runtime.payloads import SEALED, data_converter
from tests.runtime.office import NAMESPACE, Office
from tests.runtime.plans import plan_of
from tests.runtime.test_cohort import FOUR_STEPS, finished

OLD, NEW = {"2025": b"o" * 32}, {"2026": b"n" * 32}
CANARY = "canary-7f3a"
BATCH = EventBatch([EventItem(CANARY, "e0", "clicked", 1.5, "mail")])


def sealing(keys: dict[str, bytes], workflow: str = "cohort-1", namespace: str = "care") -> DataConverter:
    context = WorkflowSerializationContext(namespace=namespace, workflow_id=workflow)
    return data_converter(keys, namespace).with_context(context)


async def test_a_contract_comes_back_as_its_own_type_and_is_not_readable_on_the_way():
    given_input = CohortInput(
        "c", "v", plan_of(Wait(id="w", next=LEAVE, seconds=1)), [Member(CANARY, Cursor(0))]
    )
    sealed = await sealing(NEW).encode([given_input])
    assert CANARY.encode() not in sealed[0].SerializeToString()
    assert sealed[0].metadata["encoding"] == SEALED
    assert await sealing(NEW).decode(sealed, [CohortInput]) == [given_input]


async def test_an_old_key_still_opens_after_a_new_one_has_taken_over():
    sealed = await sealing(OLD).encode([BATCH])
    assert await sealing(NEW | OLD).decode(sealed, [EventBatch]) == [BATCH]
    assert (await sealing(NEW | OLD).encode([BATCH]))[0].metadata["key"] == b"2026"


@pytest.mark.parametrize(
    ("reader", "code"),
    [
        (sealing(NEW), "payload-key-unknown"),
        (sealing({"2025": b"x" * 32}), "payload-altered"),
        (sealing(OLD, workflow="cohort-2"), "payload-of-another-workflow"),
        (sealing(OLD, namespace="other"), "payload-altered"),
    ],
)
async def test_a_payload_does_not_open_with_another_key_workflow_or_namespace(
    reader: DataConverter, code: str
):
    sealed = await sealing(OLD).encode([BATCH])
    with pytest.raises(EngineError) as refused:
        await reader.decode(sealed, [EventBatch])
    assert refused.value.code == code


async def test_a_payload_given_the_name_of_another_workflow_does_not_open():
    sealed = await sealing(OLD).encode([BATCH])
    sealed[0].metadata["workflow"] = b"cohort-2"
    with pytest.raises(Refused, match="does not open"):
        await sealing(OLD, workflow="cohort-2").decode(sealed, [EventBatch])


async def test_what_nobody_sealed_is_refused():
    clear = data_converter(OLD, "care").payload_converter.to_payloads([BATCH])
    with pytest.raises(Refused) as refused:
        await sealing(OLD).decode(clear, [EventBatch])
    assert refused.value.code == "payload-not-sealed"


def test_sealing_without_a_key_is_refused():
    with pytest.raises(Refused):
        data_converter({}, "care")


async def test_the_text_of_a_failure_is_sealed_and_comes_back():
    converter, failure = sealing(NEW), Failure()
    await converter.encode_failure(ApplicationError(CANARY, type="patient-unreadable"), failure)
    assert CANARY not in str(failure)
    assert CANARY in str(await converter.decode_failure(failure))


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.text() | st.integers(-(2**53), 2**53), st.lists, max_leaves=9
    )
)
async def test_every_json_value_survives_the_way(value: object):
    assert await sealing(NEW).decode(await sealing(NEW).encode([value])) == [value]


async def test_two_payloads_of_the_same_value_look_different():
    first, second = await sealing(NEW).encode([BATCH, BATCH])
    assert first.data != second.data


async def test_a_whole_run_with_a_failure_leaves_only_sealed_payloads_in_the_server(office: Office):
    office.desk.spoiled["render_messages"] = {"e0"}
    async with office.working():
        handle = await office.start(FOUR_STEPS, members=2)
        await finished(handle)
    address = office.client.service_client.config.target_host
    stranger = await Client.connect(address, namespace=NAMESPACE)
    history = (await stranger.get_workflow_handle(handle.id).fetch_history()).to_json()
    assert "canary-text-of-a-failure" not in history
    assert '"e0"' not in history
    assert "anNvbi9wbGFpbg==" not in json.dumps([_without_numbers(e) for e in json.loads(history)["events"]])


def _without_numbers(event: dict[str, Any]) -> dict[str, Any]:
    """The SDK notes each local activity's number, name and time in clear, beside our sealed answer."""
    marker = event.get("markerRecordedEventAttributes", {})
    if marker.get("markerName") == "core_local_activity":
        marker["details"].pop("data")
    return event


async def test_a_server_that_is_not_there_is_said_so():
    with pytest.raises(EngineError) as unreachable:
        await connect("127.0.0.1:1", namespace=NAMESPACE, keys=NEW)
    assert unreachable.value.code == "temporal-unreachable"
