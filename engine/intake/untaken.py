"""How a reader gives up from deep inside: one exception that carries the `Refusal`.

It never leaves a reader: `read` catches it and returns the refusal as a value.
"""

from engine.errors import Refused
from engine.intake.event import Refusal


class Untaken(Refused):
    """Raised inside a reader only. Neither `reason` nor `where` may quote the message.

    `hl7_error` is ERR-3 (HL7 table 0357); `refusal` is what the caller of the reader is given.
    """

    def __init__(self, code: str, reason: str, where: str = "", hl7_error: str = "207") -> None:
        super().__init__(code, reason)
        self.refusal = Refusal(code=code, reason=reason, where=where, hl7_error=hl7_error)
