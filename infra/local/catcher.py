"""The embedded mail server: takes everything over STARTTLS and keeps it in the mailbox *before* it says 250.

    python -m infra.local.catcher MAILBOX PORT TLS_FOLDER

Some recipients answer as the real world does: `bounce-…` is refused for good (550 5.1.1), `soft-…` for now
(451 4.2.2). It relays nothing and logs no address. `kill -9` loses no mail that was answered with 250.
"""

import asyncio
import logging
import queue
import signal
import ssl
import sys
import threading
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session, syntax

from engine.store.mailbox import Envelope as Caught
from engine.store.mailbox import Mailbox
from infra.local.certificates import Certificates, ensure_certificates
from infra.local.ports import LOOPBACK

_LARGEST = 26_214_400
_END = b"\r\n.\r\n"
_Letter = tuple[bytes, Caught, "asyncio.Future[None]"]


class MailboxWriter(threading.Thread):
    """One thread owns the SQLite connection and commits whatever has gathered since the last commit."""

    def __init__(self, path: Path, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(name="mailbox-writer", daemon=True)
        self._path, self._loop = path, loop
        self._letters: queue.SimpleQueue[_Letter] = queue.SimpleQueue()

    async def keep(self, raw: bytes, caught: Caught) -> None:
        done: asyncio.Future[None] = self._loop.create_future()
        self._letters.put((raw, caught, done))
        await done

    def run(self) -> None:
        mailbox = Mailbox(self._path)
        while True:
            batch = [self._letters.get()]
            while not self._letters.empty() and len(batch) < 500:
                batch.append(self._letters.get())
            try:
                mailbox.append_all([(raw, caught) for raw, caught, _ in batch])
                problem = None
            except Exception as why:
                problem = why
            self._loop.call_soon_threadsafe(_settle, [done for _, _, done in batch], problem)


def _settle(waiting: "list[asyncio.Future[None]]", problem: Exception | None) -> None:
    for done in waiting:
        if done.done():  # its connection went away meanwhile; the mail is kept all the same
            continue
        if problem is None:
            done.set_result(None)
        else:
            done.set_exception(problem)


class CatchingSMTP(SMTP):
    """aiosmtpd with a DATA that reads a mail in one go instead of line by line (about six times faster)."""

    line_length_limit = _LARGEST + 1024  # also the reader's buffer, which must hold a whole mail

    def __init__(self, writer: MailboxWriter, context: ssl.SSLContext) -> None:
        super().__init__(
            _Recipients(),
            data_size_limit=_LARGEST,
            hostname="careloom.localhost",
            ident="Careloom catcher",
            tls_context=context,
            require_starttls=True,
        )
        self._mailbox = writer

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:
        if await self.check_helo_needed():
            return
        if self.envelope is None or not self.envelope.rcpt_tos:
            await self.push("503 5.5.1 Error: need RCPT command")
            return
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        raw = await self._read_mail()
        if raw is None:
            await self.push("552 5.3.4 Error: Too much mail data")
            self._writer.close()
            return
        now, tls = time.time(), self._tls()
        for recipient in self.envelope.rcpt_tos:
            await self._mailbox.keep(raw, Caught(self.envelope.mail_from or "", recipient, now, tls))
        self.envelope = self._create_envelope()
        await self.push("250 2.0.0 Kept")

    async def _read_mail(self) -> bytes | None:
        """The mail with dot-stuffing undone (RFC 5321, 4.5.2); None when it is too large."""
        # Put back the line end of the command, so that an end mark in the very first line is seen too.
        vars(self._reader)["_buffer"][:0] = b"\r\n"
        try:
            raw = await self._reader.readuntil(_END)
        except asyncio.LimitOverrunError:
            return None
        return raw[:-3].replace(b"\r\n..", b"\r\n.")[2:]

    def _tls(self) -> str:
        cipher = (self.session.ssl or {}).get("cipher") if self.session else None
        return f"{cipher[1]} {cipher[0]}" if cipher else ""


class _Recipients:
    """What is said to RCPT TO, and which extensions EHLO names."""

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [responses[0], "250-PIPELINING", "250-ENHANCEDSTATUSCODES", *responses[1:]]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("bounce-"):
            return "550 5.1.1 No such mailbox"
        if address.startswith("soft-"):
            return "451 4.2.2 Mailbox full, try again later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_exception(self, error: Exception) -> str:
        logging.getLogger("careloom.catcher").error("a session failed: %s", type(error).__name__)
        return "451 4.3.0 Local error"


def server_context(certificates: Certificates) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificates.certificate, certificates.key)
    return context


async def serve(mailbox: Path, port: int, certificates: Certificates) -> None:
    """Runs until SIGTERM or SIGINT."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    writer = MailboxWriter(mailbox, loop)
    writer.start()
    context = server_context(certificates)
    server = await loop.create_server(lambda: CatchingSMTP(writer, context), LOOPBACK, port, backlog=256)
    await stopped.wait()
    server.close()


def main() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # aiosmtpd's own lines hold addresses
    mailbox, port, folder = sys.argv[1:4]
    asyncio.run(serve(Path(mailbox), int(port), ensure_certificates(Path(folder))))


if __name__ == "__main__":
    main()
