"""The audit table: the evidence of journeys as text for people, JSON for programs, CSV for spreadsheets."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from engine.compiler.as_of import as_of
from engine.compiler.compile import Compiled
from engine.compiler.evidence import Exchange, SendEvidence
from engine.journey.dictionary import rank

COLUMNS: Final = (
    "journey", "version", "kind", "step", "purpose", "basis", "reached only with", "asked again",
    "decided by", "shows or tells", "class", "weakest protection", "to", "agreement", "opt-out", "topic",
    "allowed", "packs",
)  # fmt: skip
_NOT_COMPILED: Final = "does not compile"
_VERSION_SHOWN: Final = 12


def as_text(journeys: Iterable[Compiled]) -> str:
    """A block for each journey, a paragraph for each row."""
    return "\n".join(_journey(one) for one in journeys)


def as_json(journeys: Iterable[Compiled]) -> str:
    """`{"as_of": …, "journeys": [{"journey", "version", "sends": […], "exchanges": […]}]}`."""
    listed = [
        {
            "journey": one.slug,
            "title": one.title,
            "version": one.version,
            "compiles": not one.has_errors,
            "sends": [msgspec.to_builtins(row) for row in one.evidence],
            "exchanges": [msgspec.to_builtins(row) for row in one.exchanges],
        }
        for one in journeys
    ]
    document: dict[str, Any] = {"as_of": as_of(), "journeys": listed}
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_csv(journeys: Iterable[Compiled]) -> str:
    """One line for each row (RFC 4180), lists with "; " between. No cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in journeys:
        rows: list[SendEvidence | Exchange] = [*one.evidence, *one.exchanges]
        for row in rows:
            told = {"journey": one.slug, "version": one.version or _NOT_COMPILED, **_cells(row)}
            writer.writerow([_harmless(told.get(column, "")) for column in COLUMNS])
    return out.getvalue()


def _cells(row: SendEvidence | Exchange) -> dict[str, str]:
    cells = {
        "step": row.step,
        "reached only with": "; ".join(row.proof),
        "decided by": _fields(row.decided_by, row.classes),
        "shows or tells": _fields(row.fields, row.classes),
        "class": row.data_class,
        "allowed": "; ".join(row.allows),
    }
    if isinstance(row, Exchange):
        return {**cells, "kind": row.kind, "to": row.to, "agreement": row.agreement}
    return {
        **cells,
        "kind": "send",
        "purpose": row.purpose,
        "basis": row.basis,
        "asked again": "; ".join(row.again),
        "weakest protection": row.weakest,
        "to": "the patient",
        "opt-out": "yes" if row.opt_out else "no",
        "topic": row.topic,
        "packs": "; ".join(row.packs),
    }


def _harmless(cell: str) -> str:
    """A spreadsheet would run what begins so."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _journey(one: Compiled) -> str:
    version = one.version[:_VERSION_SHOWN] or _NOT_COMPILED
    lines = [f"{one.slug} · {one.title} · {version}"]
    packs = one.evidence[0].packs if one.evidence else ()
    lines += [f"  packs in force: {', '.join(packs)}"] if packs else []
    for send in one.evidence:
        lines += ["", f"  send {send.step} (message {send.message})", *_paragraph(_of_send(send))]
    for row in one.exchanges:
        lines += ["", f"  {row.kind} {row.step}", *_paragraph(_of_exchange(row))]
    return "\n".join(lines) + "\n"


def _of_send(row: SendEvidence) -> list[tuple[str, str]]:
    stop = f"yes, stops {row.topic}" if row.topic else "yes"
    return [
        ("purpose", f"{row.purpose}, {row.basis}" if row.basis else row.purpose or "none"),
        ("only with", ", ".join(row.proof) or "nothing asked"),
        ("again", ", ".join(row.again)),
        ("decided by", _fields(row.decided_by, row.classes) or "no field"),
        ("shows", _fields(row.fields, row.classes) or "no field"),
        ("travels as", f"{row.data_class}, at least by {row.weakest}"),
        ("opt-out", stop if row.opt_out else "no link in every variant"),
        ("allowed", ", ".join(row.allows)),
    ]


def _of_exchange(row: Exchange) -> list[tuple[str, str]]:
    word = {"call": "tells", "form": "asks", "update": "notes", "task": "tells"}[row.kind]
    return [
        ("to", f"{row.to}, {row.agreement}" if row.agreement else row.to),
        ("only with", ", ".join(row.proof) or "nothing asked"),
        ("decided by", _fields(row.decided_by, row.classes) or "no field"),
        (word, _fields(row.fields, row.classes) or "no field"),
        ("allowed", ", ".join(row.allows)),
    ]


def _paragraph(facts: list[tuple[str, str]]) -> list[str]:
    return [f"    {name:<11} {words}" for name, words in facts if words]


def _fields(names: tuple[str, ...], classes: dict[str, str]) -> str:
    """By class, the most closed first."""
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-rank(classes.get(name, "")), name)):
        groups.setdefault(classes.get(name, ""), []).append(name)
    return "; ".join(f"{data_class}: {', '.join(group)}" for data_class, group in groups.items())
