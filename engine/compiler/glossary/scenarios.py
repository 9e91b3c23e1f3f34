"""The words of `scenarios.yaml`."""

from typing import Final

from engine.journey.part import Part
from engine.journey.scenarios import (
    ENTITIES,
    EarlierMailDocument,
    EventDocument,
    ExpectationDocument,
    ScenarioDocument,
    ScenariosDocument,
)
from engine.journey.steps import KINDS

_KNOWN: Final = {entity: f"What is known of the {entity.replace('_', ' ')}." for entity in ENTITIES}
_NEWS: Final = {entity: f"News about the {entity.replace('_', ' ')}." for entity in ENTITIES}

SCENARIOS: Final[dict[type[Part], tuple[str, dict[str, str]]]] = {
    ScenariosDocument: (
        "Scenarios of one journey, told to a virtual clock. They cannot send.",
        {"scenarios": "One synthetic person each."},
    ),
    ScenarioDocument: (
        "One synthetic person, what happens to them, and what the journey must then do.",
        {
            "name": "What is told, as one sentence.",
            "notes": "For the people who read the file.",
            "zone": "The zone of times without an offset.",
            "begin": "When we start to look; by default at the first event.",
            "until": "When we stop; by default at the end.",
            "patient": "What is known of the person.",
            **_KNOWN,
            "consents": "Topics the person has agreed to (`granted`) or stopped (`revoked`).",
            "authorizations": "Written authorizations, `granted` or `revoked`.",
            "suppressed": "Why no mail goes to the address.",
            "keys": "For which encryption a key of the person is known.",
            "mails": "Mails the person got before; they count for the contact budget.",
            "split": "Which path to take at a split, by its id.",
            "fails": "Steps whose mail or call cannot be delivered, and why.",
            "events": "What happens.",
            "expect": "What must happen, in this order; more may happen in between.",
            "never": "Steps that must not be reached.",
        },
    ),
    EarlierMailDocument: (
        "A mail that the person got before.",
        {"at": "When: 2026-03-10T09:00.", "purpose": "Why it was sent."},
    ),
    EventDocument: (
        "Something that happens: `at` a moment, or `after` a step.",
        {
            "at": "When: 2026-03-10T09:00, local to the scenario's zone.",
            "after": "The step after which it happens.",
            "by": "How long after it.",
            "visit": "After which visit of that step; by default the first.",
            "event": "What happens.",
            "step": "Whose mail, task or form it is about; by default the step it comes after.",
            "topic": "The topic it is about.",
            "scope": "The authorization it is about.",
            "patient": "News about the person.",
            **_NEWS,
            "answers": "What was answered in the form.",
        },
    ),
    ExpectationDocument: (
        "One thing that must happen; exactly one kind is written.",
        {
            **{kind: f"The {kind} step that is reached." for kind in KINDS},
            "send": "The step whose mail is sent.",
            "skip": "The step whose mail is not sent.",
            "fail": "The step whose mail or call cannot be delivered.",
            "goal": "The event that reaches the goal.",
            "exit": "The outcome with which the journey ends.",
            "at": "When, to the minute.",
            "visit": "Which visit of the step.",
            "way": "Which way is taken: the name of a case, path or event.",
            "reason": "Why it was not sent.",
            "language": "In which language.",
            "method": "How the mail is protected.",
            "subject": "Its whole subject.",
            "says": "Words that stand in it.",
        },
    ),
}
