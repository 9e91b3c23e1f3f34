"""A CSV file of people for a journey → one `Named` a line. Nothing of the file is repeated in an error."""

import csv
from io import StringIO
from typing import Final
from uuid import UUID

from engine.errors import Refused
from engine.intake.requests import Named

MOST_LINES: Final = 20_000
_MOST_TEXT: Final = 512  # characters of one cell
_DELIMITERS: Final = ",;\t"


def read_people(raw: bytes) -> list[Named]:
    """UTF-8, with a header line: `patient` (our own id), or `identifier` and perhaps `system`; others are
    ignored. A line that cannot be read is one that says so. Raises Refused `list-…`.
    """
    rows = iter(_rows(raw))
    header = [cell.strip().lower() for cell in next(rows, [])]
    if not {"patient", "identifier"} & set(header):
        raise Refused("list-header-missing", "The first line must name a column `patient` or `identifier`.")
    named: list[Named] = []
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(named) == MOST_LINES:
            raise Refused("list-too-long", f"At most {MOST_LINES} lines; divide the list.")
        named.append(_named(dict(zip(header, row, strict=False))))
    if not named:
        raise Refused("list-empty", "The list names nobody.")
    return named


def _rows(raw: bytes) -> list[list[str]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("list-not-utf8", f"The list is not UTF-8 at byte {error.start}.") from error
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        return list(reader)
    except csv.Error as error:
        raise Refused("list-malformed", f"The list is not CSV near line {reader.line_num}.") from error


def _named(cells: dict[str, str]) -> Named:
    if any(len(cell) > _MOST_TEXT or "\0" in cell for cell in cells.values()):
        return Named(problem="line-not-readable")
    if patient := cells.get("patient", "").strip():
        try:
            return Named(patient=UUID(patient))
        except ValueError:
            return Named(problem="patient-not-an-id")
    if value := cells.get("identifier", "").strip():
        return Named(value=value, system=cells.get("system", "").strip())
    return Named(problem="line-names-nobody")
