"""The addresses a template may ask for as `link.<name>`: signed, opaque, made only when they are used."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from engine.links import Action, Link, link_url

_ACTIONS: Final[dict[str, Action]] = {
    "confirm": "confirm",
    "opt_out": "opt-out",
    "portal": "portal",
    "form": "form",
}
_CLICK: Final = "click_"


def links_of(
    public_url: str, key: bytes, message: UUID, targets: Sequence[str], *, tracked: bool
) -> Callable[[str], str | None]:
    """`link.click_<n>` leads to `targets[n]`: over our own page where clicks are tracked, else straight.

    None for a name that no template may use.
    """

    def find(name: str) -> str | None:
        if action := _ACTIONS.get(name):
            return link_url(public_url, key, Link(message, action))
        number = name.removeprefix(_CLICK)
        if not name.startswith(_CLICK) or not number.isdecimal() or int(number) >= len(targets):
            return None
        target = targets[int(number)]
        return link_url(public_url, key, Link(message, "click", int(number))) if tracked else target

    return find
