"""The mailbox: what was caught is found again, by Message-ID and in order."""

import pytest

from engine.store.mailbox import Envelope, Mailbox, message_id_of


@pytest.fixture
def mailbox(tmp_path):
    made = Mailbox(tmp_path / "mailbox.sqlite")
    yield made
    made.close()


def keep(mailbox: Mailbox, number: int, headers: str = "") -> int:
    raw = f"Message-ID: <{number}@clinic.test>\r\n{headers}\r\nText {number}\r\n".encode()
    return mailbox.append(raw, Envelope("care@clinic.test", "person@example.test", float(number)))


def test_every_copy_of_a_message_id_is_found(mailbox):
    for number in (1, 2, 1):
        keep(mailbox, number)
    assert [mail.received_at for mail in mailbox.find("<1@clinic.test>")] == [1.0, 1.0]
    assert mailbox.find("<3@clinic.test>") == []


def test_many_message_ids_are_asked_for_at_once(mailbox):
    keep(mailbox, 1)
    keep(mailbox, 2)
    assert mailbox.found(["<2@clinic.test>", "<9@clinic.test>"]) == {"<2@clinic.test>"}


def test_the_list_is_newest_first_and_pages(mailbox):
    ids = [keep(mailbox, number) for number in range(5)]
    first = mailbox.list(limit=2)
    assert [mail.id for mail in first] == [ids[4], ids[3]]
    assert [mail.id for mail in mailbox.list(limit=9, before=first[-1].id)] == ids[2::-1]


def test_an_encoded_subject_is_shown_in_words(mailbox):
    keep(mailbox, 1, "Subject: =?utf-8?q?Su_cita_ma=C3=B1ana?=\r\n")
    assert mailbox.list()[0].subject == "Su cita mañana"


def test_a_folded_subject_is_one_line(mailbox):
    keep(mailbox, 1, "Subject: One\r\n two\r\n")
    assert mailbox.list()[0].subject == "One two"


def test_a_message_id_in_the_text_is_not_the_mails_own():
    assert message_id_of(b"Subject: x\r\n\r\nMessage-ID: <forged@x.test>\r\n") == ""


def test_a_second_reader_sees_what_the_writer_kept(mailbox, tmp_path):
    keep(mailbox, 7)
    assert Mailbox(tmp_path / "mailbox.sqlite").count() == 1


def test_the_busiest_minute_counts_mails_that_came_together(mailbox):
    assert mailbox.busiest_minute() == 0
    for second in (1, 59, 61):
        keep(mailbox, second)
    assert mailbox.busiest_minute() == 2
