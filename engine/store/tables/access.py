"""Staff accounts, sessions, one-time sign-in links, intake keys, and the audit trail."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Column, Identity
from sqlmodel import Field, SQLModel

from engine.store.tables.columns import moment


class Account(SQLModel, table=True):
    id: UUID = Field(primary_key=True)
    email: str = Field(unique=True)
    name: str
    role: str  # viewer | author | operator | admin
    password_hash: str = ""  # Argon2id
    disabled: bool = False
    created_at: datetime = moment(nullable=False)
    address_proved_at: datetime | None = moment()  # when a code mailed there was given back


class Session(SQLModel, table=True):
    """`token_hash` is SHA-256 of the cookie. Idle 15 min, at most 12 h."""

    token_hash: bytes = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", index=True)
    csrf: str
    created_at: datetime = moment(nullable=False)
    seen_at: datetime = moment(nullable=False)
    expires_at: datetime = moment(nullable=False)


class SignInLink(SQLModel, table=True):
    __tablename__ = "sign_in_link"
    token_hash: bytes = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="account.id")
    expires_at: datetime = moment(nullable=False)
    used_at: datetime | None = moment()
    mailed: bool = False  # a code that proves the account's address, and signs nobody in


class SignInAttempt(SQLModel, table=True):
    """Wrong passwords per account name hash, for slowing guesses down."""

    __tablename__ = "sign_in_attempt"
    name_hash: bytes = Field(primary_key=True)
    wrong: int = 0
    last_at: datetime = moment(nullable=False)


class KeptAnswer(SQLModel, table=True):
    """The answer to a request that named an Idempotency-Key, kept for a day in real time.

    `digest`: keyed hash of the request. `status` and `sealed` are empty between the act and its answer.
    """

    __tablename__ = "kept_answer"
    account_id: UUID = Field(primary_key=True, foreign_key="account.id")
    key: str = Field(primary_key=True)
    digest: bytes
    status: int | None = None
    sealed: bytes | None = None
    at: datetime = moment(nullable=False, index=True)


class IntakeKey(SQLModel, table=True):
    """A sender of events. `secret_sealed` for HMAC, `key_hash` for a bearer API key."""

    __tablename__ = "intake_key"
    name: str = Field(primary_key=True)
    key_hash: bytes
    secret_sealed: bytes
    zone: str = ""
    created_at: datetime = moment(nullable=False)


class Audit(SQLModel, table=True):
    id: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(), primary_key=True))
    at: datetime = moment(nullable=False)
    actor: str
    action: str  # such as "patient.revealed"
    subject: str = ""  # opaque id
    detail: str = ""
