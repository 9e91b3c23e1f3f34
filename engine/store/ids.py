"""Opaque ids: UUID version 7 (RFC 9562 5.7), so that rows made together lie together in an index."""

import hashlib
import os
import time
from datetime import datetime
from uuid import UUID


def uuid7() -> UUID:
    """48 bits of Unix milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    noise = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (2**48 - 1)) << 80 | noise
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def first_id_of(moment: datetime) -> UUID:
    """The least id that could be made at that moment of the wall's clock."""
    return UUID(int=max(0, int(moment.timestamp() * 1000)) << 80)


def id_of_visit(what: str, enrollment: UUID, step: str, visit: int) -> UUID:
    """The one id of what a step makes at one visit, the same on every attempt (UUID version 8, RFC 9562 5.8).

    It keeps the time of the enrollment in front, so that neighbours stay together in the index.
    """
    told = b"%b|%b|%b|%d" % (what.encode(), enrollment.bytes, step.encode(), visit)
    value = int.from_bytes(enrollment.bytes[:6] + hashlib.sha256(told).digest()[:10], "big")
    value = value & ~(0xF << 76) | 0x8 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)
