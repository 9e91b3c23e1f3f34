"""Real listeners for the mail tests: a scripted SMTP server for faults, and our own certificate authority."""

import asyncio
import ipaddress
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
NOW = datetime.now(UTC)


@dataclass
class Authority:
    """Issues server and person certificates; `folder` holds its PEM files."""

    folder: Path
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    certificate: x509.Certificate = field(init=False)

    def __post_init__(self) -> None:
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Synthetic test authority")])
        self.certificate = (
            self._builder(name, name, self.key)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(self._usage(key_cert_sign=True, crl_sign=True), critical=True)
            .sign(self.key, hashes.SHA256())
        )
        self.ca_file.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    @property
    def ca_file(self) -> Path:
        return self.folder / "authority.pem"

    def _builder(
        self, subject: x509.Name, issuer: x509.Name, key: Key, until: timedelta = timedelta(days=30)
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - timedelta(days=60))
            .not_valid_after(NOW + until)
        )

    @staticmethod
    def _usage(**chosen: bool) -> x509.KeyUsage:
        names = (
            "digital_signature content_commitment key_encipherment data_encipherment key_agreement "
            "key_cert_sign crl_sign encipher_only decipher_only"
        )
        return x509.KeyUsage(**{name: chosen.get(name, False) for name in names.split()})

    def server(self, name: str = "localhost", until: timedelta = timedelta(days=30)) -> ssl.SSLContext:
        """A server context whose certificate is for `name` (a DNS name or an address)."""
        key = ec.generate_private_key(ec.SECP256R1())
        try:
            san: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(name))
        except ValueError:
            san = x509.DNSName(name)
        certificate = (
            self._builder(
                x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]),
                self.certificate.subject,
                key,
                until,
            )
            .add_extension(x509.SubjectAlternativeName([san]), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        stem = self.folder / f"server-{certificate.serial_number}"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*write_pair(stem, certificate, key))
        return context

    def person(
        self,
        email: str,
        key: Key,
        *,
        until: timedelta = timedelta(days=30),
        usage: dict[str, bool] | None = None,
        purposes: tuple[x509.ObjectIdentifier, ...] = (ExtendedKeyUsageOID.EMAIL_PROTECTION,),
        extra: tuple[x509.ExtensionType, ...] = (),
    ) -> x509.Certificate:
        """An S/MIME certificate for `email`."""
        usage = usage or {"key_encipherment": True, "key_agreement": True, "digital_signature": True}
        builder = (
            self._builder(
                x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Synthetic person")]),
                self.certificate.subject,
                key,
                until,
            )
            .add_extension(x509.SubjectAlternativeName([x509.RFC822Name(email)]), critical=False)
            .add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
            .add_extension(self._usage(**usage), critical=True)
        )
        for one in extra:
            builder = builder.add_extension(one, critical=False)
        return builder.sign(self.key, hashes.SHA256())


def write_pair(stem: Path, certificate: x509.Certificate, key: Key) -> tuple[Path, Path]:
    """PEM files of a certificate and its key."""
    pem, secret = stem.with_suffix(".pem"), stem.with_suffix(".key")
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return pem, secret


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    yield Authority(tmp_path_factory.mktemp("authority"))


Answer = str | Callable[["Conversation"], Awaitable[str | None]]


@dataclass
class Script:
    """How the server behaves. `answers[verb]` are used in turn, the last one for ever; "" says nothing."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    keywords: tuple[str, ...] = ("PIPELINING", "8BITMIME", "SIZE 10000000")
    tls: ssl.SSLContext | None = None
    implicit: bool = False
    messages: list[bytes] = field(default_factory=list)  # each as it was on the wire, dot included
    commands: list[str] = field(default_factory=list)
    connections: int = 0
    early: bytes = b""  # sent in clear together with the answer to STARTTLS
    port: int = 0

    def answer(self, verb: str, usual: str) -> Answer:
        chosen = self.answers.get(verb)
        if not chosen:
            return usual
        return chosen.pop(0) if len(chosen) > 1 else chosen[0]


class Conversation:
    """One client of the scripted server."""

    def __init__(self, script: Script, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.script, self.reader, self.writer = script, reader, writer
        self.secure = script.implicit

    async def say(self, verb: str, usual: str) -> None:
        chosen = self.script.answer(verb, usual)
        text = chosen if isinstance(chosen, str) else await chosen(self)
        if text:
            self.writer.write(text.encode() + b"\r\n")
            await self.writer.drain()

    async def run(self) -> None:
        await self.say("CONNECT", "220 sink ESMTP")
        while line := await self.reader.readline():
            verb = line.split(b" ")[0].strip().decode().upper()
            self.script.commands.append(line.decode().strip())
            match verb:
                case "EHLO":
                    words = list(self.script.keywords)
                    if self.script.tls and not self.secure and not self.script.implicit:
                        words.append("STARTTLS")
                    lines = ["sink", *words]
                    text = "\r\n".join(f"250{'-' if one is not lines[-1] else ' '}{one}" for one in lines)
                    await self.say("EHLO", text)
                case "STARTTLS":
                    self.writer.write(b"220 go\r\n" + self.script.early)
                    await self.writer.drain()
                    assert self.script.tls
                    await self.writer.start_tls(self.script.tls)
                    self.secure = True
                case "DATA":
                    await self.data()
                case "QUIT":
                    return
                case _:
                    await self.say(verb, "250 2.0.0 ok")

    async def data(self) -> None:
        chosen = self.script.answer("DATA", "354 go")
        text = chosen if isinstance(chosen, str) else await chosen(self)
        self.writer.write((text or "").encode() + b"\r\n")
        if not text or not text.startswith("354"):
            return
        content = b""
        while line := await self.reader.readline():
            content += line
            if line == b".\r\n":
                self.script.messages.append(content)
                await self.say("DOT", f"250 2.0.0 Ok: queued as Q{len(self.script.messages):06d}")
                return


async def drop(conversation: Conversation) -> None:
    """Cut the connection without a word."""
    conversation.writer.transport.abort()


async def hang(_: Conversation) -> None:
    """Say nothing for a long time, keeping the connection."""
    await asyncio.sleep(30)


@pytest.fixture
async def listen() -> AsyncIterator[Callable[[Script], Awaitable[Script]]]:
    """Start scripted servers on free loopback ports; all are gone after the test."""
    tasks: set[asyncio.Task[None]] = set()

    async with AsyncExitStack() as stack:

        async def start(script: Script) -> Script:
            async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                script.connections += 1
                task = asyncio.current_task()
                assert task
                tasks.add(task)
                try:
                    await Conversation(script, reader, writer).run()
                except (OSError, asyncio.CancelledError):
                    pass
                finally:
                    tasks.discard(task)
                    writer.transport.abort()

            context = script.tls if script.implicit else None
            server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
            script.port = server.sockets[0].getsockname()[1]
            stack.callback(server.close)
            return script

        yield start
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
