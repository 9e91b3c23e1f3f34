"""The clinic's synthetic patients: seeded, so that a fortnight can be told twice.

Every address ends in example.org, a domain that can never receive mail.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeVar

Temper = Literal["confirms", "clicks", "opens-portal", "silent", "cancels", "reschedules", "opts-out"]
Channel = Literal["plain", "smime", "openpgp", "bounces", "no-address", "no-contact"]

_FIRST: Final = {
    "en": [
        "Ada",
        "Ben",
        "Cora",
        "Dale",
        "Edith",
        "Frank",
        "Grace",
        "Henry",
        "Iris",
        "Jack",
        "Kate",
        "Liam",
        "Mona",
        "Noah",
        "Olive",
        "Paul",
        "Rose",
        "Sam",
        "Tess",
        "Will",
    ],
    "es": [
        "Ana",
        "Bruno",
        "Carmen",
        "Diego",
        "Elena",
        "Fidel",
        "Gloria",
        "Hugo",
        "Inés",
        "Julio",
        "Lola",
        "Mateo",
        "Nuria",
        "Óscar",
        "Pilar",
        "Rafa",
    ],
}
_LAST: Final = {
    "en": [
        "Abbott",
        "Barnes",
        "Carver",
        "Dalton",
        "Ellis",
        "Fisher",
        "Grant",
        "Hughes",
        "Irving",
        "Jensen",
        "Keller",
        "Lowell",
        "Mercer",
        "Norton",
    ],
    "es": [
        "Álvarez",
        "Benítez",
        "Cortés",
        "Domínguez",
        "Espinoza",
        "Flores",
        "García",
        "Herrera",
        "Ibáñez",
        "Juárez",
        "Luna",
        "Muñoz",
    ],
}
_TEMPERS: Final[list[tuple[Temper, int]]] = [
    ("confirms", 34),
    ("clicks", 14),
    ("opens-portal", 12),
    ("silent", 22),
    ("cancels", 7),
    ("reschedules", 7),
    ("opts-out", 4),
]
_CHANNELS: Final[list[tuple[Channel, int]]] = [
    ("plain", 76),
    ("smime", 8),
    ("openpgp", 7),
    ("bounces", 4),
    ("no-address", 3),
    ("no-contact", 2),
]


@dataclass(frozen=True)
class SyntheticPatient:
    number: int
    mrn: str
    first_name: str
    last_name: str
    birth_date: date
    sex: str  # M or F, HL7 table 0001
    language: str
    email: str  # empty: has none
    phone: str
    temper: Temper
    channel: Channel


def invent_patients(count: int, *, seed: int, today: date) -> list[SyntheticPatient]:
    chance = random.Random(seed)
    return [_invent(chance, number, today) for number in range(1, count + 1)]


def _invent(chance: random.Random, number: int, today: date) -> SyntheticPatient:
    language = "es" if chance.random() < 0.3 else "en"
    first, last = chance.choice(_FIRST[language]), chance.choice(_LAST[language])
    channel = _pick(chance, _CHANNELS)
    return SyntheticPatient(
        number=number,
        mrn=f"{number:06d}",
        first_name=first,
        last_name=last,
        birth_date=today - timedelta(days=chance.randint(19 * 365, 88 * 365)),
        sex=chance.choice("MF"),
        language=language,
        email=_address(number, first, channel),
        phone=f"555{chance.randint(1000000, 9999999)}",
        temper=_pick(chance, _TEMPERS),
        channel=channel,
    )


def _address(number: int, first: str, channel: Channel) -> str:
    if channel == "no-address":
        return ""
    name = first.lower().encode("ascii", "ignore").decode()
    return f"{'bounce-' if channel == 'bounces' else ''}{name}.{number}@example.org"


_T = TypeVar("_T")


def _pick(chance: random.Random, weighted: list[tuple[_T, int]]) -> _T:
    return chance.choices([each for each, _ in weighted], [weight for _, weight in weighted])[0]
