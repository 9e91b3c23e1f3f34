"""What the values of words name: a message, a step, a topic … For completion, jumping and renaming."""

from typing import Final, Literal, get_args

from engine.journey.journey import Enroll, Goal, Journey
from engine.journey.organization import PolicyDocument
from engine.journey.part import Allow, Part
from engine.journey.plan import OncePer, Purpose
from engine.journey.scenarios import (
    SCENARIO_EVENTS,
    EventDocument,
    ExpectationDocument,
    ScenarioDocument,
)
from engine.journey.steps import KINDS, Call, Form, Send
from engine.journey.times import Window

Sort = Literal[
    "message",
    "topic",
    "segment",
    "authorization",
    "step",
    "form",
    "connector",
    "rule",
    "field",
    "event",
    "pack",
]

_DAYS: Final = ("mon-fri", "mon-sat", "mon-sun")

NAMES: Final[dict[tuple[type[Part], str], Sort]] = {
    (Journey, "topic"): "topic",
    (Enroll, "audience"): "segment",
    (Send, "message"): "message",
    (Send, "topic"): "topic",
    (Call, "connector"): "connector",
    (Form, "questions"): "form",
    (Allow, "rule"): "rule",
    (EventDocument, "after"): "step",
    (EventDocument, "step"): "step",
    (EventDocument, "topic"): "topic",
    (EventDocument, "scope"): "authorization",
    (ScenarioDocument, "never"): "step",
    (ExpectationDocument, "skip"): "step",
    (ExpectationDocument, "fail"): "step",
    **{(ExpectationDocument, kind): "step" for kind in KINDS},
    (Journey, "moved_to"): "step",
    (PolicyDocument, "packs"): "pack",
}

# Words whose mapping has such names as keys.
NAMES_OF_KEYS: Final[dict[tuple[type[Part], str], Sort]] = {
    (ScenarioDocument, "consents"): "topic",
    (ScenarioDocument, "authorizations"): "authorization",
    (ScenarioDocument, "split"): "step",
    (ScenarioDocument, "fails"): "step",
    (KINDS["await"], "on"): "event",
    (KINDS["update"], "set"): "field",
}

# What is often written where the annotation allows more.
EXAMPLES: Final[dict[tuple[type[Part], str], tuple[str, ...]]] = {
    (Enroll, "again"): ("never", "after exit", "after 30d", "after 365d"),
    (Enroll, "days"): _DAYS,
    (Window, "days"): _DAYS,
    (Goal, "within"): ("2d after appointment.start", "30d after entry", "14d after send"),
}

# Words with a closed choice that their annotation does not tell.
CHOICES: Final[dict[tuple[type[Part], str], tuple[str, ...]]] = {
    (Journey, "purpose"): get_args(Purpose),
    (Send, "purpose"): get_args(Purpose),
    (Enroll, "once_per"): get_args(OncePer),
    (EventDocument, "event"): tuple(sorted(SCENARIO_EVENTS)),
}
