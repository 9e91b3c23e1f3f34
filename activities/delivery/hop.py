"""The first hop, where it can be asked whether a mail arrived: the embedded catcher's mailbox."""

import asyncio
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Protocol

from engine.store.mailbox import Mailbox


class FirstHop(Protocol):
    async def found(self, message_ids: Sequence[str]) -> set[str]:
        """Those of these Message-IDs (angle brackets included) that it has accepted."""
        ...


class CaughtMail:
    """The catcher's mailbox: it answers 250 only after its commit, so what is absent was not accepted."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def found(self, message_ids: Sequence[str]) -> set[str]:
        return await asyncio.to_thread(self._found, message_ids)

    def _found(self, message_ids: Sequence[str]) -> set[str]:
        with closing(Mailbox(self._path)) as mailbox:
            return mailbox.found(message_ids)
