"""What the sender is answered."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from engine.errors import Refused
from engine.intake.event import Refusal
from engine.intake.hl7v2 import Reading, acknowledge
from tests.intake.messages import NEW_YORK, adt, reading, siu

NOW = datetime(2026, 3, 1, 8, 0, 5, tzinfo=timezone(timedelta(hours=-5)))


def ack(raw: bytes, stage: str | None = None) -> list[list[str]]:
    """The acknowledgement's segments, split at |."""
    answer = acknowledge(raw, reading(raw), control_id="A1", now=NOW, stage=stage)
    assert not answer or answer.endswith(b"\r")
    return [line.split("|") for line in answer.decode().split("\r") if line]


def test_a_taken_message_is_answered_aa_to_its_sender() -> None:
    raw = siu(MSH_5="CARELOOM", MSH_6="HOME")
    assert ack(raw) == [
        [
            "MSH",
            "^~\\&",
            "CARELOOM",
            "HOME",
            "SCHED",
            "CLINIC",
            "20260301080005-0500",
            "",
            "ACK^S12^ACK",
            "A1",
            "P",
            "2.5.1",
        ],
        ["MSA", "AA", "M1"],
    ]


def test_names_are_echoed_byte_for_byte() -> None:
    raw = siu(MSH_3="Réception^1.2^ISO", MSH_18="UNICODE UTF-8")
    assert "Réception^1.2^ISO".encode() in acknowledge(raw, reading(raw), control_id="A1", now=NOW)
    assert ack(raw)[0][17] == "UNICODE UTF-8"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (siu(), "AA"),
        (siu("S23"), "AA"),
        (siu(PID_3=""), "AE"),
        (siu(PID_7="19800230"), "AE"),
        (siu(PID_5="Jos\udce9".encode("utf-8", "surrogateescape").decode("latin-1"), MSH_18="KLINGON"), "AE"),
        (siu(MSH_9="ORU^R01"), "AR"),
        (siu(MSH_12="3.0"), "AR"),
        (siu(MSH_11="D"), "AR"),
        (siu() + siu(), "AR"),
        (b"", "AR"),
        (b"MSH", "AR"),
        (b"MSH|", "AR"),
        (b"MSH|^~", "AR"),
        (b"PID|1||5", "AR"),
    ],
)
def test_content_errors_are_ae_and_everything_before_it_is_ar(raw: bytes, code: str) -> None:
    assert ack(raw)[1][1] == code


def test_what_may_be_sent_again_is_a_reject() -> None:
    later = Reading(
        reading(siu()).message, refusal=Refusal("store-unavailable", "Send it again.", retry=True)
    )
    answer = acknowledge(siu(), later, control_id="A1", now=NOW)
    assert b"\rMSA|AR|M1\r" in answer
    assert b"207^Application internal error" in answer


@pytest.mark.parametrize(
    ("accept", "application", "taken", "refused"),
    [
        ("", "", "AA", "AE"),
        ("AL", "NE", "CA", "CE"),
        ("AL", "AL", "CA", "CE"),
        ("NE", "AL", "AA", "AE"),
        ("ER", "NE", None, "CE"),
        ("SU", "NE", "CA", None),
        ("ER", "AL", "AA", "CE"),
        ("NE", "NE", None, None),
    ],
)
def test_the_mode_follows_msh_15_and_16(
    accept: str, application: str, taken: str | None, refused: str | None
) -> None:
    modes = {"MSH_15": accept, "MSH_16": application}
    for raw, code in ((siu(**modes), taken), (siu(**modes, PID_3=""), refused)):
        answer = ack(raw)
        assert (answer[1][1] if answer else None) == code


def test_each_stage_of_enhanced_mode_can_be_asked_for() -> None:
    raw = siu(MSH_15="AL", MSH_16="AL")
    assert ack(raw, "accept")[1][1] == "CA"
    assert ack(raw, "application")[1][1] == "AA"
    assert ack(siu(), "accept") == []


def test_since_2_5_the_error_has_location_code_and_words() -> None:
    error = ack(siu(TQ1_7="", SCH_11="^^^noon"))[2]
    assert error[:5] == ["ERR", "", "SCH^1^11^1^4", "102^Data type error^HL70357", "E"]
    assert error[8] == "The start of the appointment is not a date with hour and minute."


def test_before_2_5_the_error_is_the_old_one_and_msa_has_the_words() -> None:
    _, msa, error = ack(adt(PID_7="19800230", MSH_12="2.3"))
    assert msa == ["MSA", "AE", "M1", "The birth date is not a valid date."]
    assert error == ["ERR", "PID^1^7^102&Data type error&HL70357"]


def test_the_answer_uses_the_senders_delimiters() -> None:
    raw = siu(PID_3="").translate(bytes.maketrans(b"|^~\\&", b"#!@%*"))
    answer = acknowledge(raw, reading(raw), control_id="A1", now=NOW)
    assert answer.startswith(b"MSH#!@%*#")
    assert b"PID!1!3" in answer


def test_an_acknowledgement_is_never_acknowledged() -> None:
    raw = siu(MSH_9="ACK^S12")
    assert acknowledge(raw, reading(raw), control_id="A1", now=NOW) == b""


def test_a_naive_time_is_a_mistake_of_ours() -> None:
    with pytest.raises(Refused):
        acknowledge(siu(), reading(siu()), control_id="A1", now=NOW.replace(tzinfo=None))


def test_no_value_of_the_patient_comes_back() -> None:
    for change in (
        {"PID_7": "CANARY-7"},
        {"PID_3": "CANARY-3" * 40},
        {"TQ1_7": "CANARY-T"},
        {"PID_5": "CANARY\\X00\\"},
    ):
        raw = siu(**change)
        assert b"CANARY" not in acknowledge(raw, reading(raw), control_id="A1", now=datetime.now(UTC))


def test_a_hostile_header_cannot_break_the_answer() -> None:
    raw = b"MSH|^~\\&|A\x0bB|" + b"F" * 5000 + b"|||20260301||SIU^S12|M\x0b1|P|2.5.1\rPID|1\r"
    lines = acknowledge(raw, reading(raw, NEW_YORK), control_id="A1|x\ry", now=NOW).split(b"\r")
    assert [line[:3] for line in lines] == [b"MSH", b"MSA", b"ERR", b""]
    assert all(len(line) < 1000 for line in lines)
