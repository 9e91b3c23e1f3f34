"""An editor without a screen: starts `careloom lsp` and speaks the protocol with it over its pipes."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

PATIENCE = 30.0  # seconds, on a busy machine


class Client:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.number = 0
        self.answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.told = asyncio.Event()
        self.watched: list[str] = []
        self.reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stdout is not None
        while True:
            length = 0
            while (line := await self.process.stdout.readline()).strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            if not line:
                for answer in self.answers.values():
                    answer.set_exception(ConnectionError("the server has ended"))
                return
            self._take(json.loads(await self.process.stdout.readexactly(length)))

    def _take(self, message: dict[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.diagnostics[params["uri"]] = params["diagnostics"]
            self.told.set()
        elif message.get("method") == "client/registerCapability":
            registrations = message["params"]["registrations"]
            self.watched += [one["globPattern"] for one in registrations[0]["registerOptions"]["watchers"]]
            answer = {"jsonrpc": "2.0", "id": message["id"], "result": None}
            self._write(json.dumps(answer).encode())
        elif message.get("id") in self.answers:
            self.answers.pop(message["id"]).set_result(message)

    async def raw(self, body: bytes) -> None:
        self._write(body)
        assert self.process.stdin is not None
        await self.process.stdin.drain()

    def _write(self, body: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)

    async def notify(self, method: str, params: object) -> None:
        await self.raw(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode())

    async def whole(self, method: str, params: object) -> dict[str, Any]:
        """The answer with its envelope: `result` or `error`."""
        self.number += 1
        answer = self.answers[self.number] = asyncio.get_running_loop().create_future()
        message = {"jsonrpc": "2.0", "id": self.number, "method": method, "params": params}
        await self.raw(json.dumps(message).encode())
        return await asyncio.wait_for(answer, PATIENCE)

    async def ask(self, method: str, params: object) -> Any:
        found = await self.whole(method, params)
        assert "error" not in found, found["error"]
        return found["result"]

    # What an editor does.

    async def open(self, path: Path, text: str | None = None) -> None:
        document = {
            "uri": path.as_uri(),
            "languageId": "yaml",
            "version": 1,
            "text": text or path.read_text("utf-8"),
        }
        await self.notify("textDocument/didOpen", {"textDocument": document})

    async def change(self, path: Path, text: str, version: int = 2) -> None:
        document = {"uri": path.as_uri(), "version": version}
        await self.notify(
            "textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]}
        )

    async def close(self, path: Path) -> None:
        await self.notify("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})

    async def at(self, method: str, path: Path, text: str, needle: str, **more: object) -> Any:
        """Asks at the place of `¦` in `needle`, which is found in `text`."""
        return await self.ask(f"textDocument/{method}", self.place(path, text, needle) | more)

    def place(self, path: Path, text: str, needle: str) -> dict[str, Any]:
        offset = text.index(needle.replace("¦", "")) + needle.index("¦")
        before = text[:offset]
        units = len(before[before.rfind("\n") + 1 :].encode("utf-16-le")) // 2
        position = {"line": before.count("\n"), "character": units}
        return {"textDocument": {"uri": path.as_uri()}, "position": position}

    async def problems(self, path: Path, codes: list[str]) -> list[dict[str, Any]]:
        """The diagnostics of a file, as soon as they have these codes."""
        async with asyncio.timeout(PATIENCE):
            while sorted(one["code"] for one in self.diagnostics.get(path.as_uri(), [])) != sorted(codes):
                self.told.clear()
                await self.told.wait()
        return self.diagnostics.get(path.as_uri(), [])


@asynccontextmanager
async def connected(encodings: list[str] | None = None) -> AsyncIterator[Client]:
    """A server of one's own, ended in the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "infra.cli.main", "lsp"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**24,
    )
    client = Client(process)
    try:
        capabilities = {
            "general": {"positionEncodings": encodings} if encodings else {},
            "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}},
        }
        await client.ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        await client.notify("initialized", {})
        yield client
        if process.returncode is None:
            await client.ask("shutdown", None)
            await client.notify("exit", None)
            await asyncio.wait_for(process.wait(), PATIENCE)
    finally:
        client.reading.cancel()
        if process.returncode is None:
            process.kill()
            await process.wait()
