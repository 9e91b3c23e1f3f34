"""A mail to somebody of the staff, handed to the courier; what comes of it told as a refusal."""

from datetime import UTC, datetime

from engine.contracts.courier import Courier, StaffMail
from engine.errors import EngineError, Refused, Unavailable
from engine.journey.organization import Organization
from engine.store.ids import uuid7


class TooMuchMail(EngineError):
    status = 429


def letter(
    organization: Organization | None, to: str, subject: str, text: str, html: str = "", data_class: str = ""
) -> StaffMail:
    """From the organisation's own sender. Raises Unavailable where its document cannot be read."""
    if organization is None:
        raise Unavailable("organization-not-understood", "organization.yaml has problems. Solve them first.")
    sender = organization.sender
    return StaffMail(
        message_id=f"<staff.{uuid7().hex}@{sender.address.rpartition('@')[2]}>",
        from_name=sender.name,
        from_address=sender.address,
        to_address=to,
        subject=subject,
        date=datetime.now(UTC),
        text=text,
        html=html,
        data_class=data_class,
    )


async def carry(courier: Courier | None, mail: StaffMail) -> bool:
    """Whether it surely arrived. Raises Unavailable `relay-unavailable`, or Refused with why not."""
    if courier is None:
        raise Unavailable("relay-unavailable", "No mail server is connected here.")
    why = await courier.carry(mail)
    if why == "relay-unavailable":
        raise Unavailable("relay-unavailable", "The mail server takes no mail now. Try again in a moment.")
    if why == "needs-encryption":
        words = "This mail tells more of a real person than may be mailed without encryption."
        raise Refused("needs-encryption", f"{words} Choose somebody made up.")
    if why == "refused-by-relay":
        raise Refused("refused-by-relay", "The mail server does not take mail for this address.")
    if why and why != "may-have-arrived":
        raise Refused("mail-not-writable", "This mail cannot be written: its subject or addresses are odd.")
    return not why
