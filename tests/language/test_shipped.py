"""The journeys that ship: clean, bilingual, and with plans that change only on purpose."""

from datetime import UTC, datetime

import pytest

from engine.compiler import Workspace, compile_workspace
from engine.journey.plan import LEAVE, canonical, decode, version_of
from engine.rendering.render import Writing, compile_template, write_body
from engine.store.bodies import Body
from tests.language.examples import HERE
from tests.language.record import SHIPPED, plans

SLUGS = sorted(path.parent.name for path in SHIPPED.glob("*/journey.yaml"))


@pytest.fixture(scope="module")
def shipped() -> Workspace:
    return compile_workspace(SHIPPED)


def test_they_compile_without_any_diagnostic(shipped: Workspace) -> None:
    assert shipped.all_diagnostics == ()
    assert [journey.slug for journey in shipped.journeys] == SLUGS


def test_there_are_at_least_twelve_and_each_says_what_it_is_for() -> None:
    assert len(SLUGS) >= 12
    for slug in SLUGS:
        told = (SHIPPED / slug / "README.md").read_text("utf-8")
        assert "## As a story" in told and "## To adapt" in told


def test_their_plans_are_the_recorded_ones() -> None:
    found = plans()
    for slug in SLUGS:
        assert found[slug] == (HERE / "plans" / f"{slug}.json").read_text("utf-8"), slug


def test_compiling_twice_yields_the_same_versions_and_templates(shipped: Workspace) -> None:
    again = compile_workspace(SHIPPED)
    assert [one.version for one in again.journeys] == [one.version for one in shipped.journeys]
    assert [one.templates for one in again.journeys] == [one.templates for one in shipped.journeys]


def test_every_message_exists_in_english_and_spanish(shipped: Workspace) -> None:
    for journey in shipped.journeys:
        assert journey.plan is not None
        assert all(set(message.variants) == {"en", "es"} for message in journey.plan.messages.values())


def test_every_variant_of_the_plan_has_its_template(shipped: Workspace) -> None:
    for journey in shipped.journeys:
        assert journey.plan is not None
        named = {sha for message in journey.plan.messages.values() for sha in message.variants.values()}
        assert named == {template.sha256 for template in journey.templates}


def test_every_successor_is_a_step_or_leaves(shipped: Workspace) -> None:
    for journey in shipped.journeys:
        assert journey.plan is not None
        text = canonical(journey.plan).decode()
        assert decode(text) == journey.plan
        assert version_of(journey.plan) == journey.version
        count = len(journey.plan.nodes)
        for node in journey.plan.nodes:
            assert all(LEAVE <= number < count for number in successors(node))


def successors(node: object) -> list[int]:
    single = ("next", "on_skipped", "on_failed", "on_timeout", "otherwise", "unknown", "body")
    single += ("on_done", "on_overdue", "on_submitted")
    found = [getattr(node, name, None) for name in single]
    found += [one.then for one in getattr(node, "cases", ())] + [
        one.then for one in getattr(node, "paths", ())
    ]
    return [number for number in [*found, *getattr(node, "on", {}).values()] if number is not None]


def test_every_mail_says_who_writes_why_and_how_to_stop(shipped: Workspace) -> None:
    for journey in shipped.journeys:
        for template in journey.templates:
            for part in (template.html, template.text):
                assert "{{ organization.name }}" in part
                assert "{{ organization.address }}" in part
                assert "{{ link.opt_out }}" in part


def test_no_mail_loads_anything_from_elsewhere(shipped: Workspace) -> None:
    for journey in shipped.journeys:
        for template in journey.templates:
            assert "src=" not in template.html
            assert "url(" not in template.html
            assert "http" not in template.html.replace("http-equiv", "").replace(
                "http://www.w3.org/1999/xhtml", ""
            )


def test_some_mail_is_clinical_so_that_the_portal_is_used(shipped: Workspace) -> None:
    classes = {template.data_class for journey in shipped.journeys for template in journey.templates}
    assert {"identifier", "clinical"} <= classes


VALUES = {
    "patient.first_name": "Ana",
    "appointment.start": datetime(2026, 12, 3, 15, 0, tzinfo=UTC),
    "appointment.provider": "Dr. Lee",
    "appointment.location": "Building 2",
    "appointment.service": "Cardiology",
    "prescription.name": "Metformin",
    "statement.number": "S-1001",
    "statement.amount": "$40.00",
    "statement.due": datetime(2026, 12, 31, 5, 0, tzinfo=UTC),
    "organization.name": "Riverside Family Clinic",
    "organization.address": "1200 River Road",
    "organization.phone": "+1 555 0142",
}
OFTEN_MISSING = {
    *("patient.first_name", "appointment.provider", "appointment.location", "appointment.service"),
    *("prescription.name", "statement.number", "statement.amount"),
}


@pytest.mark.parametrize("missing", [set(), OFTEN_MISSING], ids=["all known", "little known"])
def test_every_mail_can_be_written_for_real(shipped: Workspace, missing: set[str]) -> None:
    values = {name: value for name, value in VALUES.items() if name not in missing}
    for template in (one for journey in shipped.journeys for one in journey.templates):
        writing = Writing(
            values, {"over-65": True}, lambda name: f"https://x.test/{name}", template.language, "UTC"
        )
        made = compile_template(template.subject, template.preheader, template.html, template.text)
        body = write_body(made, writing)
        assert isinstance(body, Body), (template.name, template.language, body)
        for part in (body.subject, body.html, body.text):
            assert not set("{}") & set(part.replace("{ ", "")) or "<style" in part
            assert "None" not in part
        if "appointment.start" in template.fields and "MMMM" in template.html:
            assert "2026" not in body.subject
            assert ("3 de diciembre" if template.language == "es" else "December 3") in body.text
