"""What an editor shows about the word under the cursor, as Markdown."""

from pathlib import Path

from engine.compiler.glossary import CLASSES, EVENTS, FUNCTIONS, LINKS, meaning, summary
from engine.compiler.packs import packs
from engine.compiler.reference import value_words
from engine.compiler.shapes import record_slots, shape_of
from engine.expressions.environment import FUNCTIONS as SIGNATURES
from engine.journey.codes import CODES
from engine.journey.steps import KINDS
from infra.lsp.marks import Key, Mark
from infra.lsp.names import Name
from infra.lsp.project import Project


def hover(project: Project, path: Path, mark: Mark) -> str:
    """Empty where there is nothing to say."""
    return _of_key(mark) if isinstance(mark, Key) else _of_name(project, path, mark)


def _of_key(mark: Key) -> str:
    if mark.key == getattr(mark.kind, "kind", ""):
        return f"**{mark.key}**, a step: {summary(mark.kind)}"
    slot = record_slots(mark.kind)[mark.key]
    value = value_words(mark.kind, mark.key, shape_of(slot.type))
    return f"**{mark.key}** of {mark.kind.words}: {meaning(mark.kind, mark.key)}\n\n{value}"


def _of_name(project: Project, path: Path, mark: Name) -> str:
    context, name = project.context(), mark.name
    match mark.sort:
        case "event":
            return _titled(name, "event", EVENTS.get(name, ""))
        case "function" if name in SIGNATURES:
            takes, gives = SIGNATURES[name]
            return f"**{name}**({', '.join(takes)}) → {gives}: {FUNCTIONS[name]}"
        case "link":
            return _titled(name, "link", LINKS.get(name, ""))
        case "field" if field := project.dictionary(path).get(name):
            about = f"{field.type}, **{field.data_class}**. {CLASSES[field.data_class]}"
            return _titled(name, "field", f"{about}{_used(project, path, mark)}")
        case "segment" if segment := context.segments.get(name):
            return _titled(
                name, "segment", f"**{segment.data_class}**\n\n```cel\n{segment.condition.text}\n```"
            )
        case "topic" if topic := context.consents.topics.get(name):
            sent = "until somebody stops it" if topic.opt == "out" else "only once agreed to"
            return _titled(name, "topic", f"{topic.title}; sent {sent}. {topic.text}")
        case "authorization" if scope := context.consents.authorizations.get(name):
            return _titled(name, "authorization", f"{scope.title}. {scope.purpose} Expires {scope.expires}.")
        case "rule" if code := CODES.get(name):
            return f"**{code.severity}[{name}]** `{code.template}`\n\n{code.source}\n\ndocs/rules/{name}.md"
        case "pack" if pack := packs().get(name):
            about = f"{pack.title}. In force since {pack.effective}. {pack.source}"
            return _titled(name, "policy pack", about)
        case "step":
            return _of_step(project, path, mark)
        case "message" | "form" | "connector":
            return _of_files(project, path, mark)
        case _:
            return ""


def _of_step(project: Project, path: Path, mark: Name) -> str:
    for place in project.definitions(mark, path):
        line = project.text(place.path).position(place.start).line
        before = [one for one in project.marks(place.path) if isinstance(one, Key) and one.end <= place.start]
        kind = before[-1].key if before and before[-1].key in KINDS else "step"
        return _titled(mark.name, kind, f"line {line + 1}.{_used(project, path, mark)}")
    return ""


def _of_files(project: Project, path: Path, mark: Name) -> str:
    places = project.definitions(mark, path)
    names = ", ".join(f"`{one.path.relative_to(project.root).as_posix()}`" for one in places)
    subject = ""
    if mark.sort == "message" and places:
        lines = project.text(places[0].path).text.split("\n")
        subject = next((line for line in lines[:12] if line.startswith("subject:")), "")
    return (
        _titled(mark.name, mark.sort, "\n\n".join(part for part in (names, subject) if part))
        if places
        else ""
    )


def _used(project: Project, path: Path, mark: Name) -> str:
    """How often it is spoken of in this journey."""
    folder = project.journey_of(path)
    if folder is None:
        return ""
    times = sum(
        (one.sort, one.name) == (mark.sort, mark.name) and not one.defines
        for file in project.files_of(folder)
        for one in project.marks(file)
        if isinstance(one, Name)
    )
    return f"\n\nNamed {times} time{'' if times == 1 else 's'} in this journey." if times else ""


def _titled(name: str, sort: str, about: str) -> str:
    return f"**{name}**, {_article(sort)} {sort}: {about}" if about else ""


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"
