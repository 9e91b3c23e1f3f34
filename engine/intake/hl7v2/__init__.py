"""HL7 v2: `read` a message, `acknowledge` it. Own tolerant reader; see docs of each module."""

from engine.intake.hl7v2.acknowledge import acknowledge
from engine.intake.hl7v2.header import Header
from engine.intake.hl7v2.reader import Reading, read
from engine.intake.sender import SenderSettings

__all__ = ["Header", "Reading", "SenderSettings", "acknowledge", "read"]
