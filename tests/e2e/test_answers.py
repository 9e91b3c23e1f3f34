"""What people do with their mail comes back and moves the journey on."""

import re
from collections.abc import AsyncIterator
from email.message import EmailMessage

import pytest
import pytest_asyncio

from tests.e2e.installation import Installation, running_installation, until
from tests.e2e.people import ahead, person
from tests.e2e.workspace import make_workspace

_LINK = re.compile(r"/(?:l|portal)/[A-Za-z0-9_-]{40,}")


@pytest_asyncio.fixture(scope="module")
async def plain(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    """Everybody who is booked gets a mail that may travel over verified TLS, at once."""
    folder = tmp_path_factory.mktemp("plain")
    async with running_installation(folder / "data", journeys=make_workspace(folder)) as installation:
        await installation.sign_in()
        yield installation


def _links(mail: EmailMessage) -> tuple[str, str]:
    """(confirm, stop) as a person finds them."""
    part = mail.get_body(("plain", "html"))
    assert part is not None
    stop = _LINK.findall(str(mail["List-Unsubscribe"]))[0]
    return next(link for link in _LINK.findall(part.get_content()) if link != stop), stop


async def _outcome(plain: Installation, email: str) -> str:
    patient = await plain.patient_of(email)

    async def left() -> str | None:
        inside = (await plain.get(f"/api/patients/{patient}"))["inside"]
        return str(inside[0]["outcome"]) if inside and inside[0]["state"] == "left" else None

    return await until(left, "the journey goes on")


async def test_a_confirmation_sends_thanks_and_ends_the_journey(plain: Installation) -> None:
    who = person("Ada")
    await plain.send(plain.siu("S12", who, ahead(days=9)))
    mail = await plain.mail_to(who["email"])
    confirm, _ = _links(mail)
    shown = await plain.http.get(confirm)
    assert 'data-page="confirm"' in shown.text
    pressed = await plain.http.post(confirm, data={})
    assert "Please choose" in pressed.text, "a scanner that only presses the button must not confirm"
    assert (await plain.http.post(confirm, data={"answer": "yes"})).status_code == 200
    thanks = await plain.mail_to(who["email"], 2)
    assert str(thanks["Subject"]) == "Thank you"
    assert await _outcome(plain, who["email"]) == "confirmed"


async def test_one_click_stops_the_mail_and_looking_at_the_link_does_not(plain: Installation) -> None:
    who = person("Max")
    await plain.send(plain.siu("S12", who, ahead(days=9)))
    mail = await plain.mail_to(who["email"])
    assert str(mail["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"
    _, stop = _links(mail)
    await plain.http.get(stop)
    patient = await plain.patient_of(who["email"])
    assert (await plain.get(f"/api/patients/{patient}"))["consents"] == []
    await plain.http.post(stop, data={"List-Unsubscribe": "One-Click"})
    consents = (await plain.get(f"/api/patients/{patient}"))["consents"]
    assert [(each["topic"], each["granted"]) for each in consents] == [("visits", False)]
    again = dict(who, mrn=who["mrn"])
    await plain.send(
        plain.siu("S12", again, ahead(days=12)).replace(b"|F" + who["mrn"].encode(), b"|F-again")
    )

    async def refused() -> bool | None:
        story = await plain.get(f"/api/patients/{patient}/timeline")
        return any(item["code"].startswith("skipped:") for item in story["items"]) or None

    await until(refused, "the second booking was not held back")
    assert len(plain.mails_to(who["email"])) == 1


async def test_a_hard_bounce_is_heard_and_suppresses_the_address(plain: Installation) -> None:
    who = person("Bo")
    who["email"] = f"bounce-{who['email']}"
    await plain.send(plain.siu("S12", who, ahead(days=9)))
    assert await _outcome(plain, who["email"]) in ("unreachable", "silent")
    patient = await plain.patient_of(who["email"])
    assert (await plain.get(f"/api/patients/{patient}"))["suppressed"] == ["hard-bounce"]


async def test_someone_without_an_address_goes_through_without_a_mail(plain: Installation) -> None:
    who = person("Lou")
    message = plain.siu("S12", who, ahead(days=9)).replace(who["email"].encode(), b"")
    await plain.send(message)

    async def skipped() -> bool | None:
        rows = await plain.query("SELECT 1 FROM step_visit WHERE outcome = 'skipped:no-address'")
        return bool(rows) or None

    await until(skipped, "nobody was skipped for want of an address")
