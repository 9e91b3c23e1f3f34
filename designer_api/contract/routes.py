"""What the code says about each route that OpenAPI has no place for: role, locks, extra refusals."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class RouteFacts(msgspec.Struct, frozen=True):
    """One operation. `once`: takes an Idempotency-Key ("may" or "must"); `locked`: needs If-Match."""

    id: str
    role: str
    method: str
    once: str
    locked: bool
    statuses: tuple[int, ...]
    story: str
    extras: dict[str, Any]


def operation_id(handler: HTTPRouteHandler, *_told: object) -> str:
    """`PatientsController.keep_key` → `patients.keepKey`, unique because controllers and methods are."""
    _, room, verb = str(handler).rsplit(".", 2)  # its dotted name
    room = room.removesuffix("Controller") or "Pages"
    head, *more = verb.split("_")
    return f"{room[0].lower()}{room[1:]}.{head}{''.join(each.title() for each in more)}"


def facts_of(app: Litestar) -> dict[str, RouteFacts]:
    """By operation id."""
    return {facts.id: facts for handler, method in _operations(app) if (facts := _facts(handler, method))}


def _operations(app: Litestar) -> Iterator[tuple[HTTPRouteHandler, str]]:
    for route in app.routes:
        if not isinstance(route, HTTPRoute):
            continue
        for handler in route.route_handlers:
            if handler.resolve_include_in_schema():
                yield from ((handler, method) for method in handler.http_methods if method != "OPTIONS")


def _facts(handler: HTTPRouteHandler, method: str) -> RouteFacts:
    opt = handler.opt
    acts = method == "POST" and opt.get("role") not in ("public", "sender") and not opt.get("reads")
    return RouteFacts(
        id=operation_id(handler),
        role=str(opt.get("role", "")),
        method=method,
        once=str(opt.get("once", "may")) if acts else "",
        locked=bool(opt.get("locked")),
        statuses=tuple(opt.get("statuses", ())),
        story=(getattr(handler.fn, "func", handler.fn).__doc__ or "").strip(),
        extras=dict(opt.get("contract", {})),
    )


def is_safe(facts: RouteFacts) -> bool:
    return facts.method in _SAFE
