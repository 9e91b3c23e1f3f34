"""Delivers batches over a few kept connections to one relay, and says of each message what became of it.

It repeats a message by itself only when its final dot certainly never left, and only once.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from types import TracebackType

from activities.channels.email.smtp.outcome import Envelope, NotSent, Outcome, Refused, Unknown
from activities.channels.email.smtp.relay import Relay, tls_context
from activities.channels.email.smtp.session import Session, open_session
from activities.channels.email.smtp.transaction import send

Settled = Callable[[int, Outcome], None]
MaySend = Callable[[], bool]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class _Batch:
    """The envelopes of one call: which are waiting, which were tried before, what each one came to."""

    def __init__(
        self, envelopes: Sequence[Envelope], settled: Settled | None, may_send: MaySend | None = None
    ) -> None:
        self.envelopes = envelopes
        self.may_send = may_send or (lambda: True)
        self.waiting = deque(range(len(envelopes)))
        self.outcomes: list[Outcome | None] = [None] * len(envelopes)
        self.open = len(envelopes)
        self.trouble: Refused | NotSent = NotSent("relay-is-unreachable")
        self._done = asyncio.Event()
        self._retried: set[int] = set()
        self._settled = settled

    async def wait(self) -> None:
        await self._done.wait()

    def settle(self, index: int, outcome: Outcome) -> None:
        if isinstance(outcome, NotSent) and index not in self._retried:
            self._retried.add(index)
            self.waiting.append(index)
            return
        self.conclude(index, outcome)

    def conclude(self, index: int, outcome: Outcome) -> None:
        self.outcomes[index] = outcome
        self.open -= 1
        if self._settled is not None:
            self._settled(index, outcome)
        if not self.open:
            self._done.set()

    def conclude_rest(self) -> None:
        while self.waiting:
            self.conclude(self.waiting.popleft(), self.trouble)


class SmtpPool:
    """Connections to one relay, for one event loop; use as `async with`, or `close()` it.

    Raises OSError at once when the relay's CA file cannot be read.
    """

    def __init__(self, relay: Relay, clock: Callable[[], datetime] = _utc_now) -> None:
        self.relay = relay
        self._clock = clock
        self._context = tls_context(relay)
        self._slots = asyncio.Semaphore(relay.connections)
        self._idle: list[Session] = []

    async def __aenter__(self) -> "SmtpPool":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End the idle connections; deliveries under way end theirs themselves."""
        while self._idle:
            self._idle.pop().close()
        await asyncio.sleep(0)

    async def deliver(
        self,
        envelopes: Sequence[Envelope],
        concurrency: int = 4,
        settled: Settled | None = None,
        may_send: MaySend | None = None,
    ) -> list[Outcome]:
        """One outcome per envelope, in order; never raises for what a server does.

        `settled(index, outcome)` is called the moment each is known; also for every envelope of a
        cancelled call (`Unknown` or `NotSent`, reason `cancelled`), before the cancellation goes on.
        `may_send()` is asked before each message; once it says no, the rest is `NotSent` (`not-allowed`).
        """
        batch = _Batch(envelopes, settled, may_send)
        count = max(1, min(concurrency, len(envelopes), self.relay.connections))
        workers = [asyncio.create_task(self._work(batch)) for _ in range(count if envelopes else 0)]
        try:
            await _finish(batch, workers)
        except asyncio.CancelledError:
            batch.trouble = NotSent("cancelled")
            raise
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)
            batch.conclude_rest()
        return [outcome for outcome in batch.outcomes if outcome is not None]

    async def _work(self, batch: _Batch) -> None:
        while batch.waiting:
            async with self._slots:
                if not batch.waiting:
                    return
                session = await self._session()
                if not isinstance(session, Session):
                    batch.trouble = session
                    return
                await self._drain(batch, session)

    async def _drain(self, batch: _Batch, session: Session) -> None:
        """Send what waits as long as the session holds; keep it afterwards."""
        index = -1
        try:
            while batch.waiting and session.usable:
                index = batch.waiting.popleft()
                if not batch.may_send():
                    batch.conclude(index, NotSent("not-allowed"))
                    continue
                sent = await send(session, batch.envelopes[index], self._clock, batch.may_send)
                batch.settle(index, sent)
        except asyncio.CancelledError:
            session.wire.close()
            batch.conclude(index, Unknown("cancelled") if session.dot_left else NotSent("cancelled"))
            raise
        self._release(session)

    def _release(self, session: Session) -> None:
        if not session.usable:
            session.close()
            return
        session.idle_since = asyncio.get_running_loop().time()
        self._idle.append(session)

    async def _session(self) -> Session | Refused | NotSent:
        now = asyncio.get_running_loop().time()
        while self._idle:
            session = self._idle.pop()
            if session.usable and now - session.idle_since < self.relay.idle_timeout:
                return session
            session.close()
        return await open_session(self.relay, self._context)


async def _finish(batch: _Batch, workers: list[asyncio.Task[None]]) -> None:
    """Until every envelope is settled, or no worker is left to settle it; raises what a worker raised."""
    done = asyncio.create_task(batch.wait())
    running = set(workers)
    try:
        while running and not done.done():
            finished, _ = await asyncio.wait({done, *running}, return_when=asyncio.FIRST_COMPLETED)
            for task in finished:
                task.result()
            running -= finished
    finally:
        done.cancel()
