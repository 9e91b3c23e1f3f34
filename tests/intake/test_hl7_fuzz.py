"""Whatever arrives, a reader answers with a value, quickly, and can be acknowledged."""

import time
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.intake.hl7v2 import Reading, acknowledge, read
from engine.intake.hl7v2.escapes import STANDARD, Delimiters, decode, encode
from engine.intake.hl7v2.timestamps import parse_stamp
from engine.intake.text import UNWANTED
from tests.intake.messages import NEW_YORK, adt, siu

SEEDS = [
    siu(
        SCH_11="^^15^20260310090000^20260310091500",
        AIS_3="1^Visit",
        AIP_3="7^O^R",
        PID_13="^NET^Internet^a@b.example",
    ),
    siu("S15", SCH_25="NOSHOW", PID_15="spa", PD1_11="01", DG1_3="I10"),
    adt("A40", MRG_1="0456^^^CLINIC^MR", PID_30="N", PID_40="^NET^^a@b.example", MSH_12="2.8"),
    siu(PID_5="A\\T\\B\\X41\\^C\\.br\\D", MSH_18="UNICODE UTF-8").replace(b"\r", b"\r\n"),
]
NOW = datetime(2026, 3, 1, tzinfo=UTC)
MARKS = [b"|", b"^", b"~", b"\\", b"&", b"\r", b"\n", b"\x0b", b'""', b"\\X", b"MSH|", b"\rPID|", b"\rSCH|"]
RUNS = [
    b"9" * 40,
    b"-9999",
    b"|" * 300,
    b"^" * 300,
    b"\\E" * 100,
    "é\u2028".encode(),
    b"\rTQ1|||||||2026",
    b"\xff",
]
FRAGMENTS = st.one_of(st.binary(max_size=8), st.sampled_from([*MARKS, *RUNS]))
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), FRAGMENTS), min_size=1, max_size=6)


def mutate(seed: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """Cut some bytes at a place and put others in."""
    for place, cut, fragment in edits:
        at = int(place * len(seed))
        seed = seed[:at] + fragment + seed[at + cut :]
    return seed


def answered(raw: bytes) -> Reading:
    started = time.process_time()
    found = read(raw, NEW_YORK, received_at=NOW)
    answer = acknowledge(raw, found, control_id="A1", now=NOW)
    assert time.process_time() - started < 1
    assert found.event is None or found.refusal is None
    assert not answer or b"\rMSA" in answer
    return found


@given(st.sampled_from(SEEDS), EDITS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_mutated_message_gives_a_reading_and_an_answer(
    seed: bytes, edits: list[tuple[float, int, bytes]]
) -> None:
    found = answered(mutate(seed, edits))
    if found.event is not None:
        assert found.event.occurred_at.tzinfo is not None
        assert not UNWANTED.search(repr(found.event))
        if found.event.appointment is not None and found.event.appointment.start is not None:
            assert found.event.appointment.start.tzinfo is not None


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_random_bytes_give_a_reading_and_an_answer(raw: bytes) -> None:
    answered(raw)
    answered(b"MSH|^~\\&|" + raw)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60))
def test_any_text_survives_being_escaped(text: str) -> None:
    for delimiters in (
        STANDARD,
        Delimiters("#", "!", "@", "%", "*"),
        Delimiters("|", "^", "~", "\\", "&", "#"),
    ):
        escaped = encode(text, delimiters)
        assert not set(escaped) & (set(delimiters) - {delimiters.escape})
        assert decode(escaped, delimiters, "utf-8", "PID-5") == text


@given(
    st.datetimes(NOW.replace(year=1800, tzinfo=None), NOW.replace(year=8999, tzinfo=None)),
    st.integers(-14 * 60, 14 * 60),
)
def test_any_moment_survives_being_written(moment: datetime, offset: int) -> None:
    sign = "-" if offset < 0 else "+"
    text = (
        f"{moment:%Y%m%d%H%M%S}.{moment.microsecond:06d}{sign}{abs(offset) // 60:02d}{abs(offset) % 60:02d}"
    )
    stamp = parse_stamp(text)
    assert stamp is not None
    assert (stamp.wall, stamp.precision) == (moment, 6)
    assert stamp.offset is not None
    offset_found = stamp.offset.utcoffset(None)
    assert offset_found.total_seconds() == offset * 60


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    stamp = parse_stamp(text)
    assert stamp is None or 1 <= stamp.precision <= 6


def test_worst_cases_stay_linear() -> None:
    for filler in (b"\\" * 900_000, b"^" * 900_000, b"~" * 900_000, b"\\X41\\" * 180_000, b"a&" * 450_000):
        answered(siu(PID_5="X").replace(b"X", filler))
        answered(siu(PID_13="X").replace(b"|X", b"|" + filler))
        answered(siu(PID_3="X").replace(b"|X", b"|" + filler))
    answered(b"MSH|^~\\&|" + b"\r\n" * 500_000)
    answered(siu() + b"NTE|1\r" * 150_000)
