"""/api/tasks: what journeys ask staff to do, by queue; taking, finishing and cancelling a task."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, TheSettings, TheVault
from designer_api.tasks.schemas import Queues, State, TaskPage, TaskShown
from designer_api.tasks.service import act_on, list_queues, list_tasks, show_task
from designer_api.tracking.service import journey_now
from engine.store import tasks

Asking = Request[Caller, Any, Any]


class TasksController(Controller):
    path = "/api/tasks"
    tags = ["Tasks"]  # noqa: RUF012  Litestar reads class attributes

    @get("/", **may("operator"), summary="Tasks of a queue, the most urgent first")
    async def list_all(
        self,
        request: Asking,
        conn: Conn,
        vault: TheVault,
        settings: TheSettings,
        queue: FromQuery[str] = "",
        wanted: Annotated[State, QueryParameter(name="state")] = "open",
        after: FromQuery[str | None] = None,
    ) -> TaskPage:
        now = journey_now(settings)
        return await list_tasks(conn, vault, request.user.account.id, now, queue, wanted, after)

    @get("/queues", **may("operator"), summary="Queues and how much is open in each")
    async def queues(self, conn: Conn, settings: TheSettings) -> Queues:
        return Queues(await list_queues(conn, journey_now(settings)))

    @get("/{task:uuid}", **may("operator"), summary="One task")
    async def show(
        self, request: Asking, conn: Conn, vault: TheVault, settings: TheSettings, task: FromPath[UUID]
    ) -> TaskShown:
        return await show_task(conn, vault, request.user.account.id, journey_now(settings), task)

    @post("/{task:uuid}/take", **may("operator"), status_code=200, summary="I do this one")
    async def take(
        self, request: Asking, conn: Conn, vault: TheVault, settings: TheSettings, task: FromPath[UUID]
    ) -> TaskShown:
        account, now = request.user.account.id, journey_now(settings)
        await act_on(conn, task, lambda: tasks.take_task(conn, task, account, now))
        await note(conn, request.user, "task.take", task)
        return await show_task(conn, vault, account, now, task)

    @post("/{task:uuid}/release", **may("operator"), status_code=200, summary="Give it back to the queue")
    async def release(
        self, request: Asking, conn: Conn, vault: TheVault, settings: TheSettings, task: FromPath[UUID]
    ) -> TaskShown:
        await act_on(conn, task, lambda: tasks.release_task(conn, task))
        await note(conn, request.user, "task.release", task)
        return await show_task(conn, vault, request.user.account.id, journey_now(settings), task)

    @post("/{task:uuid}/done", **may("operator"), status_code=200, summary="It is done; the journey hears it")
    async def done(
        self, request: Asking, conn: Conn, vault: TheVault, settings: TheSettings, task: FromPath[UUID]
    ) -> TaskShown:
        account, now = request.user.account.id, journey_now(settings)
        await act_on(conn, task, lambda: tasks.finish_task(conn, task, account, now))
        await note(conn, request.user, "task.done", task)
        return await show_task(conn, vault, account, now, task)

    @post("/{task:uuid}/cancel", **may("operator"), status_code=200, summary="Nobody will do it")
    async def cancel(
        self, request: Asking, conn: Conn, vault: TheVault, settings: TheSettings, task: FromPath[UUID]
    ) -> TaskShown:
        account, now = request.user.account.id, journey_now(settings)
        await act_on(conn, task, lambda: tasks.cancel_task(conn, task, account, now))
        await note(conn, request.user, "task.cancel", task)
        return await show_task(conn, vault, account, now, task)
