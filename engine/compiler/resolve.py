"""Brings together what a journey names: its messages, its steps, the things it is about."""

from collections.abc import Iterable
from typing import get_args

import msgspec

from engine.compiler.context import Context
from engine.compiler.forms import answers_of, read_forms
from engine.compiler.message import FILE_NAME, MessageFile
from engine.compiler.packs import Policy, policy_of
from engine.compiler.templates import Compiled
from engine.compiler.walk import Stop, all_steps, walk
from engine.journey.diagnostics import Problems
from engine.journey.events import EVENTS, entity_of
from engine.journey.forms import ANSWERS, FormDocument
from engine.journey.journey import Enroll, Journey
from engine.journey.plan import OncePer
from engine.journey.steps import Send, Step


class JourneySource(msgspec.Struct, frozen=True):
    """One journey as text. `path` and `folder` are how diagnostics name it.

    `messages`: file name → text; `forms`: name of the form → text.
    """

    slug: str
    path: str
    text: str
    messages: dict[str, str] = {}
    forms: dict[str, str] = {}

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    def message_path(self, file_name: str) -> str:
        return f"{self.folder}/messages/{file_name}" if self.folder else f"messages/{file_name}"

    def form_path(self, name: str) -> str:
        return f"{self.folder}/forms/{name}.yaml" if self.folder else f"forms/{name}.yaml"


class Resolved(msgspec.Struct, frozen=True):
    """Everything the checks look at. `messages`: name → language → variant."""

    source: JourneySource
    journey: Journey
    context: Context
    stops: tuple[Stop, ...]
    steps: tuple[Step, ...]
    messages: dict[str, dict[str, Compiled]]
    entities: frozenset[str]
    forms: dict[str, FormDocument]
    complete: bool  # every part the author wrote was understood, so what is absent is really absent
    ids: frozenset[str] = frozenset()  # whatever may be the id of a step, in steps that cannot be read, too

    def sends(self) -> Iterable[tuple[Send, Stop]]:
        return ((stop.step, stop) for stop in self.stops if isinstance(stop.step, Send))

    def variants(self, send: Send) -> Iterable[Compiled]:
        return self.messages.get(send.message, {}).values()

    @property
    def policy(self) -> Policy:
        """What the organisation's policy packs come to."""
        return policy_of(self.context.organization)

    def purpose(self, send: Send) -> str:
        return send.purpose or self.journey.purpose or ""

    def topic(self, send: Send) -> str:
        return send.topic or self.journey.topic or ""


def resolve(
    source: JourneySource,
    journey: Journey,
    context: Context,
    problems: Problems,
    ids: frozenset[str] = frozenset(),
) -> Resolved:
    complete = not problems.has_errors()
    files = {name: (source.form_path(name), text) for name, text in source.forms.items()}
    forms = read_forms(files, problems)
    sure = forms.keys() == files.keys() and all(form.whole and not form.broken for form in forms.values())
    context = context.with_fields(answers_of(forms), sure=sure) if files else context
    return Resolved(
        source=source,
        journey=journey,
        context=context,
        stops=walk(journey, context),
        steps=tuple(all_steps(journey.steps)),
        messages=compile_messages(source, context, problems),
        entities=entities_of(journey) | ({ANSWERS} if forms else frozenset()),
        forms=forms,
        complete=complete,
        ids=ids,
    )


def compile_messages(
    source: JourneySource, context: Context, problems: Problems
) -> dict[str, dict[str, Compiled]]:
    """Every message file of the journey, used or not."""
    default = context.organization.language if context.organization else "en"
    found: dict[str, dict[str, Compiled]] = {}
    for file_name, text in sorted(source.messages.items()):
        match = FILE_NAME.fullmatch(file_name)
        if match is None:
            continue
        file = MessageFile(match[1], match[2] or "", source.message_path(file_name), text)
        language = file.language or default
        compiled = context.kept.message(file, language, context.dictionary, problems)
        if compiled is not None:
            found.setdefault(file.name, {})[language] = compiled
    return found


def enrolling_events(journey: Journey) -> tuple[str, ...]:
    return tuple(event for trigger in journey.triggers for event in events_of_trigger(trigger))


def events_of_trigger(trigger: Enroll) -> tuple[str, ...]:
    if trigger.on is None:
        return ()
    return (trigger.on,) if isinstance(trigger.on, str) else trigger.on


def entities_of(journey: Journey) -> frozenset[str]:
    """What surely has values: the patient, the organisation, and what each enrollment is about.

    Anything may have one while it is not known how people come in.
    """
    always = {"patient", "organization"}
    if "enroll" in journey.broken or not all(map(_is_understood, journey.triggers)):
        return frozenset(always | set(map(entity_of, EVENTS)))
    each = [_entity_of(trigger) for trigger in journey.triggers]
    return frozenset(always | set(each[:1] if len(set(each)) == 1 else ())) - {""}


def _is_understood(trigger: Enroll) -> bool:
    events = events_of_trigger(trigger)
    counted = trigger.once_per is None or trigger.once_per in get_args(OncePer)
    one_way = (trigger.on is None) != (trigger.audience is None)
    sound = trigger.whole and not trigger.broken & {"on", "once_per"}
    return sound and counted and one_way and EVENTS.issuperset(events)


def _entity_of(trigger: Enroll) -> str:
    """What everybody who comes in this way is here about; "" for nothing in particular."""
    about = {entity_of(event) for event in events_of_trigger(trigger)}
    once = trigger.once_per or "patient"
    return about.pop() if len(about) == 1 and (once == "event" or {once} == about) else ""
