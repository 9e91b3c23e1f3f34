"""Mail to the staff by the same writer, protection and relay as everybody's; kept in no ledger."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from activities.channels.email.methods import RecipientSecurity, TransportPolicy, choose
from activities.channels.email.mime import Mail
from activities.channels.email.seal import seal
from activities.channels.email.smtp.outcome import Accepted, Envelope, NotSent, Refused
from activities.channels.email.smtp.pool import SmtpPool
from activities.channels.email.smtp.relay import relay_of
from engine.contracts.courier import StaffMail
from engine.errors import EngineError
from engine.settings import Settings

_PATIENCE: Final = 20.0  # seconds: somebody stands before a button
_NO_KEYS: Final = RecipientSecurity()


class StaffCourier:
    def __init__(self, smtp: SmtpPool) -> None:
        self._smtp = smtp
        self._verified = smtp.relay.security != "none"

    async def carry(self, mail: StaffMail) -> str:
        """Somebody real's data leaves only as it might for a person without keys, else `needs-encryption`."""
        policy = TransportPolicy(relay_is_verified=self._verified)
        if mail.data_class and choose(_NO_KEYS, mail.data_class, policy).method != "tls":
            return "needs-encryption"
        try:
            content = await asyncio.to_thread(seal, _mail(mail), "tls", _NO_KEYS)
        except EngineError as why:
            return why.code
        envelope = Envelope(mail.from_address, mail.to_address, content, require_tls=self._verified)
        try:
            [outcome] = await asyncio.wait_for(self._smtp.deliver([envelope]), _PATIENCE)
        except TimeoutError:
            return "relay-unavailable"
        if isinstance(outcome, Accepted):
            return ""
        refused = isinstance(outcome, Refused) and outcome.permanent
        return "refused-by-relay" if refused else _unsent(outcome)


@asynccontextmanager
async def open_courier(settings: Settings) -> AsyncIterator[StaffCourier]:
    """Connects with the first mail, not before. Raises OSError for a CA file that cannot be read."""
    async with SmtpPool(relay_of(settings)) as smtp:
        yield StaffCourier(smtp)


def _mail(mail: StaffMail) -> Mail:
    return Mail(
        message_id=mail.message_id,
        from_name=mail.from_name,
        from_address=mail.from_address,
        to_address=mail.to_address,
        subject=mail.subject,
        date=mail.date,
        text=mail.text,
        html=mail.html,
    )


def _unsent(outcome: object) -> str:
    """What may have arrived is said so: sending it again is for whoever asked to decide."""
    return "relay-unavailable" if isinstance(outcome, NotSent | Refused) else "may-have-arrived"
