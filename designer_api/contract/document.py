"""Completes the OpenAPI document of an application."""

import copy
from typing import Any, Final

from litestar import Litestar

from designer_api.contract.operations import complete_operation
from designer_api.contract.refusals import RESPONSES, SCHEMA
from designer_api.contract.routes import facts_of
from designer_api.contract.schemas import complete_schemas

Document = dict[str, Any]

INTRODUCTION: Final = """\
Everything the designer does, it does through this API.

**Who may call.** `session` is the cookie of somebody who signed in; writes carry the session's `csrf` in
`X-CSRF-Token`. A route names the least role: viewer, author, operator, admin. `key` and `signature` are for
systems that deliver events.

**Refusals** are `application/problem+json` (RFC 9457) with a permanent `code`.

**Lists** come in pages, `{items, next}`: give `next` back as `after`; no `next`, no more pages.

**Writing a document** needs `If-Match` with the `ETag` it was read with: 428 without, 412 when somebody was
faster.

**Doing something once.** A POST that acts takes an `Idempotency-Key`. The same request under the same key
within a day gets the first answer again, marked `Idempotency-Replayed: true`; another request under it gets
422.

**Streams** are server-sent events with ids: who comes back with `Last-Event-ID` gets only what changed since.
"""


def contract_of(app: Litestar) -> Document:
    """A fresh document; changing it changes nothing else."""
    document: Document = copy.deepcopy(app.openapi_schema.to_schema())
    routes = facts_of(app)
    document["info"]["description"] = INTRODUCTION
    components = document["components"]
    components["responses"] = copy.deepcopy(RESPONSES)
    complete_schemas(document)
    components["schemas"]["Refusal"] = copy.deepcopy(SCHEMA)
    for path in document["paths"].values():
        for operation in path.values():
            complete_operation(document, operation, routes[operation["operationId"]])
    document["tags"] = [{"name": name} for name in sorted(_tags(document))]
    return document


def _tags(document: Document) -> set[str]:
    operations = (each for path in document["paths"].values() for each in path.values())
    return {tag for operation in operations for tag in operation.get("tags", [])}
