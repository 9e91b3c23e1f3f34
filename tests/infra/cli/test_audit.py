"""`careloom audit table`: the evidence of journeys, from files alone."""

import csv
import io
import json
from pathlib import Path

from click.testing import CliRunner

from infra.cli.audit import audit

JOURNEYS = Path(__file__).parents[3] / "journeys"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(audit, ["table", *arguments])
    return result.exit_code, result.output


def test_every_mail_of_the_shipped_journeys_has_its_row() -> None:
    code, printed = run(str(JOURNEYS), "--format", "json")
    document = json.loads(printed)
    assert code == 0
    assert all(journey["compiles"] and journey["sends"] for journey in document["journeys"])
    assert all(row["basis"] and row["again"] for one in document["journeys"] for row in one["sends"])


def test_one_journey_as_a_spreadsheet_on_another_day() -> None:
    code, printed = run(str(JOURNEYS / "wellness-offer"), "--format", "csv", "--as-of", "2026-01-31")
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert code == 0
    assert {row["journey"] for row in rows} == {"wellness-offer"}
    assert all(
        'authorized("wellness-programs")' in row["reached only with"] for row in rows if row["kind"] == "send"
    )


def test_a_path_without_journeys_is_refused(tmp_path: Path) -> None:
    assert run(str(tmp_path))[0] == 2
