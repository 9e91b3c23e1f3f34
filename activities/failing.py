"""The one place where an exception of an activity becomes what Temporal may see: a code and nothing else.

Error texts of a database or a library can hold patient data, and Temporal keeps failure messages.
"""

import functools
import logging
from collections.abc import Awaitable, Callable
from typing import Any, ParamSpec, TypeVar

import asyncpg
from temporalio.exceptions import ApplicationError

from engine.errors import EngineError, Unavailable

P = ParamSpec("P")
R = TypeVar("R")
_log = logging.getLogger(__name__)
_AWAY = (OSError, TimeoutError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError)


def told_by_code(work: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
    """Wraps an activity: whatever it raises leaves as ApplicationError whose type and text are a code.

    A part that is down and anything unforeseen may be tried again; an EngineError about the input may not.
    """

    @functools.wraps(work)
    async def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return await work(*args, **kwargs)
        except ApplicationError:
            raise
        except EngineError as why:
            final = not isinstance(why, Unavailable)
            raise ApplicationError(why.code, type=why.code, non_retryable=final) from None
        except _AWAY as why:
            raise _again("part-unavailable", why) from None
        except asyncpg.PostgresError as why:
            raise _again("database-refused", why) from None
        except Exception as why:
            raise _again("unforeseen", why) from None

    return guarded


def _again(code: str, why: BaseException) -> ApplicationError:
    place = _where(why)
    _log.warning("activity failed: %s (%s at %s)", code, type(why).__name__, place)
    return ApplicationError(code, type=code)


def _where(why: BaseException) -> str:
    """File and line of our own that raised, without any value."""
    place: Any = why.__traceback__
    found = "?"
    while place is not None:
        code = place.tb_frame.f_code
        found = f"{code.co_filename.rsplit('/', 1)[-1]}:{place.tb_lineno}"
        place = place.tb_next
    return found
