"""What no sender should say, through the public intake: refused with a reason, shown, and never a 5xx."""

import re
import time
from collections.abc import Callable
from typing import Final

import httpx
import msgspec
import pytest

from tests.e2e.installation import Installation
from tests.e2e.people import ahead, person
from tests.faults.crowd import Crowd

_SLOWEST: Final = 5.0  # seconds on a busy machine; a body that grows its own cost takes minutes
_NAME: Final = "Zebrowska"  # a patient's, which no answer may repeat
_MSH: Final = b"MSH|^~\\&|TEST|NORTH|CARELOOM|NORTH|20260301080000+0000||SIU^S12^SIU_S12|%s|P|2.5.1\r"
_SCH: Final = b"SCH|P1|F1|||||OFFICE-VISIT|OFFICE-VISIT|30|min|^^30^20270304093000+0000|||||||||||||Booked\r"
_PID: Final = b"PID|1||00042^^^NORTH^MR||Zebrowska^Ana||19700102|F|||||^NET^Internet^zebrowska@example.org\r"


def _siu(number: bytes, *, msh: bytes = _MSH, sch: bytes = _SCH, pid: bytes = _PID) -> bytes:
    return msh % number + sch + pid


HL7: Final[dict[str, bytes]] = {
    "nothing": b"",
    "one byte": b"M",
    "three letters": b"MSH",
    "a header cut short": b"MSH|^~",
    "a header without a type": b"MSH|^~\\&|A|B|C|D|20260301||||P|2.5.1\r",
    "zeros": b"\0" * 5000,
    "any bytes": bytes(range(256)) * 40,
    "another protocol": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "a FHIR resource": b'{"resourceType": "Patient"}',
    "two messages in one": _siu(b"B1") + _siu(b"B2"),
    "two patients": _siu(b"B3") + _PID.replace(b"00042", b"00043"),
    "no patient": _siu(b"B4", pid=b""),
    "a patient without a number": _siu(b"B5", pid=_PID.replace(b"00042^^^NORTH^MR", b"")),
    "no control id": _siu(b""),
    "a control id of ten thousand characters": _siu(b"9" * 10_000),
    "the thirtieth of February": _siu(b"B6", sch=_SCH.replace(b"20270304093000", b"20270230093000")),
    "an hour 25": _siu(b"B7", sch=_SCH.replace(b"0304093000", b"0304253000")),
    "an offset of 26 hours": _siu(b"B8", sch=_SCH.replace(b"+0000|", b"+2600|")),
    "NUL in a name": _siu(b"B9", pid=_PID.replace(b"^Ana", b"^A\0na")),
    "bytes that are not UTF-8": _siu(b"B10", pid=_PID.replace(b"^Ana", b"^A\xff\xfena")),
    "a charset nobody knows": _siu(b"B11", msh=_MSH.replace(b"|2.5.1", b"|2.5.1||||||KLINGON")),
    "delimiters that are all the same": _siu(b"B12").replace(b"^~\\&", b"||||"),
    "a million fields": _siu(b"B13") + b"ZZZ" + b"|" * 1_000_000,
    "a hundred thousand segments": _siu(b"B14") + b"ZZZ|1\r" * 100_000,
    "an escape without end": _siu(b"B15", pid=_PID.replace(b"^Ana", b"^" + b"\\" * 20_001)),
}

_DEEP: Final = 100_000
FHIR: Final[dict[str, bytes]] = {
    "nothing": b"",
    "not JSON": b"<Patient/>",
    "cut short": b'{"resourceType": "Patient", "id": "Zebrow',
    "a number": b"7",
    "an array": b"[]",
    "null": b"null",
    "a deep array": b"[" * _DEEP,
    "deep and closed": b'{"resourceType":"Patient","contained":' + b"[" * _DEEP + b"]" * _DEEP + b"}",
    "a resource nobody knows": b'{"resourceType": "Basic", "id": "1"}',
    "no type": b'{"id": "1"}',
    "a type that is a number": b'{"resourceType": 5}',
    "NaN": b'{"resourceType": "Patient", "id": NaN}',
    "a number without end": b'{"resourceType": "Patient", "id": ' + b"9" * 50_000 + b"}",
    "keys twice": b'{"resourceType": "Patient", "id": "1", "id": "Zebrowska"}',
    "NUL": b'{"resourceType": "Patient", "id": "1\\u0000", "name": [{"family": "Zebrowska"}]}',
    "half a surrogate": b'{"resourceType": "Patient", "id": "1", "name": [{"family": "\\ud800"}]}',
    "bytes that are not UTF-8": b'{"resourceType": "Patient", "id": "\xff"}',
    "UTF-16": '{"resourceType": "Patient"}'.encode("utf-16"),
    "a patient without identifiers": b'{"resourceType": "Patient", "name": [{"family": "Zebrowska"}]}',
    "names that are numbers": b'{"resourceType": "Patient", "id": "1", "name": 5}',
    "a day that is none": b'{"resourceType": "Patient", "id": "1", "birthDate": "2026-02-30"}',
    "an appointment of nobody": b'{"resourceType": "Appointment", "id": "1", "status": "booked"}',
    "a status nobody knows": b'{"resourceType": "Appointment", "id": "1", "status": "Zebrowska"}',
    "an empty bundle": b'{"resourceType": "Bundle", "type": "history", "entry": []}',
    "ten thousand entries": (
        b'{"resourceType": "Bundle", "type": "history", "entry": [' + b"{}," * 10_000 + b"{}]}"
    ),
}

_EVENT: Final = {
    "specversion": "1.0",
    "id": "c1",
    "source": "urn:test",
    "type": "careloom.care_gap.opened",
    "time": "2026-03-01T08:00:00Z",
    "data": {"patient": {"identifiers": [{"value": "0042", "system": "NORTH"}]}, "care_gap": "screening"},
}
EVENTS: Final[dict[str, bytes]] = {
    "nothing": b"",
    "not JSON": b"Zebrowska",
    "an array": b"[]",
    "a deep object": b'{"a":' * _DEEP,
    "another version": msgspec.json.encode(_EVENT | {"specversion": "0.3"}),
    "no id": msgspec.json.encode({k: v for k, v in _EVENT.items() if k != "id"}),
    "a type nobody knows": msgspec.json.encode(_EVENT | {"type": "Zebrowska"}),
    "a time that is none": msgspec.json.encode(_EVENT | {"time": "yesterday"}),
    "a time without a zone": msgspec.json.encode(_EVENT | {"time": "2026-03-01T08:00:00"}),
    "year 99999": msgspec.json.encode(_EVENT | {"time": "99999-03-01T08:00:00Z"}),
    "no patient": msgspec.json.encode(_EVENT | {"data": {}}),
    "a patient that is a word": msgspec.json.encode(_EVENT | {"data": {"patient": "Zebrowska"}}),
    "an id of a megabyte": msgspec.json.encode(_EVENT | {"id": "i" * 1_000_000}),
}
_MEDIA: Final = {
    "hl7v2": "application/hl7-v2",
    "fhir": "application/fhir+json",
    "events": "application/cloudevents+json",
}
CASES: Final = [
    *(("hl7v2", name, body) for name, body in HL7.items()),
    *(("fhir", name, body) for name, body in FHIR.items()),
    *(("events", name, body) for name, body in EVENTS.items()),
]


async def _post(careloom: Installation, kind: str, body: bytes, **headers: str) -> httpx.Response:
    key = {"Authorization": f"Bearer {careloom.settings.intake_keys['local']}"}
    sent = key | {"Content-Type": _MEDIA[kind]} | headers
    return await careloom.http.post(f"/api/intake/{kind}", content=body, headers=sent)


@pytest.mark.parametrize(("kind", "name", "body"), CASES, ids=[f"{kind}: {name}" for kind, name, _ in CASES])
async def test_a_bad_body_is_answered_with_a_reason(
    careloom: Installation, kind: str, name: str, body: bytes
) -> None:
    began = time.monotonic()
    answer = await _post(careloom, kind, body)
    assert time.monotonic() - began < _SLOWEST
    assert answer.status_code < 500, answer.text[:300]
    assert _NAME.lower() not in answer.text.lower(), "the answer repeats the patient"
    if kind == "hl7v2" and answer.status_code != 413:
        assert b"MSA|A" in answer.content, "an interface engine waits for an acknowledgement"
        assert (b"MSA|AA" in answer.content) == (answer.status_code == 200)
    elif answer.status_code >= 400:
        assert answer.json(), "no reason is given"
    assert await careloom.get("/api/dead-letters"), name


async def test_dead_letters_show_why_and_where_and_quote_nobody(careloom: Installation) -> None:
    bad = _siu(b"SHOWN", sch=_SCH.replace(b"20270304093000", b"20270230093000"))
    assert (await _post(careloom, "hl7v2", bad)).status_code == 422
    shown = (await careloom.get("/api/dead-letters"))["items"][0]
    assert shown["kind"] == "hl7v2" and shown["code"].startswith("hl7-") and shown["place"].startswith("SCH")
    assert _NAME not in str(shown)


def _signed_by_a_stranger(careloom: Installation) -> dict[str, str]:
    return {"Authorization": "", "X-Hub-Signature": "sha256=" + "0" * 64, "X-Careloom-Sender": "local"}


NOT_PROVED: Final[dict[str, Callable[[Installation], dict[str, str]]]] = {
    "no key": lambda _: {"Authorization": ""},
    "another key": lambda _: {"Authorization": "Bearer nobody"},
    "a key with bytes of another alphabet": lambda _: {"Authorization": "Bearer \u00e9\u00e8"},
    "a wrong signature": _signed_by_a_stranger,
    "a signature that is none": lambda _: {
        "Authorization": "",
        "X-Hub-Signature": "sha256",
        "X-Careloom-Sender": "local",
    },
    "a basic login": lambda _: {"Authorization": "Basic bG9jYWw6bG9jYWw="},
}


@pytest.mark.parametrize("how", NOT_PROVED)
async def test_nothing_is_kept_of_a_sender_who_proves_nothing(careloom: Installation, how: str) -> None:
    before = (await careloom.query("select count(*) as n from raw_message"))[0]["n"]
    headers = [(name.encode(), value.encode("latin-1")) for name, value in NOT_PROVED[how](careloom).items()]
    answer = await careloom.http.post("/api/intake/hl7v2", content=_siu(b"STRANGER"), headers=headers)
    assert answer.status_code == 401
    assert (await careloom.query("select count(*) as n from raw_message"))[0]["n"] == before


@pytest.mark.parametrize("kind", _MEDIA)
async def test_ten_megabytes_are_refused_at_once_and_kept_nowhere(careloom: Installation, kind: str) -> None:
    before = (await careloom.query("select count(*) as n from raw_message"))[0]["n"]
    began = time.monotonic()
    answer = await _post(careloom, kind, b"x" * 10_000_000)
    assert answer.status_code == 413
    assert time.monotonic() - began < _SLOWEST
    assert (await careloom.query("select count(*) as n from raw_message"))[0]["n"] == before


async def test_a_replayed_message_does_nothing_again(careloom: Installation) -> None:
    who = person("Replayed")
    message = careloom.siu("S12", who, ahead(days=9))
    for _ in range(5):
        await careloom.send(message)
    await careloom.mail_to(who["email"], 2)
    for _ in range(5):
        await careloom.send(message)
    patient = await careloom.patient_of(who["email"])
    assert len((await careloom.get(f"/api/patients/{patient}"))["inside"]) == 1
    assert len(careloom.mails_to(who["email"])) == 2


async def test_a_cancellation_for_somebody_unknown_does_no_harm(careloom: Installation) -> None:
    nobody = person("Nobody")
    await careloom.send(careloom.siu("S15", nobody, ahead(days=9), status="Cancelled"))
    await careloom.send(careloom.siu("S12", nobody, ahead(days=9)))
    after = person("After")
    await careloom.send(careloom.siu("S12", after, ahead(days=9)))
    await careloom.mail_to(after["email"], 2)


UNSENDABLE: Final = {
    "no at": "example.org",
    "two ats": "a@b@example.org",
    "a space": "a b@example.org",
    "a line break": "a@example.org\\X0D0A\\Bcc: b@example.org",
    "a comment": "a(b)@example.org",
    "a name in front": "Ana <a@example.org>",
    "two addresses": "a@example.org,b@example.org",
    "three hundred characters": "a" * 300 + "@example.org",
    "a dot too many": "a..b@example.org",
    "no domain": "a@",
}


async def test_addresses_that_cannot_be_written_to_get_no_mail_and_a_reason(careloom: Installation) -> None:
    crowd = Crowd(careloom, "unsendable", 0)
    crowd.people = [person("Unsendable", email=address) for address in UNSENDABLE.values()]
    mails = len(careloom.message_ids())
    await crowd.book_at_once()
    await crowd.finish()
    assert len(careloom.message_ids()) == mails
    ids = [row["id"] for row in await crowd.enrollments()]
    rows = await careloom.query(
        "select outcome from step_visit where enrollment_id = any($1::uuid[]) and step = 'note'", ids
    )
    assert len(rows) == len(UNSENDABLE)
    assert all(re.fullmatch("(skipped|failed):(no-)?address[a-z-]*", row["outcome"]) for row in rows)
