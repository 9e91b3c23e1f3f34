"""Refusals as OpenAPI: one schema, one response for each status, with an example of its commonest code."""

from http import HTTPStatus
from typing import Any, Final

MEDIA: Final = "application/problem+json"
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "title": "Refusal",
    "description": "Why something was not done (RFC 9457). `code` is permanent; `detail` is for people and"
    " holds no patient data. `errors`: what the compiler found. `number`: to look up in the log.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "errors": {"type": "array", "items": {}},
        "number": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail", "code"],
}

_TOLD: Final[dict[int, tuple[str, str]]] = {
    400: ("wrong-form", "This request does not have the expected form at: reason."),
    401: ("unauthorized", "Sign in to go on."),
    403: ("forbidden", "This needs the role operator."),
    404: ("journey-not-found", "There is no such journey."),
    409: ("world-moved", "Something has changed since this plan was made. Look at it again."),
    412: ("text-moved", "Somebody else saved this journey meanwhile. Load it again and repeat your change."),
    413: ("request-entity-too-large", "This request is larger than the server takes."),
    415: ("unsupported-media-type", "This kind of body cannot be read here."),
    422: ("idempotency-key-reused", "Another request was made under this Idempotency-Key."),
    428: ("if-match-missing", "Say in If-Match which text this change was made from."),
    429: ("too-many-guesses", "Too many wrong passwords. Try again in 4 s."),
    503: ("database-unavailable", "The database cannot be reached. Try again in a moment."),
}


def _response(status: int) -> dict[str, Any]:
    code, detail = _TOLD[status]
    title = HTTPStatus(status).phrase
    example = {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code}
    content = {MEDIA: {"schema": {"$ref": "#/components/schemas/Refusal"}, "example": example}}
    return {"description": detail, "content": content}


RESPONSES: Final = {f"Refused{status}": _response(status) for status in _TOLD}


def refused_in(status: int, more: dict[str, Any]) -> dict[str, Any]:
    """The same, or one of those media types instead."""
    known = RESPONSES[f"Refused{status}"]
    return known | {"content": known["content"] | more}


def refusal(status: int) -> dict[str, str]:
    return {"$ref": f"#/components/responses/Refused{status}"}
