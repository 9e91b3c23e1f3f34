"""POST /api/journeys/simulate: what a draft would do, with reasons; nothing is sent, nothing is stored."""

import asyncpg

from tests.designer_api.conftest import SignedIn

SCENARIO = {
    "name": "somebody who clicks",
    "patient": {"first_name": "Ana", "language": "es"},
    "appointment": {"start": "2026-03-10T09:00"},
    "events": [
        {"at": "2026-03-01T12:00", "event": "appointment.booked"},
        {"after": "week-ahead", "by": "2h", "event": "clicked"},
    ],
    "expect": [{"send": "week-ahead", "language": "es"}, {"exit": "visited"}],
}
PATH = "/api/journeys/simulate"


async def test_a_scenario_is_told_line_by_line_with_the_rules_of_every_mail(signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    answer = await client.post(PATH, json={"slug": "visit-reminder", "scenario": SCENARIO})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["problems"], told["zone"], told["stopped"]) == ([], "America/New_York", "")
    mail = next(line for line in told["lines"] if line["id"] == "week-ahead" and line["kind"] == "send")
    assert (mail["local"], mail["language"], mail["method"]) == ("Tue 3 Mar 2026 10:00", "es", "tls")
    assert mail["subject"] == "Su cita se acerca"
    assert "Hola Ana" in mail["text"]
    assert {rule["passed"] for rule in mail["why"]} == {True}
    late = next(line for line in told["lines"] if line["kind"] == "later")
    assert [rule["code"] for rule in late["why"] if not rule["passed"]] == ["outside-window"]
    assert told["differences"] == [
        {"expected": "exit visited", "happened": "exit unknown-outcome at Mon 9 Mar 2026 08:00"}
    ]
    assert told["outcomes"] == ["unknown-outcome"]


async def test_a_draft_is_played_as_it_stands_in_the_editor(signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    shown = await client.get("/api/journeys/visit-reminder")
    draft = shown.json()["source"].replace("by: 7d", "by: 6d")
    body = {"slug": "visit-reminder", "source": draft, "scenario": SCENARIO}
    told = (await client.post(PATH, json=body)).json()
    mail = next(line for line in told["lines"] if line["kind"] == "send")
    assert mail["local"] == "Wed 4 Mar 2026 10:00"


async def test_a_journey_that_exists_nowhere_but_in_the_request_is_played(signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    source = (
        "journey: brand-new\ntitle: New\npurpose: treatment\ntopic: visits\n"
        "enroll: {on: appointment.booked, once_per: appointment}\n"
        "exit: [{on: appointment.cancelled}]\n"
        "steps:\n  - wait: a-day\n    for: 1d\n  - exit: done\n"
    )
    scenario = {"name": "s", "events": [{"at": "2026-03-01T12:00", "event": "appointment.booked"}]}
    body = {"slug": "brand-new", "source": source, "messages": {}, "forms": {}, "scenario": scenario}
    told = (await client.post(PATH, json=body)).json()
    assert told["outcomes"] == ["done"], told


async def test_problems_of_journey_and_scenario_come_with_their_places(signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    wrong = SCENARIO | {"events": [{"at": "2026-03-01T12:00", "event": "appointment.boked"}]}
    told = (await client.post(PATH, json={"slug": "visit-reminder", "scenario": wrong})).json()
    assert [problem["code"] for problem in told["problems"]] == ["unknown-event"]
    assert told["problems"][0]["path"] == "scenario.json"
    assert "did you mean" in told["problems"][0]["hint"]
    assert told["lines"] == []


async def test_nothing_is_stored_and_nobody_is_written_to(
    signed_in: SignedIn, conn: asyncpg.Connection
) -> None:
    client = await signed_in("viewer")
    tables = ("patient", "enrollment", "message", "event")
    await client.post(PATH, json={"slug": "visit-reminder", "scenario": SCENARIO})
    counts = [await conn.fetchval(f"select count(*) from {table}") for table in tables]  # noqa: S608
    assert counts == [0, 0, 0, 0]


async def test_bad_requests_are_refused(signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    for body in (
        {},
        {"slug": "visit-reminder"},
        {"slug": "x" * 65, "scenario": {}},
        {"slug": 3, "scenario": []},
    ):
        assert (await client.post(PATH, json=body)).status_code == 400
    missing = await client.post(PATH, json={"slug": "no-such", "scenario": SCENARIO})
    assert missing.status_code == 404
    strange = await client.post(
        PATH, json={"slug": "visit-reminder", "scenario": {"name": "\u0000", "x": [[]]}}
    )
    assert strange.status_code == 200
    assert strange.json()["problems"]


async def test_who_is_not_signed_in_simulates_nothing(signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    client.cookies.clear()
    answer = await client.post(PATH, json={"slug": "visit-reminder", "scenario": SCENARIO})
    assert answer.status_code == 401


async def test_every_stay_and_the_reasons_of_a_branch_are_told(signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    told = (await client.post(PATH, json={"slug": "visit-reminder", "scenario": SCENARIO})).json()
    assert [stay["step"] for stay in told["walked"]][:2] == [
        told["lines"][2]["id"],
        told["walked"][1]["step"],
    ]
    assert all(stay["ended"] is not None for stay in told["walked"])
    branch = next(line for line in told["lines"] if line["kind"] == "branch" and line["why"])
    assert {rule["source"] for rule in branch["why"]} <= {"held", "false", "missing"}
    mail = next(line for line in told["lines"] if line["kind"] == "send")
    assert "<" in mail["html"]


async def test_where_they_still_stand_is_told_without_an_end(signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    scenario = SCENARIO | {"until": "2026-03-02T12:00", "events": SCENARIO["events"][:1], "expect": []}
    told = (await client.post(PATH, json={"slug": "visit-reminder", "scenario": scenario})).json()
    assert [stay["step"] for stay in told["walked"] if stay["ended"] is None] == ["week-ahead"]


async def test_a_story_of_very_many_long_mails_is_broken_off_with_a_reason(signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    source = (
        "journey: long\ntitle: Long\npurpose: treatment\ntopic: visits\n"
        "enroll: {on: appointment.booked, once_per: appointment}\n"
        "exit: [{on: appointment.cancelled}]\n"
        "steps:\n"
        "  - repeat: again\n    every: 1d\n    at_most: 100\n    steps:\n"
        "      - repeat: and-again\n        every: 1h\n        at_most: 20\n        steps:\n"
        "          - {send: long, message: long}\n"
    )
    message = (
        "---\nsubject: Hello\npreheader: Hello\nclass: operational\n---\n"
        "<mjml><mj-body><mj-section><mj-column>"
        f"<mj-text>{'x' * 150_000}</mj-text>"
        "<mj-text>{{ organization.name }} {{ organization.address }}</mj-text>"
        '<mj-text><a href="{{ link.opt_out }}">No more</a></mj-text>'
        "</mj-column></mj-section></mj-body></mjml>\n"
    )
    scenario = {"name": "s", "events": [{"at": "2026-03-01T12:00", "event": "appointment.booked"}]}
    body = {"slug": "long", "source": source, "messages": {"long.mjml": message}, "forms": {}}
    answer = await client.post(PATH, json=body | {"scenario": scenario})
    told = answer.json()
    assert (told["stopped"], len(answer.content) < 20_000_000) == ("too-long", True), told["problems"]
    assert next(line["html"] for line in told["lines"] if line["kind"] == "send")
