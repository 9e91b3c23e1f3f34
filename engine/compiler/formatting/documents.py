"""Which kind of document a file is, by its name, and what may be written in it."""

from pathlib import PurePath
from typing import Final

from engine.compiler.message import Front
from engine.compiler.shapes import Named, Record, Shape, shape_of
from engine.journey.condition import Condition
from engine.journey.consents import ConsentsDocument
from engine.journey.dictionary import FieldDocument
from engine.journey.forms import FormDocument
from engine.journey.journey import Journey
from engine.journey.organization import OrganizationDocument
from engine.journey.scenarios import ScenariosDocument

SHAPES: Final[dict[str, Shape]] = {
    "journey": Record(Journey),
    "scenarios": Record(ScenariosDocument),
    "form": Record(FormDocument),
    "organization": Record(OrganizationDocument),
    "dictionary": Named(Named(Record(FieldDocument))),
    "segments": Named(shape_of(Condition)),
    "consents": Record(ConsentsDocument),
    "message": Record(Front),
}
FORMS_FOLDER: Final = "forms"
_BY_NAME: Final = SHAPES.keys() - {"form", "message"}  # the files that are always called the same


def kind_of(path: PurePath) -> str:
    """A key of SHAPES, or an empty text for a file that is none of the language's."""
    if path.suffix == ".mjml":
        return "message"
    if path.suffix != ".yaml":
        return ""
    if path.parent.name == FORMS_FOLDER:
        return "form"
    return path.stem if path.stem in _BY_NAME else ""


__all__ = ["SHAPES", "kind_of"]
