"""What a template may do, and what a person's values may not do to a mail."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compiler import jinja_rules
from engine.errors import Refused
from engine.links import read_token
from engine.rendering import grammar
from engine.rendering.links import links_of
from engine.rendering.render import Unwritten, Writing, compile_template, write_body
from engine.rendering.variants import choose_variant
from engine.store.bodies import Body, open_body
from engine.store.ids import uuid7
from engine.store.recipients import load_recipients
from tests.activities.clinic import Clinic

START = datetime(2026, 3, 10, 18, 30, tzinfo=UTC)


def writing(language: str = "en", zone: str = "America/New_York", **values: Any) -> Writing:
    dotted = {name.replace("__", "."): value for name, value in values.items()}
    return Writing(dotted, {"older": True}, lambda name: f"https://c.example.org/l/{name}", language, zone)


def written(source: str, who: Writing, *, html: bool = False) -> str:
    body = write_body(compile_template("", "", source if html else "", "" if html else source), who)
    assert isinstance(body, Body), body
    return body.html if html else body.text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ patient.first_name }}", "Ana"),
        ("{{ patient.first_name | upper }}", "ANA"),
        ("{{ appointment.start | date('EEEE d MMMM, HH:mm') }}", "Tuesday 10 March, 14:30"),
        ("{{ patient.nickname | default('you') }}", "you"),
        ("{{ patient.tags | join(' + ') }}", "a + b"),
        ('{% if segments["older"] %}yes{% else %}no{% endif %}', "yes"),
        ('{% if segments["other"] %}yes{% else %}no{% endif %}', "no"),
        ("{{ link.opt_out }}", "https://c.example.org/l/opt_out"),
        ("{{ 'x' if patient.first_name == 'Ana' else 'y' }}", "x"),
        ("{% if patient.nickname is defined %}yes{% else %}no{% endif %}", "no"),
    ],
)
def test_a_template_says(source: str, expected: str) -> None:
    who = writing(patient__first_name="Ana", patient__tags=["a", "b"], appointment__start=START)
    assert written(source, who) == expected


def test_dates_speak_the_readers_language_and_zone() -> None:
    source = "{{ appointment.start | date('EEEE d MMMM HH:mm') }}"
    spanish = writing("es", "Europe/Madrid", appointment__start=START)
    assert written(source, spanish) == "martes 10 marzo 19:30"


@pytest.mark.parametrize(
    "missing", ["{{ patient.first_name }}", "{{ care_gap.name }}", "{{ appointment.start | date('d') }}"]
)
def test_a_missing_value_is_a_reason_and_never_blank(missing: str) -> None:
    template = compile_template("", "", "", missing)
    assert write_body(template, writing()) == Unwritten("value-missing")


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a' * 10**9 }}",
        "{{ 'a'.center(10**9) }}",
        "{{ '%1000000000d' | format(1) }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{{ lipsum(n=100000) }}",
        "{{ 10**(10**7) }}",
        "{% set a %}x{% endset %}{{ a ~ a }}",
        "{{ patient.__class__ }}",
        "{{ patient['__class__'] }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ patient.first_name | attr('__class__') }}",
        "{{ patient | map('attr') }}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{{ patient.first_name.replace('a', 'b' ) }}",
        "{{ patient.first_name | replace('a', 'b') }}",
        "{{ self }}{{ caller() }}",
        "{{ [1, 2, 3] | join }}",
        "{% if x %}" * 2000,
        "{% if patient.first_name is defined %}" * 120 + "x" + "{% endif %}" * 120,
        "{{ patient.first_name" + " | upper" * 180 + " }}",
        "{{ " + "9" * 5_000 + " }}",
        "{{ 1e999 }}",
        "{{ " + "(" * 50_000,
    ],
)  # fmt: skip
def test_what_could_grow_or_reach_out_is_refused_before_it_runs(source: str) -> None:
    begun = time.process_time()
    with pytest.raises(Refused) as raised:
        compile_template("", "", source, "")
    assert raised.value.code == "template-refused"
    assert time.process_time() - begun < 2


@given(st.text(alphabet="{}%|.()'\"[]abcx_0123456789 *~+-if", max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_template_is_refused_or_ends_quickly(source: str) -> None:
    try:
        template = compile_template(source, "", source, source)
    except Refused:
        return
    answer = write_body(template, writing(patient__first_name="Ana"))
    assert isinstance(answer, Body | Unwritten)


def test_both_locks_know_the_same_filters_and_depth() -> None:
    assert set(jinja_rules.FILTERS) == grammar.FILTERS
    assert jinja_rules.MOST_DEPTH == grammar.MOST_DEPTH


def test_a_text_that_is_joined_again_and_again_does_not_grow() -> None:
    joined = "{{ patient.first_name" + " | join('xxxxxxxxxxxxxxxxxxx')" * 9 + " }}"
    assert written(joined, writing(patient__first_name="Ana")) == "Ana"


def test_a_tag_as_deep_as_may_be_is_ready_soon() -> None:
    begun = time.process_time()
    compile_template("", "", ("{{ patient.first_name" + " | upper" * 28 + " }}") * 300, "")
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("pattern", ["g", "EEEEEEEE"])
def test_a_date_that_cannot_be_written_is_a_reason(pattern: str) -> None:
    template = compile_template("", "", "", f"{{{{ appointment.start | date('{pattern}') }}}}")
    assert write_body(template, writing(appointment__start=START)) == Unwritten("template-refused")


def test_a_moment_beyond_the_calendar_is_a_reason() -> None:
    template = compile_template("", "", "", "{{ appointment.start | date('d') }}")
    last = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    who = writing(zone="Asia/Tokyo", appointment__start=last)
    assert write_body(template, who) == Unwritten("template-refused")


def test_a_mail_that_grows_too_long_is_a_reason() -> None:
    template = compile_template("", "", "{{ patient.first_name }}" * 60, "")
    assert write_body(template, writing(patient__first_name="x" * 9_000)) == Unwritten("mail-too-long")
    assert isinstance(write_body(template, writing(patient__first_name="x")), Body)


NASTY = "Ana\r\nBcc: eve@evil.example\x00\u2028<script>alert(1)</script>{{ 7*7 }}"


def test_values_break_no_header_and_run_nowhere() -> None:
    who = writing(patient__first_name=NASTY)
    body = write_body(
        compile_template("Hi {{ patient.first_name }}", "", "{{ patient.first_name }}", ""), who
    )
    assert isinstance(body, Body)
    assert body.subject == "Hi Ana Bcc: eve@evil.example <script>alert(1)</script>{{ 7*7 }}"
    assert "<script>" not in body.html and "{{ 7*7 }}" in body.html and "\x00" not in body.html


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_a_subject_is_one_line_whatever_the_value(value: str) -> None:
    template = compile_template("Hi {{ patient.first_name }}", "", "", "")
    body = write_body(template, writing(patient__first_name=value))
    assert isinstance(body, Body)
    assert len(f"{body.subject}.".splitlines()) == 1 and "\x00" not in body.subject


@pytest.mark.parametrize(
    ("wanted", "variants", "chosen"),
    [
        ("es", {"en", "es"}, "es"),
        ("es-MX", {"en", "es"}, "es"),
        ("pt-BR", {"en", "pt-br"}, "pt-br"),
        ("fr", {"en", "es"}, "es"),  # the organisation's own
        ("", {"en", "de", "es"}, "es"),
        ("", {"en", "de"}, "en"),
        ("fr", {"vi"}, "vi"),
        ("fr", set(), ""),
    ],
)
def test_the_language_falls_back_in_the_stated_order(wanted: str, variants: set[str], chosen: str) -> None:
    assert choose_variant(wanted, "es", variants) == chosen


def _find(tracked: bool) -> Callable[[str], str | None]:
    return links_of("https://c.example.org", b"k" * 32, uuid7(), ["https://example.org/map"], tracked=tracked)


def test_a_click_target_is_hidden_behind_our_page_only_where_clicks_are_tracked() -> None:
    tracked = _find(tracked=True)("click_0") or ""
    link = read_token(b"k" * 32, tracked.rpartition("/")[2])
    assert link is not None and (link.action, link.number) == ("click", 0)
    assert _find(tracked=False)("click_0") == "https://example.org/map"
    assert _find(tracked=True)("click_1") is None and _find(tracked=True)("portals") is None


async def test_one_person_who_cannot_be_written_to_does_not_hold_up_the_others(clinic: Clinic) -> None:
    good = [await clinic.enroll(await clinic.add_person(f"fine{n}@example.org")) for n in range(3)]
    nameless = await clinic.enroll(await clinic.add_person("nameless@example.org", first_name=""))
    nowhere = await clinic.enroll(await clinic.add_person("two@at@example.org"))
    erased = await clinic.add_person("erased@example.org")
    gone = await clinic.enroll(erased)
    await clinic.pool.execute("update patient set wrapped_key = '' where id = $1", erased)

    answers = await clinic.render([good[0], nameless, good[1], nowhere, gone, str(uuid7()), good[2]])

    assert answers == [
        (True, ""),
        (False, "value-missing"),
        (True, ""),
        (False, "address-has-two-at-signs"),
        (False, "enrollment-unknown"),
        (False, "enrollment-unknown"),
        (True, ""),
    ]
    delivered = await clinic.deliver([*good, nameless])
    assert [one.outcome for one in delivered] == ["sent", "sent", "sent", "failed"]


async def test_a_mail_is_written_in_the_persons_language_and_for_their_segment(clinic: Clinic) -> None:
    patient = await clinic.add_person("maria@example.org", language="es-MX", birth_date=date(1940, 1, 1))
    enrollment = await clinic.enroll(patient)
    await clinic.render([enrollment])
    row = await clinic.message(enrollment)
    async with clinic.pool.acquire() as conn:
        found = await load_recipients(conn, clinic.parts.vault, [patient])
    body = open_body(clinic.parts.vault, found[patient].patient.key, row["id"], row["sealed"])
    assert body.subject == "Su visita, Ana"
    assert "large print" in body.html
    assert b"Ana" not in row["sealed"]
