"""One operation of the document: its headers, its refusals, its examples, what its parameters mean."""

from typing import Any, Final

from designer_api.contract.examples import example_of, named_example
from designer_api.contract.refusals import refusal, refused_in
from designer_api.contract.routes import RouteFacts, is_safe

_PARAMETERS: Final = {
    "after": "`next` of the page before; empty for the first page.",
    "asked": "The request's id, as its answer said.",
    "document": "organization, dictionary, segments or consents.",
    "enrollment": "One person's way through one journey.",
    "inside": "What happens to the people who are inside journeys now.",
    "journey": "Only those of this journey, by its name.",
    "letter": "The dead letter.",
    "mail": "The number of the caught mail.",
    "message": "The message.",
    "number": "The version's number, from 1.",
    "patient": "The person, by our own id.",
    "queue": "Only those of this queue.",
    "seen": "The id of the last event that was heard; `Last-Event-ID` says the same.",
    "slug": "The journey's name, as its folder is called.",
    "state": "Only those that stand so.",
    "step": "Only those at this step, by its id.",
    "task": "The task.",
    "topic": "The topic of the subscription that delivers this, where the body does not say it.",
    "type": "Only events of this kind.",
}
_SUCCESS: Final = {"200": "Done.", "201": "Kept.", "202": "Taken; it happens in a moment.", "204": "Done."}
_ONCE: Final = "Chosen by the caller: the same request under the same key is carried out once in a day."


def complete_operation(document: dict[str, Any], operation: dict[str, Any], facts: RouteFacts) -> None:
    """In place."""
    if facts.story:
        operation["description"] = facts.story
    for parameter in operation.get("parameters", []):
        _complete_parameter(parameter)
    headers = _headers(facts)
    if headers:
        operation.setdefault("parameters", []).extend(headers)
    _complete_bodies(document, operation, facts)
    operation["responses"] = _answers(document, operation, facts) | {
        str(status): _refusal(status, facts) for status in _refusals(operation, facts)
    }
    operation.pop("deprecated", None)


def _refusal(status: int, facts: RouteFacts) -> dict[str, Any]:
    """A sender is refused in its own format too: an HL7 v2 acknowledgement, an OperationOutcome."""
    if facts.role != "sender" or status not in (400, 409, 422, 503):
        return refusal(status)
    return refused_in(status, {media: {} for media in facts.extras.get("gives", {})})


def _complete_parameter(parameter: dict[str, Any]) -> None:
    name = parameter["name"]
    for noise in ("deprecated", "allowEmptyValue", "allowReserved"):
        parameter.pop(noise, None)
    known = _PARAMETERS.get(name, f"The {name.replace('_', ' ')}.")
    parameter["description"] = parameter.get("description") or known
    if parameter["in"] == "path":
        parameter["example"] = named_example(name, parameter["schema"])


def _headers(facts: RouteFacts) -> list[dict[str, Any]]:
    found = []
    if facts.locked:
        text = "The `ETag` this document was read with."
        found.append(_header("If-Match", text, required=True, example='"8f14e45fceea167a"'))
    if facts.once:
        example = "0198c1f2-7d3e-7a40-9c1b-2f6d0e5a4b11"
        found.append(_header("Idempotency-Key", _ONCE, required=facts.once == "must", example=example))
    return found


def _header(name: str, text: str, *, required: bool, example: str) -> dict[str, Any]:
    schema = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"}
    return {
        "name": name,
        "in": "header",
        "description": text,
        "required": required,
        "schema": schema,
        "example": example,
    }


def _complete_bodies(document: dict[str, Any], operation: dict[str, Any], facts: RouteFacts) -> None:
    if takes := facts.extras.get("takes"):
        operation["requestBody"] = {
            "required": True,
            "content": {media: _text_of(example) for media, example in takes.items()},
        }
        return
    for media in operation.get("requestBody", {}).get("content", {}).values():
        media["example"] = example_of(document, media["schema"])


_EVENT: Final = {
    "type": "object",
    "description": "One event of the stream; `data` is JSON.",
    "properties": {name: {"type": "string"} for name in ("event", "id", "data")},
    "required": ["event", "id", "data"],
}


def _stream_of(example: str) -> dict[str, Any]:
    fields = (line.partition(": ") for line in example.splitlines() if line)
    return {"schema": _EVENT, "example": {name: text for name, _, text in fields if name != "retry"}}


def _text_of(example: Any) -> dict[str, Any]:
    schema = {"type": "string"} if isinstance(example, str) else {"type": "object"}
    return {"schema": schema, "example": example}


def _answers(document: dict[str, Any], operation: dict[str, Any], facts: RouteFacts) -> dict[str, Any]:
    """What is said when it went well, with an example, its `ETag` and whether it was said before."""
    found = {}
    for status, answer in operation["responses"].items():
        if int(status) >= 400:
            continue
        content = {media: dict(told) for media, told in answer.get("content", {}).items()}
        if gives := facts.extras.get("gives"):
            content = {
                media: _stream_of(example) if media == "text/event-stream" else _text_of(example)
                for media, example in gives.items()
            }
        for told in content.values():
            told.setdefault("example", example_of(document, told["schema"]))
        found[status] = {"description": _SUCCESS.get(status, "Done."), "content": content}
        if headers := _answer_headers(facts):
            found[status]["headers"] = headers
        if status == "204" or not content:
            found[status].pop("content")
    for more in (each for each in facts.statuses if each < 400):
        first = next(iter(found.values()))
        found[str(more)] = first | {"description": _SUCCESS.get(str(more), "Done.")}
    return found


def _answer_headers(facts: RouteFacts) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if facts.locked or facts.extras.get("etag"):
        headers["ETag"] = {"description": "For the next `If-Match`.", "schema": {"type": "string"}}
    if facts.once == "may":
        headers["Idempotency-Replayed"] = {
            "description": "`true` where this is the answer to an earlier request under the same key.",
            "schema": {"type": "string", "enum": ["true"]},
        }
    return headers


def _refusals(operation: dict[str, Any], facts: RouteFacts) -> list[int]:
    found = {503, *(status for status in facts.statuses if status >= 400)}
    parameters = operation.get("parameters", [])
    if parameters or "requestBody" in operation:
        found.add(400)
    if any(each["in"] == "query" for each in parameters):
        found.add(422)
    if any(each["in"] == "path" for each in parameters):
        found.add(404)
    if facts.role == "sender":
        found |= {401, 413, 422}
    elif facts.role != "public":
        found |= {401, 403}
    if not is_safe(facts):
        found |= {400, 413, 422}
    if facts.once:
        found.add(409)
    if facts.locked:
        found |= {412, 428}
    return sorted(found)
