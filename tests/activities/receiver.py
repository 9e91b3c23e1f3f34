"""A host that is called: a real HTTPS server, its certificate by an authority of its own, with a script."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from infra.local.certificates import ensure_certificates

Script = Callable[["Heard"], tuple[int, dict[str, str]]]


@dataclass(frozen=True)
class Heard:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """`script` answers a request with status and headers; `slow`: seconds before it does."""

    port: int
    authority: Path
    script: Script = lambda _: (204, {})
    slow: float = 0.0
    heard: list[Heard] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}/hook?kind=test"


@asynccontextmanager
async def open_receiver(folder: Path) -> AsyncIterator[Receiver]:
    made = ensure_certificates(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(made.certificate, made.key)
    receiver = Receiver(0, made.authority)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            heard = await _read(reader)
            receiver.heard.append(heard)
            await asyncio.sleep(receiver.slow)
            status, headers = receiver.script(heard)
            lines = [f"HTTP/1.1 {status} Whatever", *(f"{k}: {v}" for k, v in headers.items())]
            writer.write("\r\n".join([*lines, "content-length: 0", "", ""]).encode())
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    receiver.port = server.sockets[0].getsockname()[1]
    async with server:
        yield receiver


async def _read(reader: asyncio.StreamReader) -> Heard:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Heard(first.split()[1], headers, body)
