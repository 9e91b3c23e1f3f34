"""Every error as `application/problem+json` (RFC 9457). Unknown ones say nothing but a number to look up."""

import logging
import secrets
from http import HTTPStatus
from typing import Any

import asyncpg
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from engine.errors import EngineError

log = logging.getLogger("careloom.api")
Problem = Response[dict[str, Any]]


def problem(status: int, code: str, detail: str, **more: Any) -> Problem:
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(body | {"code": code} | more, status_code=status, media_type="application/problem+json")


def on_engine_error(_: Request[Any, Any, Any], error: EngineError) -> Problem:
    found = getattr(
        error, "problems", None
    )  # what the compiler said, where there is more than one thing to say
    more = {"errors": found} if found is not None else {}
    return problem(error.status, error.code, error.message, **more)


def on_http_error(_: Request[Any, Any, Any], error: HTTPException) -> Problem:
    """Litestar's own. Of a refused body only the places are told, never the values."""
    if isinstance(error, ValidationException):
        places = [each.get("key", "") for each in error.extra or [] if isinstance(each, dict)]
        detail = "This request does not have the expected form" + (
            f" at: {', '.join(places)}." if any(places) else "."
        )
        return problem(400, "wrong-form", detail)
    code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
    if isinstance(error.extra, dict):  # one of ours with a name of its own
        code = str(error.extra.get("code", code))
    return problem(error.status_code, code, error.detail if error.status_code < 500 else "It failed.")


def on_database_down(_: Request[Any, Any, Any], error: Exception) -> Problem:
    log.warning("database unavailable: %s", type(error).__name__)
    found = problem(503, "database-unavailable", "The database cannot be reached. Try again in a moment.")
    found.headers["Retry-After"] = "5"
    return found


def on_unkeepable(_: Request[Any, Any, Any], error: Exception) -> Problem:
    """Text or a number that the database cannot hold, such as NUL (U+0000). The value is not repeated."""
    log.warning("a value was refused: %s", type(error).__name__)
    return problem(400, "value-not-storable", "A value in this request cannot be stored.")


def on_unreadable(_: Request[Any, Any, Any], error: Exception) -> Problem:
    """A body that no JSON reader finishes: not UTF-8, or nested without end."""
    log.warning("a body was refused: %s", type(error).__name__)
    return problem(400, "body-not-readable", "The body is not JSON in UTF-8, or is nested too deeply.")


def on_anything(_: Request[Any, Any, Any], error: Exception) -> Problem:
    """The trace goes to the log without the message: messages of libraries may quote patient data."""
    number = secrets.token_hex(6)
    places = []
    trace = error.__traceback__
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    log.error("unexpected %s [%s] at %s", type(error).__name__, number, " < ".join(reversed(places[-12:])))
    return problem(
        500, "unexpected", f"Something unexpected happened. Its number is {number}.", number=number
    )


HANDLERS: Any = {
    EngineError: on_engine_error,
    HTTPException: on_http_error,
    ConnectionError: on_database_down,
    asyncpg.PostgresConnectionError: on_database_down,
    asyncpg.InterfaceError: on_database_down,
    asyncpg.InternalClientError: on_database_down,  # a connection broke while in use
    asyncpg.OperatorInterventionError: on_database_down,  # starting up, shutting down, crashed
    asyncpg.InsufficientResourcesError: on_database_down,
    asyncpg.PostgresSystemError: on_database_down,
    asyncpg.DataError: on_unkeepable,
    UnicodeError: on_unreadable,
    RecursionError: on_unreadable,
    Exception: on_anything,
}
