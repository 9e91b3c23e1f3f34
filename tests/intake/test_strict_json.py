"""JSON that two readers could understand differently is refused, with a place and never a value."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.intake.event import Refusal
from engine.intake.fhir import http_status, operation_outcome
from engine.intake.strict_json import decode_object
from engine.intake.untaken import Untaken


def refusal(body: bytes) -> Refusal:
    with pytest.raises(Untaken) as caught:
        decode_object(body)
    return caught.value.refusal


@pytest.mark.parametrize(
    ("body", "code", "where"),
    [
        (b"", "json-malformed", "character 0"),
        (b"{", "json-malformed", "character 1"),
        (b'{"a": 1} x', "json-malformed", "character 9"),
        (b"[]", "json-not-an-object", "$"),
        (b'"text"', "json-not-an-object", "$"),
        (b'{"a": NaN}', "json-not-a-number", ""),
        (b'{"a": -Infinity}', "json-not-a-number", ""),
        (b'{"a": 1e999}', "json-number-too-large", ""),
        (b'{"a": ' + b"9" * 5000 + b"}", "json-number-too-large", ""),
        (b'{"a": 1, "a": 2}', "json-duplicate-key", ""),
        (b'{"x": [{"a": 1, "b": 2, "a": 1}]}', "json-duplicate-key", ""),
        (b'{"a": {"b": ["ok", "\\u0000"]}}', "json-control-character", "$.a.b[1]"),
        (b'{"a": "\\ud800"}', "json-control-character", "$.a"),
        (b'{"a": "\\udc00x"}', "json-control-character", "$.a"),
        (b'{"a": "\\u0085"}', "json-control-character", "$.a"),
        (b'{"a": "\\u2028"}', "json-control-character", "$.a"),
        (b'{"a": {"\\u0000": 1}}', "json-control-character", "$.a"),
        (b'{"not a name": "\\u0007"}', "json-control-character", "$.?"),
        (b'{"a": "\x01"}', "json-malformed", "character 7"),
        (b'{"a": "\xff"}', "json-not-utf8", "byte 7"),
        ('{"a": "x"}'.encode("utf-16"), "json-not-utf8", "byte 0"),
        (b'{"a": ' + b"[" * 64 + b"]" * 64 + b"}", "json-too-deep", ""),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "json-too-deep", ""),
        (b'{"a": "' + b"x" * 2_097_152 + b'"}', "json-too-large", ""),
    ],
)
def test_ambiguous_json_is_refused(body: bytes, code: str, where: str) -> None:
    found = refusal(body)
    assert (found.code, found.where) == (code, where)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        (b'{"a": "\\ud83d\\ude00"}', {"a": "😀"}),
        (b'{"a": "line\\r\\n\\ttab"}', {"a": "line\r\n\ttab"}),
        (b'{"a": [' + b"[" * 61 + b"]" * 61 + b"]}", None),
        (b'{"a": 1.5, "b": null, "c": true}', {"a": 1.5, "b": None, "c": True}),
    ],
)
def test_plain_json_is_taken(body: bytes, value: object) -> None:
    found = decode_object(body)
    assert value is None or found == value


@given(st.binary(max_size=200))
def test_any_bytes_are_an_object_or_refused(body: bytes) -> None:
    for candidate in (body, b'{"a": ' + body + b"}", b'{"a": "' + body + b'"}'):
        try:
            assert isinstance(decode_object(candidate), dict)
        except Untaken as untaken:
            assert untaken.refusal.code.startswith("json-")


def test_two_megabytes_of_structure_stay_quick() -> None:
    started = time.process_time()
    decode_object(b'{"a": [' + b"{}," * 690_000 + b"{}]}")
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("refusal", "status", "issue"),
    [
        (Refusal("json-malformed", "r"), 400, "structure"),
        (Refusal("json-too-large", "r"), 413, "too-long"),
        (Refusal("wrong-shape", "r", "Patient.name"), 422, "structure"),
        (Refusal("fhir-bad-date", "r", "Patient.birthDate"), 422, "invalid"),
        (Refusal("fhir-resource-unsupported", "r"), 422, "not-supported"),
        (Refusal("fhir-too-many-entries", "r"), 422, "too-costly"),
        (Refusal("store-unavailable", "r", retry=True), 503, "transient"),
    ],
)
def test_a_refusal_becomes_an_operation_outcome(refusal: Refusal, status: int, issue: str) -> None:
    outcome = operation_outcome(refusal)
    assert http_status(refusal) == status
    assert outcome["resourceType"] == "OperationOutcome"
    (only,) = outcome["issue"]
    assert (only["severity"], only["code"], only["details"]["text"]) == ("error", issue, "r")
    assert only.get("expression", [""])[0] == refusal.where
