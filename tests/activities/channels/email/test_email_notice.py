"""The notice says that something waits, and nothing else."""

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import cast

import msgspec
import pytest

from activities.channels.email.mime import Mail, write
from activities.channels.email.notice import Notice, as_notice
from activities.channels.email.remote import without_remote_content
from engine.errors import Refused

MAIL = Mail(
    message_id="<m1.abc@mail.example.org>",
    from_name="Río Clinic",
    from_address="care@example.org",
    to_address="ana@example.org",
    to_name="Ana Ejemplo",
    subject="Your oncology visit on Tuesday",
    date=datetime(2026, 3, 3, 10, 0, tzinfo=UTC),
    text="Dr. Ferrer expects you in oncology",
    html="<p>Dr. Ferrer expects you in oncology</p>",
    list_unsubscribe=("https://care.example.org/l/out",),
    list_unsubscribe_post=True,
    extra=(("X-Journey", "chemo-follow-up"),),
)
NOTICE = Notice(
    "Río Clinic",
    "https://care.example.org/portal/abc",
    "https://care.example.org/l/out",
    "en",
    "1 Main Street\nSpringfield",
    "555-0100",
)


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str | None] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


def test_nothing_of_the_message_is_in_the_notice() -> None:
    octets = write(as_notice(MAIL, NOTICE))
    found = cast("EmailMessage", email.message_from_bytes(octets, policy=email.policy.default))
    plain, rich = found.iter_parts()
    everything = str(found) + plain.get_content() + rich.get_content()
    for secret in ("oncology", "Ferrer", "Tuesday", "Ana", "Ejemplo", "chemo"):
        assert secret not in everything
    assert found["subject"] == "You have a message from Río Clinic"
    assert found["message-id"] == MAIL.message_id
    assert found["list-unsubscribe"] == "<https://care.example.org/l/out>"


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("en", "You have a message from Río Clinic"),
        ("es", "Tiene un mensaje de Río Clinic"),
        ("es-MX", "Tiene un mensaje de Río Clinic"),
        ("ar", "You have a message from Río Clinic"),
        ("", "You have a message from Río Clinic"),
    ],
)
def test_it_speaks_the_persons_language_or_english(language: str, subject: str) -> None:
    notice = as_notice(MAIL, msgspec.structs.replace(NOTICE, language=language))
    assert notice.subject == subject
    assert f'lang="{"es" if subject.startswith("Tiene") else "en"}"' in notice.html


def test_text_and_html_hold_the_same_two_links_the_address_and_the_phone() -> None:
    notice = as_notice(MAIL, NOTICE)
    page = Page(notice.html)
    assert page.links == [NOTICE.link, NOTICE.opt_out]
    for part in (notice.text, " ".join(page.words)):
        for expected in ("1 Main Street", "Springfield", "555-0100", "Río Clinic"):
            assert expected in part
    assert NOTICE.link in notice.text and NOTICE.opt_out in notice.text
    assert {"img", "link", "script"}.isdisjoint(page.tags)
    assert without_remote_content(notice.html) == notice.html


def test_a_name_cannot_become_markup_or_a_placeholder() -> None:
    notice = as_notice(MAIL, msgspec.structs.replace(NOTICE, organization="<b>{link}</b> & {0}"))
    assert "<b>" not in notice.html
    assert "&lt;b&gt;{link}&lt;/b&gt; &amp; {0}" in notice.html
    assert notice.subject == "You have a message from <b>{link}</b> & {0}"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "/portal/x", "https://x.test/\r\nBcc: y", "https://ñ.test"]
)
def test_a_link_that_is_no_plain_web_address_is_refused(link: str) -> None:
    with pytest.raises(Refused):
        as_notice(MAIL, msgspec.structs.replace(NOTICE, link=link))
