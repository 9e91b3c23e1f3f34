"""Schemathesis over the whole document: whatever is sent, the server keeps its word.

No 500, no status, header, media type or body that the document does not say. Derandomised: the same requests
every time. `CARELOOM_FUZZ=200` asks for that many examples of each operation instead of the few of every day.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.generation import GenerationMode

from designer_api.contract import contract_of
from engine.settings import PROJECT
from tests.activities.clinic import Clinic, open_clinic
from tests.designer_api.conftest import SENDER_KEY, Api, SignedIn

EXAMPLES = int(os.environ.get("CARELOOM_FUZZ", "4"))
PATIENCE = 20  # seconds for one answer
CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# Signing out would end the session of all others, and passwords are hashed slowly.
ELSEWHERE = {"access.leave", "access.enter"}


@schemathesis.serializer("application/hl7-v2")
def _as_written(_: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


@pytest_asyncio.fixture(scope="module")
async def clinic(api: Api, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Clinic]:
    """A copy of the shipped directory, for what is sent may be published; and somebody in a journey."""
    root: Path = tmp_path_factory.mktemp("fuzz") / "journeys"
    shutil.copytree(PROJECT / "journeys", root)
    before = api.settings.journeys_dir
    object.__setattr__(api.settings, "journeys_dir", root)
    made = await open_clinic(api.settings)
    yield made
    object.__setattr__(api.settings, "journeys_dir", before)
    await made.smtp.close()
    await made.pool.close()


async def test_the_server_keeps_the_word_of_its_document(
    api: Api, clinic: Clinic, courier: None, signed_in: SignedIn
) -> None:
    patient = await clinic.add_person("fuzz@example.org")
    known = {"patient": str(patient), "enrollment": await clinic.enroll(patient), "slug": "visit-reminder"}
    admin = await signed_in("admin")
    with requests.Session() as session:
        session.headers["X-CSRF-Token"] = admin.headers["X-CSRF-Token"]
        session.cookies.set("careloom_session", admin.cookies["careloom_session"])
        broken = await asyncio.to_thread(_fuzz, contract_of(api.app), api.address, session, known)
    assert broken == [], "\n\n".join(broken)


def _fuzz(
    document: dict[str, Any], address: str, session: requests.Session, known: dict[str, str]
) -> list[str]:
    schema = schemathesis.openapi.from_dict(document)
    broken = []
    for found in schema.get_all_operations():
        operation = found.ok()
        raw = operation.definition.raw
        if raw["operationId"] in ELSEWHERE or _streams(raw):
            continue
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            try:
                _ask(operation, mode, address, session, known)
            except Unsatisfiable:
                continue  # nothing about this operation can be said wrongly
            except BaseExceptionGroup as failures:
                broken += [f"{operation.label}: {each}" for each in failures.exceptions]
            except (AssertionError, requests.RequestException) as failure:
                broken.append(f"{operation.label}: {failure}")
    return broken


def _streams(operation: dict[str, Any]) -> bool:
    """It never ends."""
    return "text/event-stream" in operation["responses"].get("200", {}).get("content", {})


def _ask(
    operation: Any, mode: GenerationMode, address: str, session: requests.Session, known: dict[str, str]
) -> None:
    """Half of the time about things that are there."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), real=st.booleans())
    def ask(case: Any, real: bool) -> None:
        if real:
            for name in known.keys() & (case.path_parameters or {}).keys():
                case.path_parameters[name] = known[name]
        sender = {"Authorization": f"Bearer {SENDER_KEY}"} if "/intake/" in operation.path else {}
        response = case.call(base_url=address, session=session, headers=sender, timeout=PATIENCE)
        case.validate_response(response, checks=CHECKS)

    ask()
