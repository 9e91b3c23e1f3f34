"""/api/journeys/{slug}/enrollments: people named for a journey, and what became of them.

Whom they name is patient data, so it travels in bodies and never in an address.
"""

from collections import Counter
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, TheSettings, TheVault
from designer_api.enrollments.schemas import LineShown, NamePeople, PersonNamed, RequestShown
from designer_api.tracking.service import journey_now
from engine.intake.people_list import read_people
from engine.intake.requests import Answer, Named, look_up_request, request_enrollments
from engine.settings import Settings
from engine.store.pool import Connection
from engine.store.sealing import Vault

_KEY = "idempotency-key"
_LIST = {"text/csv": "identifier,system\nMRN-1042,urn:oid:2.16.840.1.113883.19\n"}


class EnrollmentsController(Controller):
    path = "/api/journeys/{slug:str}/enrollments"
    tags = ["Journeys"]  # noqa: RUF012  Litestar reads class attributes

    @post(
        "/",
        **may("operator", 200, once="must"),
        status_code=202,
        summary="Name up to 500 people; needs Idempotency-Key",
    )
    async def name(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        vault: TheVault,
        settings: TheSettings,
        slug: FromPath[str],
        data: JSONBody[NamePeople],
    ) -> Response[RequestShown]:
        return await _ask(request, conn, vault, settings, slug, [_named(each) for each in data.people])

    @post(
        "/list",
        **may("operator", 200, once="must", takes=_LIST),
        status_code=202,
        summary="A CSV list of people; needs Idempotency-Key",
    )
    async def upload(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        vault: TheVault,
        settings: TheSettings,
        slug: FromPath[str],
    ) -> Response[RequestShown]:
        """`text/csv` in UTF-8 with a header line: `patient`, or `identifier` and perhaps `system`."""
        return await _ask(request, conn, vault, settings, slug, read_people(await request.body()))

    @get("/{asked:uuid}", **may("operator"), summary="What became of every line")
    async def show(self, conn: Conn, slug: FromPath[str], asked: FromPath[UUID]) -> RequestShown:
        return _shown(await look_up_request(conn, slug, asked))


async def _ask(
    request: Request[Caller, Any, Any],
    conn: Connection,
    vault: Vault,
    settings: Settings,
    slug: str,
    named: list[Named],
) -> Response[RequestShown]:
    key, by = request.headers.get(_KEY, ""), request.user.account.name
    now = journey_now(settings)
    answer = await request_enrollments(conn, vault, slug, named, key=key, by=by, now=now)
    if answer.new:
        await note(conn, request.user, "enrollments.requested", slug, f"{len(named)} lines, {answer.id}")
    return Response(_shown(answer), status_code=202 if answer.new else 200)


def _named(person: PersonNamed) -> Named:
    if (person.patient is None) == (person.identifier is None):
        return Named(problem="line-names-nobody")
    if person.identifier is None:
        return Named(patient=person.patient)
    return Named(value=person.identifier.value, system=person.identifier.system)


def _shown(answer: Answer) -> RequestShown:
    lines = [LineShown(each.line, each.outcome) for each in answer.results]
    return RequestShown(answer.id, lines, dict(Counter(each.outcome for each in lines)))
