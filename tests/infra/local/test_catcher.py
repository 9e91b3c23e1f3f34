"""The catcher: what it answers, that it keeps a mail before it says 250, and what the mailbox then knows."""

import smtplib
import ssl

import pytest

from tests.stack import Catcher


def deliver(catcher: Catcher, mail: bytes, to: str = "person@example.test") -> None:
    with smtplib.SMTP(catcher.host, catcher.port, timeout=10) as client:
        client.starttls(context=ssl.create_default_context(cafile=str(catcher.authority)))
        client.sendmail("care@clinic.test", [to], mail)


async def test_a_mail_is_in_the_mailbox_when_250_is_said(catcher):
    deliver(catcher, b"Message-ID: <a1@clinic.test>\r\nSubject: Hello\r\n\r\nText\r\n")
    (mail,) = catcher.mailbox().find("<a1@clinic.test>")
    assert mail.rcpt_to == "person@example.test"
    assert mail.subject == "Hello"
    assert mail.tls.startswith("TLSv1.3 ")
    assert catcher.mailbox().get(mail.id) == b"Message-ID: <a1@clinic.test>\r\nSubject: Hello\r\n\r\nText\r\n"


async def test_dots_at_line_starts_arrive_as_they_were(catcher):
    mail = b"Message-ID: <dots@clinic.test>\r\n\r\n.\r\n..\r\n.text\r\n"
    deliver(catcher, mail)
    (found,) = catcher.mailbox().find("<dots@clinic.test>")
    assert catcher.mailbox().get(found.id) == mail


async def test_a_mail_that_is_one_line_only_ends_at_its_dot(catcher):
    before = catcher.mailbox().count()
    deliver(catcher, b"x\r\n")
    deliver(catcher, b"")
    assert catcher.mailbox().count() == before + 2


async def test_nothing_is_accepted_in_clear(catcher):
    with smtplib.SMTP(catcher.host, catcher.port, timeout=10) as client:
        client.ehlo()
        code, _ = client.mail("care@clinic.test")
    assert code == 530


@pytest.mark.parametrize(("to", "code"), [("bounce-1@example.test", 550), ("soft-1@example.test", 451)])
async def test_special_recipients_answer_as_the_world_does(catcher, to, code):
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        deliver(catcher, b"Subject: x\r\n\r\n", to=to)
    assert refused.value.recipients[to][0] == code


async def test_a_mail_larger_than_announced_is_refused(catcher):
    with pytest.raises(smtplib.SMTPException):
        deliver(catcher, b"Subject: x\r\n\r\n" + b"y" * 27_000_000)


async def test_pipelined_commands_are_answered_in_order(catcher):
    with smtplib.SMTP(catcher.host, catcher.port, timeout=10) as client:
        client.starttls(context=ssl.create_default_context(cafile=str(catcher.authority)))
        client.ehlo()
        assert client.has_extn("pipelining")
        client.send(b"MAIL FROM:<a@clinic.test>\r\nRCPT TO:<b@example.test>\r\nDATA\r\n")
        assert [client.getreply()[0] for _ in range(3)] == [250, 250, 354]
        client.send(b"Message-ID: <p1@clinic.test>\r\n\r\n.\r\nMAIL FROM:<a@clinic.test>\r\n")
        assert [client.getreply()[0] for _ in range(2)] == [250, 250]
    assert len(catcher.mailbox().find("<p1@clinic.test>")) == 1
