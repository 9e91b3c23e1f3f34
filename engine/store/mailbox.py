"""The embedded catcher's mailbox: every mail it accepted, in one SQLite file.

The catcher writes, the designer shows, and delivery asks it (as the first hop) whether a Message-ID arrived.
Embedded stack only. It is outside evidence of what was sent, so nothing here ever changes or deletes a mail.
"""

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from email import policy
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import TypeAlias

import msgspec

_SCHEMA = """
create table if not exists mail (
    id integer primary key,
    received_at real not null,
    message_id text not null,
    mail_from text not null,
    rcpt_to text not null,
    subject text not null,
    tls text not null,
    size integer not null,
    raw blob not null
);
create index if not exists mail_message_id on mail (message_id);
"""
_SUMMARY = "id, received_at, message_id, mail_from, rcpt_to, subject, tls, size"
_MESSAGE_ID = re.compile(rb"^message-id:\s*(<[^>\r\n]+>)", re.IGNORECASE | re.MULTILINE)


class Envelope(msgspec.Struct, frozen=True):
    """What the SMTP conversation said; `tls` is `TLSv1.3 TLS_AES_256_GCM_SHA384` or empty for clear text."""

    mail_from: str
    rcpt_to: str
    received_at: float
    tls: str = ""


class Mail(msgspec.Struct, frozen=True):
    """One caught mail without its text. `received_at` in Unix seconds of real time, `size` in bytes."""

    id: int
    received_at: float
    message_id: str
    mail_from: str
    rcpt_to: str
    subject: str
    tls: str
    size: int


_Mails: TypeAlias = list[Mail]  # the class below has a method of that name


def message_id_of(raw: bytes) -> str:
    """The Message-ID with its angle brackets, or empty (RFC 5322, 3.6.4)."""
    found = _MESSAGE_ID.search(_header_of(raw))
    return found.group(1).decode("ascii", "replace") if found else ""


class Mailbox:
    """Synchronous and quick; one per thread. Survives `kill -9` of its process (WAL, synchronous NORMAL)."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None, timeout=10)
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = normal")
        self._database.executescript(_SCHEMA)

    def close(self) -> None:
        self._database.close()

    def append(self, raw: bytes, envelope: Envelope) -> int:
        """Keep one mail; its row id. Kept when this returns."""
        return self.append_all([(raw, envelope)])

    def append_all(self, mails: Sequence[tuple[bytes, Envelope]]) -> int:
        """Keep many mails in one transaction; the row id of the last."""
        rows = [
            (
                e.received_at,
                message_id_of(raw),
                e.mail_from,
                e.rcpt_to,
                _subject_of(raw),
                e.tls,
                len(raw),
                raw,
            )
            for raw, e in mails
        ]
        self._database.execute("begin immediate")
        try:
            self._database.executemany(
                "insert into mail (received_at, message_id, mail_from, rcpt_to, subject, tls, size, raw)"
                " values (?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
        except BaseException:
            self._database.execute("rollback")
            raise
        self._database.execute("commit")
        return int(self._database.execute("select max(id) from mail").fetchone()[0] or 0)

    def find(self, message_id: str) -> _Mails:
        """Every copy with this Message-ID (angle brackets included), oldest first."""
        return self._rows("where message_id = ? order by id", message_id)

    def found(self, message_ids: Sequence[str]) -> set[str]:
        """Which of these Message-IDs arrived, asked in one statement."""
        sought = msgspec.json.encode(list(message_ids)).decode()
        query = "select distinct message_id from mail where message_id in (select value from json_each(?))"
        return {row[0] for row in self._database.execute(query, (sought,))}

    def list(self, limit: int = 50, before: int | None = None) -> _Mails:
        """Newest first; `before` is the id of the last one seen."""
        return self._rows("where id < ? order by id desc limit ?", before or 2**62, limit)

    def get(self, mail_id: int) -> bytes | None:
        """The mail as it came over the wire, dot-stuffing undone."""
        row = self._database.execute("select raw from mail where id = ?", (mail_id,)).fetchone()
        return row[0] if row else None

    def count(self) -> int:
        return int(self._database.execute("select count(*) from mail").fetchone()[0])

    def busiest_minute(self) -> int:
        """How many mails arrived in the fullest minute of real time."""
        query = "select count(*) from mail group by cast(received_at / 60 as integer) order by 1 desc limit 1"
        row = self._database.execute(query).fetchone()
        return int(row[0]) if row else 0

    def _rows(self, where: str, *values: object) -> _Mails:
        # `where` is one of the texts above; every value is bound.
        with closing(self._database.execute(f"select {_SUMMARY} from mail {where}", values)) as rows:  # noqa: S608
            return [Mail(*row) for row in rows]


def _header_of(raw: bytes) -> bytes:
    return raw.partition(b"\r\n\r\n")[0]


def _subject_of(raw: bytes) -> str:
    found = re.search(
        rb"^subject:[^\r\n]*(?:\r\n[ \t][^\r\n]*)*", _header_of(raw), re.IGNORECASE | re.MULTILINE
    )
    if not found:
        return ""
    if b"=?" not in found.group():
        return " ".join(found.group()[8:].decode("utf-8", "replace").split())
    header = BytesHeaderParser(policy=policy.default).parsebytes(found.group() + b"\r\n\r\n")
    return str(header["subject"])
