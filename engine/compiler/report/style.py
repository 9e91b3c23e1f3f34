"""Colours of the terminal, and when they are wanted."""

from collections.abc import Mapping
from typing import Final

_RESET: Final = "\033[0m"
_STYLES: Final = {
    "error": "\033[1;31m",
    "warning": "\033[1;33m",
    "faint": "\033[2m",
    "bold": "\033[1m",
    "label": "\033[1;34m",
    "help": "\033[1;36m",
}


class Style:
    """Colours, or none: plain output is the same on every terminal and in every log."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def paint(self, name: str, text: str) -> str:
        return f"{_STYLES[name]}{text}{_RESET}" if self.colour and text else text


def wants_colour(environment: Mapping[str, str], *, terminal: bool) -> bool:
    """Whether to paint: on a terminal, unless the environment says otherwise.

    `NO_COLOR` (no-color.org) and `TERM=dumb` say no; `FORCE_COLOR` (force-color.org) says yes, in a pipe too.
    An empty value says nothing. `NO_COLOR` wins, since plain text is readable everywhere.
    """
    if environment.get("NO_COLOR"):
        return False
    forced = environment.get("FORCE_COLOR", "")
    if forced:
        return forced != "0"
    return terminal and environment.get("TERM") != "dumb"
