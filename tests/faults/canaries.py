"""Values that occur nowhere but in the patient data of one test, and a search for them in any form."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.e2e.people import person

MARK: Final = "Qzxvjk"  # in every name, address, number, place and clinician of these people
_PHONE: Final = "5559173"
_BORN: Final = "190703"


def canary_people(count: int) -> list[dict[str, str]]:
    """Each with a first name, last name, e-mail, record number, phone, birth date, place and clinician."""
    return [_canary_person(number) for number in range(count)]


def _canary_person(number: int) -> dict[str, str]:
    return person(
        f"{MARK}first{number}",
        last=f"{MARK}last{number}",
        mrn=f"{MARK.upper()}{number:04d}",
        email=f"{MARK.lower()}{number}@{MARK.lower()}.example",
        phone=f"{_PHONE}{number:03d}",
        born=f"{_BORN}{number % 28 + 1:02d}",
        place=f"{MARK}place{number}",
        clinician=f"{MARK}doctor{number}",
    )


def _in_base64(text: str) -> Iterator[str]:
    """The part of its base64 that is the same whatever stands around it, at each of three offsets."""
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + text.encode()).decode()
        yield coded[4 if before else 0 : len(coded) // 4 * 4 - 4]


def _forms() -> Iterator[bytes]:
    for text in (MARK, MARK.lower(), MARK.upper()):
        yield text.encode()
        yield text.encode("utf-16-le")
        yield text.encode().hex().encode()
        yield text[::-1].encode()
        yield from (each.encode() for each in _in_base64(text))
    yield _PHONE.encode()
    yield f"{_PHONE[:3]}-{_PHONE[3:6]}".encode()


SOUGHT: Final = re.compile(
    b"|".join([*map(re.escape, _forms()), rb"190703(?:0[1-9]|1\d|2[0-8])(?!\d)", rb"1907-03-\d\d"])
)


def found_in(data: bytes) -> list[bytes]:
    """Each hit with what stands around it, for whoever has to find the leak."""
    return [data[max(0, hit.start() - 60) : hit.end() + 60] for hit in SOUGHT.finditer(data)][:5]


def leaks(folder: Path) -> dict[str, list[bytes]]:
    """Every file below `folder` that holds a canary, by its path from there."""
    hits = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (found := found_in(path.read_bytes())):
            hits[str(path.relative_to(folder))] = found
    return hits
