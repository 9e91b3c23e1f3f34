"""The relay of the bench: takes every mail over STARTTLS as fast as Python can and keeps only its name.

    python -m infra.bench.sink SMTP_PORT ASK_PORT TLS_FOLDER

Runs in a process of its own. The ask port answers `mails` with `[[monotonic seconds, recipient, Message-ID,
octets], …]` of all it accepted and `count` with how many; the clock is the machine's, so it compares.
"""

import asyncio
import re
import ssl
import sys
import time
from pathlib import Path
from typing import Final, cast

import msgspec
import uvloop

from infra.local.certificates import ensure_certificates
from infra.local.ports import LOOPBACK

_END: Final = b"\r\n.\r\n"
_NAME: Final = re.compile(rb"^Message-ID:\s*(<[^>\r\n]+>)", re.IGNORECASE | re.MULTILINE)
_HEAD: Final = 8_192  # octets within which our own writer has put the Message-ID
_HELLO: Final = b"250-sink.localhost\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n250 "
_SHORT: Final = {
    b"MAIL": b"250 2.1.0 OK\r\n",
    b"RSET": b"250 2.0.0 OK\r\n",
    b"NOOP": b"250 2.0.0 OK\r\n",
}
_BACKLOG: Final = 256

Mail = tuple[float, str, str, int]  # accepted at (CLOCK_MONOTONIC), recipient, Message-ID, octets


class Connection(asyncio.Protocol):
    """One SMTP conversation. After STARTTLS the same object goes on over the secured transport."""

    def __init__(self, kept: list[Mail], context: ssl.SSLContext) -> None:
        self._kept, self._context = kept, context
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._recipient = ""
        self._in_data = self._secured = False
        self._seen = 0  # octets of the mail already searched for its end
        self._upgrade: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's own are not of that class
        if not self._secured:
            self._say(b"220 sink.localhost ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while self._take_mail() if self._in_data else self._take_line():
            pass

    def _take_line(self) -> bool:
        end = self._buffer.find(b"\r\n")
        if end < 0:
            return False
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 2]
        self._answer(line[:4].upper(), line)
        return True

    def _answer(self, verb: bytes, line: bytes) -> None:
        if verb == b"RCPT":
            self._recipient = line.partition(b"<")[2].partition(b">")[0].decode("ascii", "replace")
            self._say(b"250 2.1.5 OK\r\n")
        elif verb == b"DATA":
            self._in_data, self._seen = True, 0
            self._say(b"354 Go on\r\n")
        elif verb in (b"EHLO", b"HELO"):
            self._say(_HELLO + (b"SIZE 0\r\n" if self._secured else b"STARTTLS\r\n"))
        elif verb == b"STAR":
            self._say(b"220 2.0.0 Ready\r\n")
            self._upgrade = asyncio.create_task(self._start_tls())
        elif verb == b"QUIT":
            self._say(b"221 2.0.0 Bye\r\n")
            if self._transport:
                self._transport.close()
        else:
            self._say(_SHORT.get(verb, b"502 5.5.1 Not here\r\n"))

    def _take_mail(self) -> bool:
        end = self._buffer.find(_END, max(0, self._seen - len(_END)))
        if end < 0:
            self._seen = len(self._buffer)
            return False
        found = _NAME.search(self._buffer, 0, min(end, _HEAD))
        name = found[1].decode("ascii", "replace") if found else ""
        del self._buffer[: end + len(_END)]
        self._in_data = False
        self._kept.append((time.monotonic(), self._recipient, name, end))
        self._say(b"250 2.0.0 Kept\r\n")
        return True

    async def _start_tls(self) -> None:
        if self._transport is None:
            return
        self._secured = True
        loop = asyncio.get_running_loop()
        secured = await loop.start_tls(self._transport, self, self._context, server_side=True)
        if secured is not None:
            self._transport = secured

    def _say(self, what: bytes) -> None:
        if self._transport:
            self._transport.write(what)


async def serve(smtp_port: int, ask_port: int, tls: Path) -> None:
    """Until the process ends: it keeps nothing that would have to be put away."""
    certificates = ensure_certificates(tls)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificates.certificate, certificates.key)
    kept: list[Mail] = []

    async def tell(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = (await reader.readline()).strip()
        writer.write(msgspec.json.encode(len(kept) if asked == b"count" else kept))
        await writer.drain()
        writer.close()

    loop = asyncio.get_running_loop()
    await loop.create_server(lambda: Connection(kept, context), LOOPBACK, smtp_port, backlog=_BACKLOG)
    await asyncio.start_server(tell, LOOPBACK, ask_port)
    await asyncio.Event().wait()


def main() -> None:
    smtp_port, ask_port, tls = sys.argv[1:4]
    uvloop.run(serve(int(smtp_port), int(ask_port), Path(tls)))


if __name__ == "__main__":
    main()
