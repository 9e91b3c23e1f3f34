"""Who may call a route. A route without a declared role is refused, so forgetting one is safe.

Roles rise: viewer < author < operator < admin. Two kinds of callers have none: `public` routes (sign-in,
pages for patients) and `sender` routes (systems that deliver events and prove it themselves).
"""

import hmac
from typing import Any, Final, Literal

from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler

from designer_api.access.schemas import Caller, Role

RANK: Final[dict[str, int]] = {"viewer": 1, "author": 2, "operator": 3, "admin": 4}
CSRF_HEADER: Final = "x-csrf-token"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def may(
    role: Role,
    *statuses: int,
    reads: bool = False,
    once: Literal["may", "must"] = "may",
    locked: bool = False,
    heavy: bool = False,
    **contract: Any,
) -> dict[str, Any]:
    """Handler arguments for a route that needs at least `role`; OpenAPI shows it as the security scope.

    `reads`: a POST that changes nothing, so no Idempotency-Key is heard; `once` "must": one is needed, and
    the route keeps it itself. For the document of the API: `statuses` it answers besides those that every
    such route does; `locked`: needs If-Match; `heavy`: it may work for seconds (`turns.py`); of `contract`,
    `takes` and `gives` are media types with an example each, and `etag` says that the answer has one.
    """
    told = {"reads": reads, "once": once, "locked": locked, "statuses": statuses, "contract": contract}
    return {"opt": {"role": role, "heavy": heavy} | told, "security": [{"session": [role]}]}


PUBLIC: Final[dict[str, Any]] = {"opt": {"role": "public"}, "security": [{}]}


def sender(takes: dict[str, Any], gives: dict[str, Any], *statuses: int) -> dict[str, Any]:
    """For systems that deliver: media types with an example each, of what is sent and of what is answered."""
    opt = {"role": "sender", "statuses": statuses, "contract": {"takes": takes, "gives": gives}}
    return {"opt": opt, "security": [{"key": []}, {"signature": []}]}


def public(*statuses: int) -> dict[str, Any]:
    """A route for everybody that also answers with these statuses."""
    return {"opt": {"role": "public", "statuses": statuses}, "security": [{}]}


def may_approve(role: str, wanted: str) -> bool:
    """A role nobody knows here takes an admin."""
    return RANK.get(role, 0) >= RANK.get(wanted, max(RANK.values()))


def require_role(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """The guard of the whole application."""
    role = handler.opt.get("role")
    if role in ("public", "sender"):
        return
    caller: Caller | None = connection.scope.get("user")
    if caller is None:
        raise NotAuthorizedException("Sign in to go on.")
    if role is None or RANK[caller.account.role] < RANK[role]:
        raise PermissionDeniedException(f"This needs the role {role or 'that nobody has yet'}.")
    if connection.scope.get("method", "GET") not in _SAFE:
        _require_csrf(connection, caller)


def _require_csrf(connection: ASGIConnection[Any, Any, Any, Any], caller: Caller) -> None:
    sent = connection.headers.get(CSRF_HEADER, "")
    if not hmac.compare_digest(sent.encode(), caller.csrf.encode()):
        raise PermissionDeniedException(
            "This page is out of date. Load it again and repeat what you did.",
            extra={"code": "page-out-of-date"},
        )
