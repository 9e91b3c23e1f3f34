"""/portal/form/<token>: where a form of a journey is filled in, after the same second fact as a message."""

import time
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from designer_api.access.roles import PUBLIC
from designer_api.database import Conn, TheSettings, TheVault
from designer_api.portal.controller import Form
from designer_api.portal.form_page import PREFIX, Offer, say, show_form
from designer_api.portal.pages_for import Sender, draw, draw_fact, draw_notice, draw_wrong, load_sender
from designer_api.portal.proof import holds, make_proof
from designer_api.portal.service import check_fact, is_burnt, load_reader
from designer_api.portal.words import words_for
from designer_api.tracking.service import Mailed, find_mail, journey_now
from engine.errors import NotFound
from engine.journey.plan import FormPlan
from engine.links import read_token
from engine.policy.questions import read_answers
from engine.settings import Settings
from engine.store.forms import OpenForm, find_form, submit_form
from engine.store.journeys import load_plan
from engine.store.organization import load_organization
from engine.store.people import PatientRow
from engine.store.pool import Connection
from engine.store.sealing import Vault

_QUESTION = "form-fact"


class FormsController(Controller):
    path = "/portal/form"
    include_in_schema = False

    @get("/{token:str}", **PUBLIC)
    async def ask(self, conn: Conn, settings: TheSettings, token: FromPath[str]) -> Response[Any]:
        """Says nothing about the form, not even whether there is one, before the second fact."""
        mail, sender = await _mail_of(conn, settings, token), await load_sender(conn)
        if mail is None:
            return draw_notice(sender, "en", "broken", "broken-more", status=404)
        if await is_burnt(conn, mail.id):
            return draw_notice(sender, mail.language, "portal-title", "portal-burnt", status=410)
        return draw_fact(sender, mail.language, f"/portal/form/{token}", _QUESTION)

    @post("/{token:str}", **PUBLIC, status_code=200)
    async def fill_in(
        self, conn: Conn, vault: TheVault, settings: TheSettings, token: FromPath[str], data: Form
    ) -> Response[Any]:
        mail, sender = await _mail_of(conn, settings, token), await load_sender(conn)
        if mail is None:
            return draw_notice(sender, "en", "broken", "broken-more", status=404)
        person = await _person(conn, vault, settings, sender, mail, token, data)
        if isinstance(person, Response):
            return person
        page = _Page(conn, vault, settings, sender, mail, token)
        return await page.answer(person, data)


async def _mail_of(conn: Connection, settings: Settings, token: str) -> Mailed | None:
    link = read_token(settings.link_key, token)
    return await find_mail(conn, link.message) if link and link.action == "form" else None


async def _person(
    conn: Connection,
    vault: Vault,
    settings: Settings,
    sender: Sender,
    mail: Mailed,
    token: str,
    data: dict[str, str],
) -> PatientRow | Response[Any]:
    """Who has said the second fact, now or a short while ago; else the page that says what is the matter."""
    action = f"/portal/form/{token}"
    if proof := data.get("proof", ""):
        if holds(settings.link_key, mail.id, proof, time.time()) and not await is_burnt(conn, mail.id):
            person = await load_reader(conn, vault, mail.id)
            return person or draw_notice(sender, mail.language, "portal-title", "portal-gone", status=410)
        problem = words_for(mail.language)["form-again"]
        return draw_fact(sender, mail.language, action, _QUESTION, problem=problem, status=403)
    checked = await check_fact(conn, vault, mail.id, data.get("birth_date", ""), journey_now(settings))
    if checked.person is not None:
        return checked.person
    if checked.outcome == "wrong":
        return draw_wrong(sender, mail.language, action, checked.left, _QUESTION)
    return draw_notice(sender, mail.language, "portal-title", f"portal-{checked.outcome}", status=410)


class _Page:
    """The form of one mail, for somebody who may see it."""

    def __init__(
        self, conn: Connection, vault: Vault, settings: Settings, sender: Sender, mail: Mailed, token: str
    ) -> None:
        self._conn, self._vault, self._settings = conn, vault, settings
        self._sender, self._mail, self._token = sender, mail, token

    async def answer(self, person: PatientRow, data: dict[str, str]) -> Response[Any]:
        found = await find_form(self._conn, self._mail.id, journey_now(self._settings))
        plan = await _plan_of(self._conn, found) if found else None
        if found is None or plan is None:
            return self._notice("form-none", 200)
        languages = (self._mail.language, (await load_organization(self._conn)).language)
        if found.standing != "open":
            return self._ended(found.standing, plan, languages)
        offer = Offer(
            f"/portal/form/{self._token}", make_proof(self._settings.link_key, self._mail.id, time.time())
        )
        if data.get("send") != "yes":
            return self._draw(show=show_form(plan, languages, offer))
        written = {one.id: data.get(PREFIX + one.id, "") for one in plan.questions}
        read = read_answers(plan, written)
        if read.problems:
            return self._draw(show=show_form(plan, languages, offer, written, read.problems), status=422)
        now = journey_now(self._settings)
        done = await submit_form(self._conn, self._vault, person.key, found.id, read.answers, now)
        return self._ended("submitted" if done == "open" else done, plan, languages)

    def _ended(self, standing: str, plan: FormPlan, languages: tuple[str, str]) -> Response[Any]:
        if standing == "submitted":
            words = words_for(self._mail.language)
            title = say(plan.title, languages)
            thanks = say(plan.thanks, languages) or words["form-thanks"]
            return draw("notice", self._sender, self._mail.language, title=title, more=thanks)
        return self._notice("form-none" if standing == "gone" else f"form-{standing}", 410)

    def _notice(self, more: str, status: int) -> Response[Any]:
        return draw_notice(self._sender, self._mail.language, "form-none-title", more, status=status)

    def _draw(self, *, show: object, status: int = 200) -> Response[Any]:
        return draw("form", self._sender, self._mail.language, status=status, form=show)


async def _plan_of(conn: Connection, form: OpenForm) -> FormPlan | None:
    """As it was when it was opened: a version published since asks something else."""
    try:
        return (await load_plan(conn, form.version)).forms.get(form.form)
    except NotFound:
        return None
