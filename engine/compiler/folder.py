"""The files of one journey: its text, messages, forms and scenarios, read and compiled."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from engine.compiler.compile import Compiled, compile_journey
from engine.compiler.context import Context, judged_by
from engine.compiler.files import JOURNEY_FILE, Files
from engine.compiler.forms import FILE_NAME as FORM_NAME
from engine.compiler.message import FILE_NAME
from engine.compiler.resolve import JourneySource
from engine.compiler.scenarios import SCENARIOS_FILE, read_scenarios
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.span import whole_file

MESSAGES_FOLDER: Final = "messages"
FORMS_FOLDER: Final = "forms"


def compile_folder(files: Files, slug: str, context: Context) -> Compiled:
    """One journey as its files stand now."""
    problems = Problems()
    path = f"{slug}/{JOURNEY_FILE}"
    text = files.read(path, problems)
    if text is None:
        return Compiled(slug, files.shown(path), "", "", "", problems.sorted(), None, "", (), {})
    messages, forms = read_messages(files, slug, problems), read_forms(files, slug, problems)
    source = JourneySource(slug, files.shown(path), text, messages, forms)
    return _with_scenarios(compile_journey(source, context, problems), files, context)


def _with_scenarios(journey: Compiled, files: Files, context: Context) -> Compiled:
    """With what is wrong in scenarios.yaml, where there is one: that never keeps a journey from running."""
    path = f"{journey.slug}/{SCENARIOS_FILE}"
    if not files.exists(path):
        return journey
    problems, shown = Problems(), files.shown(path)
    text = files.read(path, problems)
    if text is not None:
        problems.mute(judged_by(context.unsure))
        read_scenarios(text, shown, journey.plan, context, problems)
    sources = {**journey.sources, shown: text or ""}
    return msgspec.structs.replace(journey, sources=sources, scenario_problems=problems.sorted())


def read_messages(files: Files, slug: str, problems: Problems) -> dict[str, str]:
    """File name → text of a journey's messages."""
    words = "a name such as reminder.mjml or reminder.es.mjml"
    paths = files.below(f"{slug}/{MESSAGES_FOLDER}", ".mjml")
    found = _read_named(files, paths, FILE_NAME, words, problems)
    return {match[0]: text for match, text in found}


def read_forms(files: Files, slug: str, problems: Problems) -> dict[str, str]:
    """Name of the form → text."""
    words = "a name such as how-are-you.yaml"
    found = _read_named(files, files.below(f"{slug}/{FORMS_FOLDER}", ".yaml"), FORM_NAME, words, problems)
    return {match[1]: text for match, text in found}


def _read_named(
    files: Files, paths: Iterable[str], names: re.Pattern[str], words: str, problems: Problems
) -> Iterator[tuple[re.Match[str], str]]:
    """Those whose file names are of the pattern, with their texts; other names are reported."""
    for path in paths:
        name = path.rpartition("/")[2]
        match = names.fullmatch(name)
        if match is None:
            problems.report(codes.MALFORMED_TEXT, whole_file(files.shown(path)), value=name, expected=words)
            continue
        text = files.read(path, problems)
        if text is not None:
            yield match, text
