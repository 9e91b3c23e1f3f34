"""Names and addresses as they are shown until somebody reveals them, which is recorded."""

from engine.store.people import Person


def mask_name(person: Person) -> str:
    """ "Ana Ruiz" → "A… R."; a person without a name → "Name unknown"."""
    first, last = person.first_name.strip(), person.last_name.strip()
    if not first and not last:
        return "Name unknown"
    return " ".join(
        part for part in (f"{first[:1]}…" if first else "", f"{last[:1]}." if last else "") if part
    )


def mask_email(address: str) -> str:
    """ "ana.ruiz@example.org" → "a…@example.org"; empty stays empty."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}" if at else ""
