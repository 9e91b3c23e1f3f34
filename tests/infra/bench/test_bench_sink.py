"""The bench's relay: speaks enough SMTP for any client, and remembers what it took and when."""

import asyncio
import contextlib
import smtplib
import ssl
import time
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest_asyncio

from infra.bench import sink
from infra.local.certificates import ensure_certificates
from infra.local.ports import LOOPBACK, free_port
from infra.local.stack import answers

Ports = tuple[int, int, Path]


@pytest_asyncio.fixture
async def running(tmp_path: Path) -> AsyncIterator[Ports]:
    smtp, ask = free_port(), free_port()
    serving = asyncio.create_task(sink.serve(smtp, ask, tmp_path))
    while not (await answers(smtp) and await answers(ask)):
        await asyncio.sleep(0.01)
    yield smtp, ask, ensure_certificates(tmp_path).authority
    serving.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await serving


async def ask(port: int, word: str) -> bytes:
    reader, writer = await asyncio.open_connection(LOOPBACK, port)
    writer.write(word.encode() + b"\n")
    answer = await reader.read()
    writer.close()
    return answer


def send(port: int, authority: Path, letters: list[tuple[str, str]]) -> None:
    with smtplib.SMTP("localhost", port, timeout=10) as client:
        client.starttls(context=ssl.create_default_context(cafile=str(authority)))
        for to, text in letters:
            client.sendmail("care@bench.example.org", [to], text)


async def test_it_takes_mails_over_starttls_and_remembers_recipient_name_and_moment(running: Ports):
    smtp, port, authority = running
    text = "Subject: x\r\nMessage-ID: <{}@bench>\r\n\r\nline\r\n.starts with a dot\r\n"
    before = time.monotonic()
    letters = [(f"p{n}@example.org", text.format(n)) for n in range(3)]
    await asyncio.to_thread(send, smtp, authority, letters)
    assert await ask(port, "count") == b"3"
    mails = msgspec.json.decode(await ask(port, "mails"), type=list[sink.Mail])
    assert [(to, name) for _, to, name, _ in mails] == [
        (f"p{n}@example.org", f"<{n}@bench>") for n in range(3)
    ]
    assert all(before <= at <= time.monotonic() for at, *_ in mails)


async def test_octets_may_come_one_by_one_and_an_end_mark_in_pieces(running: Ports):
    smtp, port, authority = running
    context = ssl.create_default_context(cafile=str(authority))
    reader, writer = await asyncio.open_connection(LOOPBACK, smtp)
    await reader.readline()
    writer.write(b"STARTTLS\r\n")
    assert (await reader.readline()).startswith(b"220")
    await writer.start_tls(context, server_hostname="localhost")
    said = b"MAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nDATA\r\n"
    said += b"Message-ID: <slow@bench>\r\n\r\nhello\r\n.\r\nQUIT\r\n"
    for octet in said:
        writer.write(bytes([octet]))
        await writer.drain()
    heard = await asyncio.wait_for(reader.read(), 10)
    assert [line[:3] for line in heard.splitlines()] == [b"250", b"250", b"354", b"250", b"221"]
    writer.close()
    assert b"<slow@bench>" in await ask(port, "mails")
