"""Bodies survive every encoding, stay on short ASCII lines and cannot end a message."""

import email
import email.policy
from email.message import EmailMessage
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.channels.email.transfer import base64, encode


def decoded(name: str, data: bytes) -> str:
    head = f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {name}\r\n\r\n".encode()
    found = cast("EmailMessage", email.message_from_bytes(head + data, policy=email.policy.default))
    octets = found.get_payload(decode=True)
    assert isinstance(octets, bytes)
    return octets.decode()


def expected(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    return lines if lines.endswith("\r\n") else lines + "\r\n"


pieces = ["\n", "\r", ".", " ", "\t", "=", "_", "From ", "é", "漢", "a" * 70, "\x00", "\u2028"]
bodies = st.text(st.characters(exclude_categories=("Cs",))) | st.lists(st.sampled_from(pieces)).map("".join)


@given(bodies)
def test_any_body_is_read_back_with_crlf_line_ends(text: str) -> None:
    found = encode(text)
    assert decoded(found.name, found.data) == expected(text)


@given(bodies)
def test_every_encoding_is_short_ascii_lines_without_a_lone_dot_or_bare_line_end(text: str) -> None:
    data = encode(text).data
    assert data.isascii() and data.endswith(b"\r\n")
    assert data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert b"." not in lines
    assert not any(line.startswith((b"From ", b"--=_")) for line in lines)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("short ascii lines\n", "7bit"),
        ("one " * 40, "quoted-printable"),
        ("trailing space \n", "quoted-printable"),
        ("mañana a las diez\n", "quoted-printable"),
        ("今日はお元気ですか\n", "base64"),
        ("a\n.\nb\n", "quoted-printable"),
        ("nul \x00", "quoted-printable"),
    ],
)
def test_the_shortest_safe_encoding_is_chosen(text: str, name: str) -> None:
    assert encode(text).name == name


@given(st.binary(max_size=300))
def test_base64_lines_are_at_most_76_characters(octets: bytes) -> None:
    data = base64(octets).data
    assert max(map(len, data.split(b"\r\n"))) <= 76
