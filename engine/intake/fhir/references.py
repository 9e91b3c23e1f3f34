"""The resources that came along (bundle entries, contained ones), found by reference.

One step only: a resource that was found is never followed further, so cycles cannot matter.
"""

from typing import Final

from engine.intake.fhir.resources import Entry, HumanName, Named, Reference
from engine.intake.strict_json import convert
from engine.intake.untaken import Untaken

_NAMED: Final = frozenset({"Location", "Practitioner"})


class Neighbours:
    """Looks up entries by fullUrl, `Type/id`, `#contained` or the id at the end of an absolute URL."""

    def __init__(self, source: str, entries: tuple[Entry, ...] = (), contained: object = ()) -> None:
        self.source = source
        self._found: dict[str, dict[str, object]] = {}
        for entry in entries:
            self._add(entry.full_url, entry.resource)
            self._add(f"{entry.resource.get('resourceType')}/{entry.resource.get('id')}", entry.resource)
        for resource in contained if isinstance(contained, list) else ():
            if isinstance(resource, dict):
                self._add(f"#{resource.get('id')}", resource)

    def with_contained(self, resource: dict[str, object]) -> "Neighbours":
        """These neighbours and the resource's own contained ones."""
        contained = resource.get("contained")
        if not contained:
            return self
        joined = Neighbours(self.source, contained=contained)
        joined._found = {**self._found, **joined._found}
        return joined

    def _add(self, key: str, resource: dict[str, object]) -> None:
        if key and resource:
            self._found.setdefault(key, resource)

    def find(self, reference: str, resource_type: str) -> dict[str, object] | None:
        """The resource of that type which `reference` names, when it came along."""
        plain = reference.partition("/_history/")[0]
        relative = "/".join(plain.split("/")[-2:])
        for key in (plain, relative):
            found = self._found.get(key)
            if found is not None and found.get("resourceType") == resource_type:
                return found
        return None

    def name_of(self, reference: Reference, types: tuple[str, ...]) -> str:
        """The display name of what is referenced, "" when it is none of `types` or has no name."""
        for resource_type in types:
            found = self.find(reference.reference, resource_type)
            is_type = reference.type == resource_type or f"{resource_type}/" in reference.reference
            if found is None and not is_type:
                continue
            if reference.display:
                return reference.display
            if found is not None and resource_type in _NAMED:
                return _name_in(found)
        return ""


def _name_in(resource: dict[str, object]) -> str:
    """A neighbour with a defect costs its name, never the appointment."""
    try:
        named = convert(resource, Named, "")
    except Untaken:
        return ""
    if isinstance(named.name, str):
        return named.name
    person = next(iter(named.name), HumanName())
    words = (*person.prefix, person.first_given, person.family)
    return person.text or " ".join(word for word in words if word)
