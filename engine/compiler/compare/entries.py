"""What differs in the organisation's own documents: organization, consents, dictionary, segments."""

from typing import Any, Literal

from engine.compiler.compare.difference import EntryChange, FieldChange, State
from engine.compiler.compare.meaning import cel_meaning, in_words, one_line
from engine.compiler.compare.sides import Side

Kind = Literal["topic", "authorization", "field"]
_AGREED_TO = {  # what people agreed to: a new wording is a new version
    "topic": ("text",),
    "authorization": (
        "information",
        "disclosed_by",
        "disclosed_to",
        "purpose",
        "expires",
        "revocation",
        "conditions",
        "redisclosure",
        "covers",
    ),
}


def compare_entries(before: Side, after: Side) -> tuple[EntryChange, ...]:
    """Organization first, then consents, the dictionary and segments, each by name."""
    return (
        *_organization(before.organization, after.organization),
        *_named("topic", before.topics, after.topics),
        *_named("authorization", before.authorizations, after.authorizations),
        *_named("field", before.dictionary, after.dictionary),
        *_segments(before.segments, after.segments),
    )


def _organization(before: dict[str, Any], after: dict[str, Any]) -> tuple[EntryChange, ...]:
    changes = _field_changes(_flat(before), _flat(after))
    if not changes:
        return ()
    state: State = "added" if not before else "removed" if not after else "changed"
    name = str((after or before).get("id", ""))
    return (EntryChange("organization", name, state, changes if state == "changed" else ()),)


def _named(
    kind: Kind, before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]
) -> tuple[EntryChange, ...]:
    found = []
    for name in sorted(before.keys() | after.keys()):
        if name not in before:
            words = _field_changes({}, _flat(after[name]))
            found.append(EntryChange(kind, name, "added", words))
        elif name not in after:
            found.append(EntryChange(kind, name, "removed"))
        elif changes := _field_changes(_flat(before[name]), _flat(after[name])):
            found.append(
                EntryChange(
                    kind, name, "changed", changes, _warning(kind, changes, before[name], after[name])
                )
            )
    return tuple(found)


def _warning(
    kind: Kind, changes: tuple[FieldChange, ...], before: dict[str, Any], after: dict[str, Any]
) -> str:
    """A text that people agreed to may not change behind their backs."""
    agreed = [change.field for change in changes if change.field in _AGREED_TO.get(kind, ())]
    if agreed and after.get("version", 1) <= before.get("version", 1):
        return "what people agreed to has changed, but its version has not been raised"
    return ""


def _segments(before: dict[str, str], after: dict[str, str]) -> tuple[EntryChange, ...]:
    found = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            change = FieldChange("condition", one_line(old or ""), one_line(new or ""))
            found.append(EntryChange("segment", name, "added" if old is None else "removed", (change,)))
        elif cel_meaning(old) != cel_meaning(new):
            change = FieldChange("condition", one_line(old), one_line(new))
            found.append(EntryChange("segment", name, "changed", (change,)))
    return tuple(found)


def _flat(value: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested mappings as `sender.address`; what is empty or absent is the same."""
    found: dict[str, Any] = {}
    for key, one in value.items():
        if isinstance(one, dict):
            found |= _flat(one, f"{prefix}{key}.")
        elif one not in (None, "", [], ()):
            found[prefix + key] = list(one) if isinstance(one, tuple) else one
    return found


def _field_changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(
            name.removeprefix("data_"),
            in_words(before[name]) if name in before else "",
            in_words(after[name]) if name in after else "",
        )
        for name in dict.fromkeys([*after, *before])
        if before.get(name) != after.get(name)
    )
