"""The audit table: the same evidence for people, programs and spreadsheets."""

import csv
import io
import json

from engine.compiler.audit_table import COLUMNS, as_csv, as_json, as_text
from tests.compiler.sources import column, compiled, with_steps

BODY = column(
    "<mj-text>Dear {{ patient.first_name }}, see you on {{ appointment.start | date('d MMMM') }}.</mj-text>"
)
STEPS = """\
  - branch: who
    cases:
      - name: of age
        when: patient.age >= 18 && !authorized('programs')
        steps:
          - send: hello
            message: hello
          - call: tell
            url: https://hook.clinic.example.org/in
            fields: [patient.age]
    otherwise:
      - task: call-them
        queue: front-desk
        title: Call them
    unknown: []
"""


def table() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv([compiled(with_steps(STEPS), hello=BODY)]))))


def test_a_row_says_why_under_which_gates_and_with_which_data() -> None:
    hello, tell, call_them = table()
    assert hello["kind"] == "send"
    assert hello["reached only with"] == 'not authorized("programs"); patient.age >= 18'
    assert hello["decided by"] == "demographic: patient.age"
    assert hello["shows or tells"] == "identifier: appointment.start, patient.first_name"
    assert (hello["class"], hello["weakest protection"]) == ("identifier", "verified TLS")
    assert (tell["to"], tell["agreement"]) == ("hook.clinic.example.org", "the organisation's own")
    assert (call_them["kind"], call_them["to"]) == ("task", "front-desk")


def test_every_row_has_every_column() -> None:
    assert all(list(row) == list(COLUMNS) for row in table())


def test_no_cell_begins_like_a_formula() -> None:
    text = with_steps(STEPS).replace("patient.age >= 18 && !authorized('programs')", "-patient.age < 3")
    rows = list(csv.DictReader(io.StringIO(as_csv([compiled(text, hello=BODY)]))))
    assert rows[0]["reached only with"] == "'-patient.age <= 2"


def test_as_json_it_has_the_classes_of_all_fields() -> None:
    document = json.loads(as_json([compiled(with_steps(STEPS), hello=BODY)]))
    (journey,) = document["journeys"]
    assert journey["sends"][0]["classes"] == {
        "appointment.start": "identifier", "patient.age": "demographic", "patient.first_name": "identifier",
    }  # fmt: skip
    assert [row["kind"] for row in journey["exchanges"]] == ["call", "task"]


def test_people_are_told_the_same_in_words_and_that_a_broken_journey_does_not_compile() -> None:
    told = as_text([compiled(with_steps(STEPS), hello=BODY)])
    assert '    only with   not authorized("programs"), patient.age >= 18' in told
    assert "does not compile" in as_text([compiled(with_steps("  - send: hello\n    message: other\n"))])
