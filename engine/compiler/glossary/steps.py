"""The words of each kind of step."""

from typing import Final

from engine.journey.part import Part
from engine.journey.steps import (
    Await,
    Branch,
    Call,
    Exit,
    Form,
    Repeat,
    Send,
    Split,
    Task,
    Update,
    Wait,
)
from engine.journey.steps.branch import Case
from engine.journey.steps.repeat import Until
from engine.journey.steps.split import Path, Winner

EVERY_STEP: Final = {
    "id": "The step's name, once in a journey and for good: figures, links and conditions speak of it.",
    "notes": "For the people who read the file.",
    "allow": "Rules that are knowingly not kept at this step.",
}

STEPS: Final[dict[type[Part], tuple[str, dict[str, str]]]] = {
    Send: (
        "Decides, renders, protects and delivers one message. A refusal is a result, not an error:"
        " the journey goes on along `on_skipped`, or simply on.",
        {
            "message": "The message: `messages/<name>.mjml`, with its variants by language.",
            "channel": "By which channel.",
            "to": "To whom.",
            "at": "When; at once where it is left out.",
            "purpose": "Why it is sent, where that is not the journey's purpose.",
            "topic": "What a person stops, where that is not the journey's topic.",
            "protect": "`auto` chooses by recipient and data class; `portal` and `end-to-end` insist.",
            "window": "When this mail may leave, instead of the journey's window.",
            "cap": "At most so many mails of this purpose to one person.",
            "collapse": "Of all mails with this word, a person gets only the first on one of their days.",
            "expires": "The moment from which it is not sent any more.",
            "track": "Whether clicks and opens are noted; clicks only, where it is left out.",
            "reply_to": "Where answers go, instead of the organisation's address.",
            "on_skipped": "What happens when it was not sent: no consent, no address, too late.",
            "on_failed": "What happens when it could not be delivered.",
        },
    ),
    Wait: (
        "Lets time pass: exactly one of `for`, `until` and `window`.",
        {
            "for": "How long: `90s 15m 4h 7d 2w 2bd`.",
            "until": "Until a moment that moves with the appointment.",
            "window": "Until this window is open.",
        },
    ),
    Await: (
        "Waits for an event of this person, or for the clock. One that happened since the last send counts.",
        {
            "for": "The events.",
            "timeout": "How long at most, or until which moment.",
            "on": "What happens for each event; an event that is not named simply goes on.",
            "on_timeout": "What happens when the time is over.",
            "pick": "`first` takes what comes first; `best` waits to the end and takes the earliest written.",
        },
    ),
    Branch: (
        "The first case that is true. A missing value is unknown, not false.",
        {
            "cases": "Tried from top to bottom.",
            "otherwise": "When none is true.",
            "unknown": "When it cannot be known because a value is missing; else `otherwise`.",
        },
    ),
    Case: (
        "One case of a branch.",
        {
            "name": "What people on the staff read.",
            "when": "The condition, in CEL.",
            "steps": "What happens then; may be empty.",
        },
    ),
    Split: (
        "An experiment or a hold-out. The same person always takes the same path.",
        {
            "paths": "The paths by name; their weights add up to 100.",
            "seed": "Another text gives another lot; by default the step's id decides.",
            "winner": "When everybody who comes later takes the better path.",
        },
    ),
    Path: (
        "One path of a split.",
        {
            "weight": "So many of a hundred.",
            "steps": "What happens on it; may be empty.",
            "holdout": "Whether it is the group that is left in peace, for comparison.",
        },
    ),
    Winner: (
        "When one path may be called the better one.",
        {
            "metric": "What is compared.",
            "after": "How long after the first person came.",
            "confidence": "How sure, in percent.",
            "least": "How many people on each path at least.",
        },
    ),
    Repeat: (
        "A bounded loop.",
        {
            "every": "How long between rounds: an hour or more.",
            "at_most": "How many rounds.",
            "until": "What ends it early.",
            "steps": "One round.",
        },
    ),
    Until: (
        "What ends a loop early: exactly one of the two.",
        {"on": "An event.", "when": "A condition, asked before each round."},
    ),
    Update: (
        "Changes preference or operational fields, never clinical ones (45 CFR 164.526).",
        {
            "set": "Fields and their new values: `{patient.language: es}`.",
            "tag": "Tags to add.",
            "untag": "Tags to take away.",
        },
    ),
    Task: (
        "Somebody of the organisation does something; waited for when `on_done` or `on_overdue` is written.",
        {
            "queue": "Whose list it appears on.",
            "title": "What there is to do.",
            "details": "What else helps to do it.",
            "due": "How soon.",
            "escalate": "The queue that sees it, too, once it is overdue.",
            "on_done": "What happens when it is done.",
            "on_overdue": "What happens when it is not done in time.",
        },
    ),
    Call: (
        "A signed webhook to a host the organisation has approved: exactly one of `url` and `connector`.",
        {
            "url": "An `https:` address at a host with an agreement.",
            "connector": "The name of a connector of `organization.yaml`.",
            "fields": "All that is told besides the step itself.",
            "on_failed": "What happens when nobody took it.",
        },
    ),
    Form: (
        "A secure form in the portal, waited for; its answers become the fields `answers.<name>`.",
        {
            "questions": "The form: `forms/<name>.yaml` beside the journey.",
            "expires": "Until when it can be filled in.",
            "on_submitted": "What happens when it was sent in.",
            "on_timeout": "What happens when it was not.",
        },
    ),
    Exit: ("Leaves the journey, with this id as the outcome.", {}),
}
