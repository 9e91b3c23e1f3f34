"""Argon2id hashes of passwords (RFC 9106), checked in a thread because they are slow on purpose."""

import asyncio
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP's second choice
_NOBODY: Final = _HASHER.hash("nobody has this password")


def hash_password(password: str) -> str:
    return _HASHER.hash(password)


async def check_password(stored: str, password: str) -> bool:
    """True when it fits. An account without a password takes just as long to refuse."""
    return await asyncio.to_thread(_check, stored or _NOBODY, password) and bool(stored)


def _check(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
