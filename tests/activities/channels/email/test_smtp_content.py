"""Dot-stuffing: the receiver gets the message back, and finds its end only at the end."""

from hypothesis import given
from hypothesis import strategies as st

from activities.channels.email.smtp.content import END, transparent

pieces = st.lists(st.sampled_from([b"\r\n", b"\n", b"\r", b".", b"a", b"\r\n.\r\n", b"\xc3\xa9"])).map(
    b"".join
)


def normal(content: bytes) -> bytes:
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
    return lines if lines.endswith(b"\r\n") or not lines else lines + b"\r\n"


@given(pieces)
def test_a_receiver_reads_back_every_line_and_stops_at_the_end(content: bytes) -> None:
    wire = transparent(content) + END
    received = b""
    for position, line in enumerate(lines := wire.split(b"\r\n")[:-1]):
        if line == b".":
            assert position == len(lines) - 1
            break
        received += line.removeprefix(b".") + b"\r\n"
    assert received == normal(content)


@given(pieces)
def test_no_bare_line_end_is_left(content: bytes) -> None:
    wire = transparent(content) + END
    assert wire.count(b"\r") == wire.count(b"\n") == wire.count(b"\r\n")
