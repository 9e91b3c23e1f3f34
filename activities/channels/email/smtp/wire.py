"""One SMTP connection as bytes: writes commands, reads replies. It knows no SMTP state.

An own protocol instead of asyncio's streams, because the reader must be provably empty when TLS
starts (a reply injected before the handshake must not be believed after it, CVE-2011-0411).
"""

import asyncio
import re
import ssl
from collections import deque
from typing import cast

import msgspec

_LINE = re.compile(rb"([2-5][0-9]{2})(?:([ -])([^\r\n]*))?\r?\Z")
_ENHANCED = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.])")
_QUEUED = re.compile(r"queued as ([A-Za-z0-9]{4,40})\b")
_MOST = 65_536  # octets of unread reply; more is an attack
_MOST_LINES = 500


class Reply(msgspec.Struct, frozen=True):
    """`lines` are the server's words: read them for keywords and codes, never keep or log them."""

    code: int
    lines: tuple[str, ...]

    @property
    def enhanced(self) -> str:
        found = _ENHANCED.match(self.lines[0])
        return found.group() if found else ""

    @property
    def queue_id(self) -> str:
        found = _QUEUED.search(self.lines[0])
        return found.group(1) if found else ""


class Broken(Exception):
    """The connection cannot be used any more; `reason` is a kebab-case code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Wire(asyncio.Protocol):
    """Made by `connect`; one task at a time may wait for a reply."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._partial: list[str] = []
        self._replies: deque[Reply] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self.broken: str = ""  # the reason, once it is
        self.unwritten = False  # octets still wait in this process

    @classmethod
    async def connect(cls, host: str, port: int, context: ssl.SSLContext | None, name: str) -> "Wire":
        """A new connection, in TLS at once if a context is given; raises OSError and ssl.SSLError."""
        loop = asyncio.get_running_loop()
        server_name = name if context else None
        _, wire = await loop.create_connection(cls, host, port, ssl=context, server_hostname=server_name)
        return wire

    @property
    def transport(self) -> asyncio.Transport:
        if self._transport is None:
            raise Broken("connection-lost")
        return self._transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._attach(cast("asyncio.Transport", transport))

    def _attach(self, transport: asyncio.Transport) -> None:
        # Then "paused" means: not yet handed on. With a limit of zero asyncio's TLS would pause and resume in
        # turns although nothing is pending (it compares by >=), and a mail that left would count unwritten.
        transport.set_write_buffer_limits(high=1, low=0)
        self._transport = transport

    def pause_writing(self) -> None:
        self.unwritten = True

    def resume_writing(self) -> None:
        self.unwritten = False

    def connection_lost(self, exc: Exception | None) -> None:
        self._break("connection-lost")

    def eof_received(self) -> bool:
        self._break("connection-lost")
        return False

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if len(self._buffer) > _MOST:
            return self._break("reply-is-too-long")
        *lines, rest = self._buffer.split(b"\n")
        self._buffer = rest
        for line in lines:
            self._take(bytes(line))
        if lines:
            self._wake()
        return None

    def _take(self, line: bytes) -> None:
        found = _LINE.match(line)
        if not found:
            return self._break("reply-is-malformed")
        code, more, text = found.groups()
        if len(self._partial) >= _MOST_LINES:
            return self._break("reply-is-too-long")
        self._partial.append((text or b"").decode("latin-1"))
        if more != b"-":
            self._replies.append(Reply(int(code), tuple(self._partial)))
            self._partial.clear()
        return None

    def _break(self, reason: str) -> None:
        self.broken = self.broken or reason
        if self._transport is not None:
            self._transport.abort()
        self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def write(self, *pieces: bytes) -> None:
        """Hand octets to the connection without waiting; raises `Broken`."""
        if self.broken:
            raise Broken(self.broken)
        self.transport.write(b"".join(pieces))

    def expect_silence(self) -> None:
        """Raise `Broken` when the server spoke unasked (421 before closing): replies would be misread."""
        if self._replies or self._buffer or self._partial:
            self._break(
                "server-is-closing" if self._replies and self._replies[0].code == 421 else "reply-out-of-step"
            )
        if self.broken:
            raise Broken(self.broken)

    async def reply(self, seconds: float) -> Reply:
        """The next reply; raises `Broken`, also when none came in time (`no-reply-in-time`)."""
        if not self._replies:
            await self._arrival(seconds)
        if not self._replies:
            raise Broken(self.broken)
        return self._replies.popleft()

    async def _arrival(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.call_later(seconds, self._break, "no-reply-in-time")
        try:
            while not self._replies and not self.broken:
                self._waiter = loop.create_future()
                await self._waiter
        finally:
            deadline.cancel()
            self._waiter = None

    async def secure(self, context: ssl.SSLContext, name: str, seconds: float) -> None:
        """TLS on this connection; raises `Broken` when octets came early, ssl.SSLError, OSError."""
        if self._buffer or self._replies or self._partial:
            self._break("reply-injected-before-tls")
            raise Broken("reply-injected-before-tls")
        loop = asyncio.get_running_loop()
        secured = await loop.start_tls(
            self.transport, self, context, server_hostname=name, ssl_handshake_timeout=seconds
        )
        if secured is None:
            raise Broken("connection-lost")
        self._attach(secured)

    def close(self) -> None:
        """Let go at once; what is unwritten is dropped."""
        self._break("closed")
