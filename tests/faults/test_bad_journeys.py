"""Journeys, conditions, templates and mails that are wrong, through the check of the designer: never a 5xx,
always with a place, and in time.
"""

import time
from pathlib import Path
from typing import Any, Final

import pytest

from tests.e2e.installation import Installation
from tests.faults.workspace import TWO_MAILS

_SLOWEST: Final = 5.0  # seconds on a busy machine; the worst of these takes 0.4 s of processor time
# Strange, yet something that a compiler may take, or that JSON already refuses.
_SOUND: Final = frozenset(
    {
        *("a quarter of a megabyte", "half a surrogate", "a line separator"),
        *("NUL", "a long chain", "nested comprehensions", "deep negation", "a division by nothing"),
        "a pattern that never ends",  # CEL's patterns are RE2's, which take linear time
        *("deep tags", "half a megabyte", "a line break in the subject", "tags that cross"),
    }
)

YAML: Final[dict[str, str]] = {
    "nothing": "",
    "one word": "hello",
    "a list": "- a\n- b\n",
    "null": "null",
    "a tab": TWO_MAILS.replace("  - exit: done", "\t- exit: done"),
    "a key twice": TWO_MAILS + "title: again\n",
    "an unknown key": TWO_MAILS + "colour: red\n",
    "a NUL": TWO_MAILS.replace("Two notes", "Two\0notes"),
    "half a surrogate": TWO_MAILS.replace("Two notes", "Two \ud800 notes"),
    "control characters": TWO_MAILS.replace("Two notes", "Two \x07\x1b[31m notes"),
    "a line separator": TWO_MAILS.replace("Two notes", "Two\u2028notes: 5"),
    "deep brackets": "steps: " + "[" * 60_000,
    "deep braces": "steps: " + "{a: " * 30_000,
    "deep indentation": "\n".join(" " * n + "a:" for n in range(600)),
    "anchors that multiply": "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(50)),
    "a merge": "x: &x {title: a}\n<<: *x\n" + TWO_MAILS,
    "a Python object": "title: !!python/object/apply:os.system [id]\n" + TWO_MAILS,
    "two documents": TWO_MAILS + "---\n" + TWO_MAILS,
    "an open quote": TWO_MAILS.replace("Two notes", '"Two notes'),
    "a quarter of a megabyte": TWO_MAILS + "# " + "x" * 250_000,
    "ten thousand steps": TWO_MAILS + "".join(f"  - exit: e{n}\n" for n in range(9_000)),
    "steps that are a number": TWO_MAILS.partition("steps:")[0] + "steps: 5\n",
    "a step of nothing": TWO_MAILS + "  - {}\n",
    "a step of two kinds": TWO_MAILS + "  - send: a\n    wait: b\n",
    "a step id twice": TWO_MAILS.replace("wait: pause", "wait: note"),
    "a negative wait": TWO_MAILS.replace("for: 1s", "for: -1s"),
    "a wait of ages": TWO_MAILS.replace("for: 1s", "for: 999999999d"),
    "a wait that is a number": TWO_MAILS.replace("for: 1s", "for: 1e999"),
    "an anchor nobody knows": TWO_MAILS.replace(
        "for: 1s", "until: {before: appointment.dawn, by: 1d, if_past: continue}"
    ),
    "another journey's name": TWO_MAILS.replace("journey: quick-note", "journey: ../../etc/passwd"),
    "a message from elsewhere": TWO_MAILS.replace("message: thanks", "message: ../../../etc/passwd"),
    "a message that is missing": TWO_MAILS.replace("message: thanks", "message: nowhere"),
    "a topic nobody knows": TWO_MAILS.replace("topic: visits", "topic: gossip"),
    "an event nobody knows": TWO_MAILS.replace("on: appointment.booked", "on: moon.full"),
}

CEL: Final[dict[str, str]] = {
    "half a sum": "1 +",
    "nothing": "",
    "an open quote": "patient.language == 'en",
    "a field nobody knows": "patient.shoe_size > 3",
    "a root nobody knows": "moon.full == true",
    "a function nobody knows": "launch(patient.language)",
    "another type": "patient.language > 5",
    "no truth": "patient.language",
    "deep parentheses": "(" * 5_000 + "true" + ")" * 5_000,
    "deep lists": "[" * 5_000 + "]" * 5_000 + " == []",
    "deep negation": "!" * 5_000 + "true",
    "a long chain": " && ".join(["true"] * 5_000),
    "a pattern that never ends": "patient.language.matches('(a+)+$')",
    "a number without end": "9" * 5_000 + " > 1",
    "a division by nothing": "1 / 0 == 1",
    "Python": "__import__('os').system('id') == 0",
    "dunder": "patient.__class__ == 1",
    "NUL": "patient.language == '\\u0000'",
    "other letters": "пациент.имя == 'Ана'",
    "nested comprehensions": "[1,2,3].all(a, [1,2,3].all(b, [1,2,3].all(c, [1,2,3].all(d, a+b+c+d > 0))))",
}

_HEAD: Final = '---\nsubject: "{subject}"\npreheader: "p"\nclass: identifier\n---\n'
_MAIL: Final = (
    '<mjml lang="en"><mj-body width="600px"><mj-section><mj-column><mj-text>{words}'
    '{{{{ organization.name }}}} {{{{ organization.address }}}} <a href="{{{{ link.opt_out }}}}">stop</a>'
    "</mj-text></mj-column></mj-section></mj-body></mjml>\n"
)


def _mail(words: str = "hello ", subject: str = "s") -> str:
    return _HEAD.format(subject=subject) + _MAIL.format(words=words)


MAILS: Final[dict[str, str]] = {
    "nothing": "",
    "no head": _MAIL.format(words=""),
    "a head that does not end": '---\nsubject: "x"\n',
    "a head that is no YAML": "---\nsubject: [\n---\n" + _MAIL.format(words=""),
    "not MJML": _HEAD.format(subject="s") + "hello",
    "HTML": _HEAD.format(subject="s") + "<html><body>hello</body></html>",
    "tags that cross": _mail("<b><i>x</b></i>"),
    "a tag that does not close": _HEAD.format(subject="s") + "<mjml><mj-body><mj-section>",
    "a component nobody knows": _mail("</mj-text><mj-boom/><mj-text>"),
    "an include": _mail('</mj-text><mj-include path="/etc/passwd"/><mj-text>'),
    "an entity bomb": _HEAD.format(subject="s")
    + '<!DOCTYPE m [<!ENTITY a "aaaa">]>'
    + _MAIL.format(words="&a;"),
    "a script": _mail("<script>alert(1)</script>"),
    "a picture from elsewhere": _mail('<img src="http://elsewhere.example/x.png"/>'),
    "a value that is left open": _mail("{{ patient.first_name "),
    "a block that is left open": _mail("{% if patient.language %}x"),
    "an end without a beginning": _mail("{% endif %}"),
    "a field nobody knows": _mail("{{ patient.fisrt_name }}"),
    "a filter nobody knows": _mail("{{ patient.first_name | launch }}"),
    "dunder": _mail("{{ patient.__class__.__mro__ }}"),
    "attr": _mail("{{ patient | attr('__class__') }}"),
    "a power": _mail("{{ 10 ** (10 ** 9) }}"),
    "a long text": _mail("{{ 'a' * 10 ** 9 }}"),
    "a long loop": _mail(
        "{% for a in range(99999999) %}{% for b in range(99999999) %}x{% endfor %}{% endfor %}"
    ),
    "lipsum": _mail("{{ lipsum(n=100000) }}"),
    "a wide format": _mail("{{ '%1000000000d' | format(1) }}"),
    "an include of a file": _mail("{% include '/etc/passwd' %}"),
    "an import": _mail("{% import 'os' as os %}"),
    "deep parentheses": _mail("{{ " + "(" * 2_000 + "1" + ")" * 2_000 + " }}"),
    "deep blocks": _mail("{% if true %}" * 2_000 + "x" + "{% endif %}" * 2_000),
    "deep tags": _mail("<b>" * 5_000 + "x" + "</b>" * 5_000),
    "half a megabyte": _mail("x" * 500_000),
    "NUL": _mail("a\0b"),
    "a person in the subject": _mail(subject="{{ patient.first_name }} has {{ appointment.kind }}"),
    "a line break in the subject": _mail(subject="a\\r\\nBcc: b@example.org"),
}


async def _check(careloom: Installation, source: str) -> list[dict[str, Any]]:
    began = time.monotonic()
    body = {"source": source} if source.isascii() or _sound(source) else None
    # A lone surrogate cannot be written as UTF-8: it travels as the escape that JSON allows.
    raw = b'{"source": "%s"}' % _escaped(source) if body is None else None
    answer = await careloom.http.post(
        "/api/journeys/quick-note/check",
        json=body,
        content=raw,
        headers={"Content-Type": "application/json"},
    )
    took = time.monotonic() - began
    assert answer.status_code in (200, 400), (answer.status_code, answer.text[:300])
    assert took < _SLOWEST, f"it took {took:.1f} s"
    if answer.status_code == 400:
        assert answer.json()["detail"]
        return []
    problems: list[dict[str, Any]] = answer.json()["problems"]
    for one in problems:
        assert one["line"] >= 1 and one["column"] >= 1 and one["path"] and one["message"] and one["docs"]
        assert one["end_column"] > one["column"]
    return problems


def _sound(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _escaped(text: str) -> bytes:
    return b"".join(
        b"\\n" if each == "\n" else b"\\u%04x" % ord(each) if not " " <= each <= "~" else each.encode()
        for each in text.replace("\\", "\\\\").replace('"', '\\"')
    )


@pytest.mark.parametrize("what", YAML)
async def test_a_wrong_document_is_told_where(careloom: Installation, what: str) -> None:
    problems = await _check(careloom, YAML[what])
    if what not in _SOUND:
        assert any(one["severity"] == "error" for one in problems)


@pytest.mark.parametrize("what", CEL)
async def test_a_wrong_condition_is_told_where(careloom: Installation, what: str) -> None:
    quoted = CEL[what].replace("'", "''")
    branch = (
        "  - branch: fork\n    cases:\n      - name: it\n"
        f"        when: '{quoted}'\n        steps: []\n    otherwise: []\n  - exit: done\n"
    )
    source = TWO_MAILS.replace("  - exit: done\n", branch)
    problems = await _check(careloom, source)
    place = source.splitlines().index(f"        when: '{quoted}'") + 1
    if what not in _SOUND:
        assert place in {one["line"] for one in problems if one["severity"] == "error"}


@pytest.mark.parametrize("what", MAILS)
async def test_a_wrong_mail_is_told_where(careloom: Installation, what: str) -> None:
    folder = careloom.settings.journeys_dir / "quick-note" / "messages"
    wrong = Path(folder / "wrong.mjml")
    wrong.write_text(MAILS[what])
    try:
        problems = await _check(careloom, TWO_MAILS.replace("message: thanks", "message: wrong"))
    finally:
        wrong.unlink()
    if what not in _SOUND:
        assert any(one["severity"] == "error" and "wrong" in one["path"] for one in problems)


async def test_a_check_that_knows_no_such_journey_touches_no_file(careloom: Installation) -> None:
    for slug in ("nowhere", "..", "%2e%2e%2f", "quick-note%00", "a" * 5_000):
        answer = await careloom.http.post(f"/api/journeys/{slug}/check", json={"source": TWO_MAILS})
        assert answer.status_code in (404, 405), (slug[:20], answer.status_code)


async def test_more_text_than_a_journey_may_have_is_refused(careloom: Installation) -> None:
    for size, status in ((262_145, 400), (10_000_000, 413)):
        answer = await careloom.http.post("/api/journeys/quick-note/check", json={"source": "x" * size})
        assert answer.status_code == status
