"""What the access routes take and give."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

Role = Literal["viewer", "author", "operator", "admin"]


class Account(msgspec.Struct, frozen=True):
    id: UUID
    email: str
    name: str
    role: Role


class Caller(msgspec.Struct, frozen=True):
    """Who sent this request, found by the session cookie."""

    account: Account
    csrf: str
    expires_at: datetime


class Session(msgspec.Struct, frozen=True):
    account: Account
    csrf: str
    expires_at: datetime


class SignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    email: str
    password: str


class OpenLink(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    token: str
