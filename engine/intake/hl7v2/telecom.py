"""XTN: the one e-mail address and the one phone number among everything a sender calls telecom.

Three encodings of an e-mail address are in daily use: XTN.4 with NET or Internet, XTN.1 with NET,
XTN.1 with use EMAIL. Whether an address can be written to is decided at sending, not here.
"""

from typing import Final

from engine.intake.hl7v2.segments import NULL, Repetition, Segment

_MAIL_USES: Final = frozenset({"NET", "EMAIL"})
_MAIL_EQUIPMENT: Final = frozenset({"INTERNET", "X.400"})
_NOT_A_PHONE: Final = frozenset({"FX", "BP", "MD", "TDD", "TTY", "SAT"})
_MOBILE: Final = frozenset({"CP"})
_MOBILE_USES: Final = frozenset({"PRS", "ORN"})


def read_email(pid: Segment, version: tuple[int, ...]) -> str | None:
    """The address; "" when the sender deletes it; None when nothing is said."""
    order = (40, 13, 14) if version >= (2, 7) else (13, 40, 14)
    telecoms = [repetition for number in order for repetition in pid.repetitions(number)]
    marked = [repetition for repetition in telecoms if _is_mail(repetition)]
    for repetition in [*marked, *telecoms]:
        for component in (4, 1):
            address = repetition.text(component).removeprefix("mailto:")
            if "@" in address:
                return address
    deleted = any(r.text(4) == NULL or r.text(1) == NULL for r in marked)
    return "" if deleted or pid.first(13).is_null else None


def read_phone(pid: Segment) -> str | None:
    """The number to reach the person: mobile first, then home, then work; as sent."""
    ranked: list[tuple[int, str]] = []
    for field_rank, number in enumerate((13, 40, 14)):
        for repetition in pid.repetitions(number):
            phone = _phone(repetition)
            if phone:
                ranked.append((_rank(repetition) * 3 + field_rank, phone))
    if ranked:
        return min(ranked, key=lambda pair: pair[0])[1]
    return "" if pid.first(13).is_null else None


def _is_mail(repetition: Repetition) -> bool:
    return (
        repetition.text(2).upper() in _MAIL_USES or repetition.text(3).upper() in _MAIL_EQUIPMENT
    ) and not repetition.is_null


def _rank(repetition: Repetition) -> int:
    if repetition.text(3).upper() in _MOBILE or repetition.text(2).upper() in _MOBILE_USES:
        return 0
    return 1 if repetition.text(2).upper() == "PRN" else 2


def _phone(repetition: Repetition) -> str:
    if _is_mail(repetition) or repetition.is_null or repetition.text(3).upper() in _NOT_A_PHONE:
        return ""
    number = repetition.text(12) or _from_parts(repetition) or repetition.text(1)
    return number if any(c.isdecimal() for c in number) and "@" not in number else ""


def _from_parts(repetition: Repetition) -> str:
    country, area, local, extension = (repetition.text(component) for component in (5, 6, 7, 8))
    if not local:
        return ""
    number = " ".join(part for part in (f"+{country.lstrip('+')}" if country else "", area, local) if part)
    return f"{number} x{extension}" if extension else number
