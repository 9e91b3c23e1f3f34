"""The words of `journey.yaml` outside its steps, and those that steps share."""

from typing import Final

from engine.journey.brakes import Brakes
from engine.journey.journey import Enroll, ExitOn, Goal, Journey
from engine.journey.part import Allow, Part
from engine.journey.times import Anchor, Cap, Window

JOURNEYS: Final[dict[type[Part], tuple[str, dict[str, str]]]] = {
    Journey: (
        "One journey: who enters, what happens to them, when they leave, and what counts as success.",
        {
            "journey": "The journey's name for good: that of its folder.",
            "title": "What people on the staff read.",
            "purpose": "Why the mails are sent (45 CFR 164.501). A send may name its own.",
            "topic": "What a person stops when they opt out; of `consents.yaml`. A send may name its own.",
            "owner": "Who answers for this journey.",
            "notes": "For the people who read the file.",
            "paid_by": "Who else pays for the mails. Paid mail about care is marketing (45 CFR 164.501).",
            "allow": "Rules that are knowingly not kept in the whole journey.",
            "enroll": "Who enters: one way in, or a list of them.",
            "exit": "Events that end the journey at once, whatever a person waits for.",
            "goal": "The event that counts as success.",
            "send_window": "When mails may leave; else the organisation's window counts.",
            "brakes": "What makes this journey pause by itself.",
            "moved_to": "For people inside an older version: where a step that is gone continues.",
            "steps": "What happens, from top to bottom; behind a block the journey goes on.",
        },
    ),
    Enroll: (
        "Who enters: by event (`on`), or by looking through a segment on a schedule (`audience`).",
        {
            "on": "The event that lets a person in, or several of them.",
            "when": "A condition that must surely hold, too.",
            "audience": "The segment that is looked through; of `segments.yaml`.",
            "every": "How often it is looked through: at most once a day.",
            "at": "At which time of day, in the organisation's zone.",
            "days": "On which weekdays: `mon-fri`, `sat`, or a list of these.",
            "once_per": "For what a person is inside once at a time.",
            "again": "Whether somebody may come again: `never`, `after exit` or `after 30d`.",
            "cap": "At most so many enter in a time.",
            "ramp": "At most so many enter on the first day, the second, …; then only `cap` counts.",
        },
    ),
    ExitOn: ("An event that ends the journey at once.", {"on": "The event."}),
    Goal: (
        "What counts as success; it does not end the journey.",
        {
            "on": "The event that reaches the goal.",
            "within": "Until when: `2d after appointment.start`, `30d after entry`; `14d after send`.",
        },
    ),
    Brakes: (
        "A journey that goes over one of these within an hour pauses and tells its owner.",
        {
            "sends_per_hour": "Mails in an hour.",
            "bounces_percent": "Mails that came back, of a hundred.",
            "complaints_percent": "Mails called spam, of a hundred.",
            "opt_outs_percent": "People who stopped a topic, of a hundred mails.",
        },
    ),
    Allow: (
        "A rule that is knowingly not kept at one place. Rules that are law cannot be allowed.",
        {
            "rule": "The rule's code, such as `tracks-opens`.",
            "reason": "Why, for the auditor who reads it.",
            "by": "Who answers for it.",
            "until": "The last day on which it counts, as 2027-03-31.",
        },
    ),
    Anchor: (
        "A moment before or after a timestamp. When the appointment moves, so does the moment.",
        {
            "before": "The timestamp it lies before.",
            "after": "The timestamp it lies after.",
            "by": "How long before or after: `26h`, `7d`, `2bd`.",
            "clock": "The time of that day instead of the timestamp's own.",
            "zone": "Whose clock and calendar: the patient's or the clinic's.",
            "if_past": "If it already lies in the past: do it `now`, `skip` the step, `continue` or `exit`.",
        },
    ),
    Window: (
        "When mail may leave. What comes outside waits for the next opening.",
        {
            "days": "Weekdays: `mon-fri`, `sat`, or a list of these.",
            "from": "The first minute.",
            "to": "The first minute that is too late.",
            "zone": "Whose clock: the patient's or the clinic's.",
            "holidays": "Whether holidays of the organisation are left out (`skip`) or not (`send`).",
        },
    ),
    Cap: ("At most so many in a time.", {"count": "How many.", "per": "In which time."}),
}
