"""The mail writer against the standard library's reader, and against nasty text."""

import email
import email.policy
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from typing import cast

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.channels.email.mime import Mail, write
from engine.errors import Refused

MAIL = Mail(
    message_id="<m1.abc@mail.example.org>",
    from_name="Clínica del Río",
    from_address="care@example.org",
    to_address="ana@example.org",
    subject="Your visit on Tuesday",
    date=datetime(2026, 3, 3, 10, 0, tzinfo=UTC),
    text="Good morning\nSee you soon.\n",
    html="<p>Good morning</p>\n",
)
LINE_BREAKERS = "\r\n\x00\x0b\x0c\x1c\x1d\x1e\x1f\x7f\x80\x85\x9f\u2028\u2029\ud800\x1b\ufffe"
printable = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
)


def name_of(octets: bytes, field: str) -> str:
    """By RFC 2047: the modern reader of Python 3.11 puts spaces between the encoded words of a phrase."""
    found = email.message_from_bytes(octets, policy=email.policy.compat32)[field]
    phrase, _ = parseaddr(str(found).replace("\r\n", ""))
    return str(make_header(decode_header(phrase)))


def read(octets: bytes) -> EmailMessage:
    return cast("EmailMessage", email.message_from_bytes(octets, policy=email.policy.default))


def cleaned(text: str) -> str:
    hidden = dict.fromkeys([0x61C, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
    return " ".join(word for word in text.translate(hidden).split(" ") if word)


def test_the_same_mail_is_the_same_octets() -> None:
    assert write(MAIL) == write(msgspec.structs.replace(MAIL))


def test_every_field_is_read_back_by_the_standard_library() -> None:
    mail = msgspec.structs.replace(
        MAIL,
        to_name='Ana "la doctora" O\\Neill, Jr.',
        reply_to="front-desk@example.org",
        list_unsubscribe=("https://example.org/u/" + "x" * 80, "mailto:out@example.org"),
        list_unsubscribe_post=True,
        extra=(("X-Journey", "visit-reminder"),),
    )
    found = read(write(mail))
    assert not found.defects
    assert found["from"].addresses[0].display_name == "Clínica del Río"
    assert found["to"].addresses[0].display_name == 'Ana "la doctora" O\\Neill, Jr.'
    assert found["to"].addresses[0].addr_spec == "ana@example.org"
    assert found["reply-to"] == "front-desk@example.org"
    assert found["date"].datetime == MAIL.date
    assert found["message-id"] == MAIL.message_id
    assert found["auto-submitted"] == "auto-generated"
    assert found["list-unsubscribe"] == f"<https://example.org/u/{'x' * 80}>, <mailto:out@example.org>"
    assert found["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    assert found["x-journey"] == "visit-reminder"
    assert found.get_content_type() == "multipart/alternative"
    plain, rich = found.iter_parts()
    assert (plain.get_content_type(), rich.get_content_type()) == ("text/plain", "text/html")


def test_a_mail_without_html_is_a_single_text_part() -> None:
    found = read(write(msgspec.structs.replace(MAIL, html="")))
    assert found.get_content_type() == "text/plain"
    assert found.get_content().replace("\r\n", "\n") == MAIL.text


@given(printable.filter(lambda text: len(text) < 1500))
def test_any_printable_subject_is_read_back_and_folded(subject: str) -> None:
    octets = write(msgspec.structs.replace(MAIL, subject=subject))
    assert read(octets)["subject"] == cleaned(subject)
    assert max(map(len, octets.split(b"\r\n"))) <= 78


@given(st.from_regex(r"\A[a-zA-Z=?.,;:<>@\"\\' ]{0,200}\Z") | printable)
def test_any_printable_name_stays_a_name_and_adds_no_recipient(name: str) -> None:
    octets = write(msgspec.structs.replace(MAIL, to_name=name))
    found = read(octets)
    assert [one.addr_spec for one in found["to"].addresses] == ["ana@example.org"]
    assert name_of(octets, "to") == cleaned(name)
    assert found["subject"] == MAIL.subject


@pytest.mark.parametrize("breaker", LINE_BREAKERS, ids=lambda one: f"U+{ord(one):04X}")
@pytest.mark.parametrize(
    "field", ["subject", "from_name", "to_name", "reply_to", "message_id", "from_address"]
)
def test_a_value_that_could_break_a_header_line_is_refused(field: str, breaker: str) -> None:
    changed = {field: getattr(MAIL, field) + breaker + "Bcc: eve@example.org"}
    with pytest.raises(Refused) as refusal:
        write(msgspec.structs.replace(MAIL, **changed))
    assert "eve" not in refusal.value.message


@given(st.text(max_size=300))
def test_whatever_the_subject_is_no_header_is_added(subject: str) -> None:
    try:
        octets = write(msgspec.structs.replace(MAIL, subject=subject))
    except Refused:
        return
    expected = read(write(MAIL)).keys()
    assert read(octets).keys() == expected
    assert octets.count(b"\n") == octets.count(b"\r\n") == octets.count(b"\r")


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        (("Bcc", "eve@example.org"), "header-is-reserved"),
        (("content-type", "text/html"), "header-is-reserved"),
        (("X-A: b", "c"), "header-name-is-malformed"),
        (("X-A\n", "c"), "header-name-is-malformed"),
        (("X-A", "b\nBcc: c"), "header-breaks-line"),
        (("X-A", "b" * 2001), "header-is-too-long"),
    ],
)
def test_an_extra_header_that_takes_liberties_is_refused(extra: tuple[str, str], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        write(msgspec.structs.replace(MAIL, extra=(extra,)))
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "link", ["http://a.test", "https://a.test/>,<x", "https://a.test/\r\nX: y", "javascript:1"]
)
def test_an_unsubscribe_link_that_is_not_plain_https_or_mailto_is_refused(link: str) -> None:
    with pytest.raises(Refused) as refusal:
        write(msgspec.structs.replace(MAIL, list_unsubscribe=(link,)))
    assert refusal.value.code == "unsubscribe-link-is-malformed"


def test_a_date_without_offset_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        write(msgspec.structs.replace(MAIL, date=MAIL.date.replace(tzinfo=None)))
    assert refusal.value.code == "date-has-no-zone"


def test_direction_overrides_are_removed_from_names() -> None:
    found = read(write(msgspec.structs.replace(MAIL, to_name="Ana \u202egpj.exe\u2066")))
    assert found["to"].addresses[0].display_name == "Ana gpj.exe"
