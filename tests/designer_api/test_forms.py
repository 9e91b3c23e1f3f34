"""Forms in the portal: opened by a mail's link and a second fact, sent in once, kept sealed."""

import re
from collections.abc import AsyncIterator
from datetime import date, timedelta
from uuid import UUID

import httpx
import pytest
import pytest_asyncio

from activities.decide_branches import DecideBranches
from activities.open_forms import OpenForms
from engine.contracts.activities import Batch, Item, Opened
from engine.journey.plan import NOW, Anchor, Branch, Case, Exit, Form, FormPlan, Question
from engine.links import Link, link_url, make_token
from engine.store.facts import load_facts
from tests.activities.clinic import SEND, Clinic, make_plan, open_clinic, run
from tests.designer_api.conftest import Api

BORN = {"birth_date": "1970-01-02"}
FORM = FormPlan(
    title={"en": "How are you?", "es": "¿Cómo está?"},
    intro={"en": "Three short questions."},
    thanks={"en": "We will read this today."},
    questions=(
        Question(
            "feeling", {"en": "How do you feel?"}, "choice",
            choices={"good": {"en": "Good"}, "bad": {"en": "Not so good"}}, order=("good", "bad"),
        ),
        Question("pain", {"en": "How much pain?"}, "number", most=10),
        Question("words", {"en": "Anything else?"}, "text", required=False),
    ),
)  # fmt: skip
STEP = Form("ask", 2, "how-are-you", Anchor(NOW, days=3), on_submitted=2, on_timeout=2)
BRANCH = Branch("hurts", 3, (Case("much", "answers.pain >= 7", 3),), otherwise=3, unknown=3)
GOOD = {"q_feeling": "bad", "q_pain": "8", "q_words": "my knee <b>", "send": "yes"}


@pytest_asyncio.fixture(scope="module")
async def clinic(api: Api) -> AsyncIterator[Clinic]:
    made = await open_clinic(api.settings)
    fields = {"patient.first_name": "string", "patient.age": "int", "answers.pain": "int"}
    plan = make_plan(
        journey="recovery",
        nodes=(SEND, STEP, BRANCH, Exit("done")),
        forms={"how-are-you": FORM},
        fields=fields,
    )
    await made.publish(plan)
    yield made
    await made.smtp.close()
    await made.pool.close()


class Reader:
    """A person with a mail and the form that its link leads to."""

    def __init__(self, clinic: Clinic, api: Api, http: httpx.AsyncClient, enrollment: str) -> None:
        self.clinic, self.api, self.http, self.enrollment = clinic, api, http, enrollment
        self.token = ""

    async def open_form(self) -> Opened:
        batch = Batch(self.clinic.version, 1, [Item(self.enrollment, 1, self.clinic.parts.now())])
        [opened] = (await run(OpenForms(self.clinic.parts).open_forms, batch)).items
        return opened

    @property
    def path(self) -> str:
        return f"/portal/form/{self.token}"

    async def post(self, data: dict[str, str]) -> httpx.Response:
        return await self.http.post(self.path, data=data)

    async def proof(self) -> str:
        return _proof(await self.post(BORN))

    async def row(self) -> dict[str, object]:
        found = await self.clinic.pool.fetchrow(
            "select * from form_opening where enrollment_id = $1", UUID(self.enrollment)
        )
        return dict(found)

    async def events(self) -> list[tuple[str, str]]:
        rows = await self.clinic.pool.fetch(
            "select type, step from event where enrollment_id = $1 and source = 'careloom:portal'",
            UUID(self.enrollment),
        )
        return [tuple(row) for row in rows]


def _proof(answer: httpx.Response) -> str:
    found = re.search(r'name="proof" value="([^"]+)"', answer.text)
    assert found, answer.text
    return found[1]


@pytest_asyncio.fixture
async def reader(clinic: Clinic, api: Api) -> AsyncIterator[Reader]:
    person = await clinic.add_person(birth_date=date(1970, 1, 2))
    enrollment = await clinic.enroll(person)
    await clinic.render([enrollment])
    async with api.client() as http:
        made = Reader(clinic, api, http, enrollment)
        message = (await clinic.message(enrollment))["id"]
        made.token = make_token(api.settings.link_key, Link(message, "form"))
        yield made


async def test_the_link_asks_for_the_second_fact_and_tells_nothing_before(reader: Reader) -> None:
    message = (await reader.clinic.message(reader.enrollment))["id"]
    url = link_url("https://x.example.org", reader.api.settings.link_key, Link(message, "form"))
    assert url.endswith(reader.path)
    before = await reader.http.get(reader.path)
    await reader.open_form()
    after = await reader.http.get(reader.path)
    assert before.status_code == after.status_code == 200
    assert before.text == after.text
    assert "How are you" not in after.text
    assert "script" not in after.headers["content-security-policy"]


async def test_a_wrong_date_opens_nothing_and_counts(reader: Reader) -> None:
    await reader.open_form()
    wrong = await reader.post({"birth_date": "1971-01-02"})
    assert (wrong.status_code, "How are you" in wrong.text) == (403, False)
    for _ in range(4):
        wrong = await reader.post({"birth_date": "1971-01-02"})
    assert wrong.status_code == 410
    assert (await reader.post(BORN)).status_code == 410


async def test_answers_are_kept_sealed_and_the_journey_hears_it_once(reader: Reader) -> None:
    opened = await reader.open_form()
    assert opened.ok and opened.due
    shown = await reader.post(BORN)
    assert "How are you?" in shown.text and "Three short questions." in shown.text
    sent = {**GOOD, "proof": _proof(shown)}
    thanks = await reader.post(sent)
    assert (thanks.status_code, "We will read this today." in thanks.text) == (200, True)
    again = await reader.post(sent)
    assert "We will read this today." in again.text
    assert await reader.events() == [("form.submitted", "ask")]
    row = await reader.row()
    assert row["state"] == "submitted" and b"knee" not in row["sealed"]
    assert "We will read this today." in (await reader.post(BORN)).text


async def test_answers_decide_branches_of_their_own_enrollment(reader: Reader) -> None:
    async def way() -> int:
        batch = Batch(reader.clinic.version, 2, [Item(reader.enrollment, 1)])
        [choice] = (await run(DecideBranches(reader.clinic.parts).decide_branches, batch)).items
        return int(choice)

    await reader.open_form()
    assert await way() == -2
    await reader.post({**GOOD, "proof": await reader.proof()})
    assert await way() == 0


async def test_answers_are_typed_fields_of_their_own_enrollment_and_go_with_the_persons_key(
    reader: Reader,
) -> None:
    await reader.open_form()
    await reader.post({**GOOD, "proof": await reader.proof()})
    parts, one = reader.clinic.parts, UUID(reader.enrollment)
    patient = (await reader.row())["patient_id"]
    other = UUID(await reader.clinic.enroll(patient))
    names = ("answers.pain", "answers.feeling", "answers.unasked", "patient.first_name")

    async def values() -> dict[UUID, dict[str, object]]:
        async with parts.pool.acquire() as conn:
            found = await load_facts(conn, parts.vault, [one, other], names, parts.moment())
        return {key: facts.values for key, facts in found.items()}

    assert await values() == {
        one: {"answers.pain": 8, "answers.feeling": "bad", "patient.first_name": "Ana"},
        other: {"patient.first_name": "Ana"},
    }
    await parts.pool.execute("update patient set wrapped_key = '' where id = $1", patient)
    assert await values() == {}


async def test_what_does_not_fit_is_shown_beside_its_question_and_nothing_is_lost(reader: Reader) -> None:
    await reader.open_form()
    wrong = {**GOOD, "q_pain": "11", "q_feeling": "", "proof": await reader.proof()}
    answer = await reader.post(wrong)
    assert answer.status_code == 422
    assert "Please write 10 or less." in answer.text
    assert "Please answer this question." in answer.text
    assert "my knee &lt;b&gt;" in answer.text
    assert (await reader.row())["state"] == "open"
    assert (await reader.post({**GOOD, "proof": _proof(answer)})).status_code == 200


async def test_a_proof_of_another_mail_or_time_asks_again(reader: Reader) -> None:
    await reader.open_form()
    for proof in ("x", "A" * 56, (await reader.proof())[:-4] + "AAA="):
        answer = await reader.post({**GOOD, "proof": proof})
        assert (answer.status_code, 'name="birth_date"' in answer.text) == (403, True)
    assert (await reader.row())["state"] == "open"


async def test_a_form_that_is_over_says_so_kindly(reader: Reader) -> None:
    await reader.open_form()
    proof = await reader.proof()
    now = reader.clinic.parts.moment()
    pool, one = reader.clinic.pool, UUID(reader.enrollment)
    await pool.execute(
        "update form_opening set expires_at = $2 where enrollment_id = $1", one, now - timedelta(seconds=1)
    )
    late = await reader.post({**GOOD, "proof": proof})
    assert (late.status_code, "time for this form is over" in late.text) == (410, True)
    await pool.execute("update form_opening set expires_at = null where enrollment_id = $1", one)
    await pool.execute("update enrollment set state = 'left' where id = $1", one)
    left = await reader.post({**GOOD, "proof": proof})
    assert (left.status_code, "not needed any more" in left.text) == (410, True)
    assert await reader.events() == []


async def test_without_an_open_form_and_with_a_broken_link_there_is_a_page_too(reader: Reader) -> None:
    none = await reader.post(BORN)
    assert (none.status_code, "no form for you" in none.text) == (200, True)
    assert (await reader.http.get("/portal/form/" + "x" * 48)).status_code == 404
    message = (await reader.clinic.message(reader.enrollment))["id"]
    other = make_token(reader.api.settings.link_key, Link(message, "portal"))
    assert (await reader.http.get(f"/portal/form/{other}")).status_code == 404


async def test_a_message_in_the_portal_leads_on_to_the_open_form(reader: Reader) -> None:
    message = (await reader.clinic.message(reader.enrollment))["id"]
    token = make_token(reader.api.settings.link_key, Link(message, "portal"))
    plain = await reader.http.post(f"/portal/{token}", data=BORN)
    assert "Open the form" not in plain.text
    await reader.open_form()
    shown = await reader.http.post(f"/portal/{token}", data=BORN)
    assert "Open the form" in shown.text
    assert "How are you?" in (await reader.post({"proof": _proof(shown)})).text


async def test_opening_again_changes_nothing(reader: Reader) -> None:
    first = await reader.open_form()
    row = await reader.row()
    assert (await reader.open_form()).ok and await reader.row() == row
    assert first.due == pytest.approx(reader.clinic.parts.now() + 3 * 86_400, abs=3700)
