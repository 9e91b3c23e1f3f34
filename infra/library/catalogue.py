"""What the library holds. It lies in the repository's own `journeys/`, compiled like any other workspace."""

from pathlib import Path
from typing import Final

import msgspec

from engine.compiler import Compiled, Workspace, compile_workspace
from engine.compiler.suggest import did_you_mean
from engine.errors import NotFound

HOME: Final = Path(__file__).parents[2] / "journeys"


class Entry(msgspec.Struct, frozen=True):
    """One journey of the library. `purpose`: the first paragraph of its README; `languages` of its mails."""

    slug: str
    title: str
    purpose: str
    steps: int
    languages: tuple[str, ...]


def library() -> Workspace:
    """Raises NotFound `library-not-here` where Careloom was installed without its repository."""
    if not (HOME / "organization.yaml").is_file():
        raise NotFound("library-not-here", "The library lies in Careloom's repository; run this in a clone.")
    return compile_workspace(HOME)


def entries() -> list[Entry]:
    return [_entry(journey) for journey in library().journeys if journey.plan is not None]


def find(slug: str) -> Compiled:
    """Raises NotFound `not-in-the-library`."""
    journeys = {journey.slug: journey for journey in library().journeys}
    if slug not in journeys:
        hint = did_you_mean(slug, journeys).capitalize() or f"It holds {', '.join(journeys)}."
        raise NotFound("not-in-the-library", f'The library holds no "{slug}". {hint}')
    return journeys[slug]


def _entry(journey: Compiled) -> Entry:
    assert journey.plan is not None  # noqa: S101 - the caller has looked
    spoken = {language for message in journey.plan.messages.values() for language in message.variants}
    return Entry(
        journey.slug, journey.title, _purpose(journey.slug), len(journey.plan.nodes), tuple(sorted(spoken))
    )


def _purpose(slug: str) -> str:
    """The README's first paragraph, in one line."""
    text = (HOME / slug / "README.md").read_text("utf-8")
    return text.split("\n\n", 2)[1].replace("\n", " ").strip()
