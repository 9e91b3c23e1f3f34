"""What the bench wants to reach, and the table that says whether it did. A benchmark, not a test."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec


class Goal(msgspec.Struct, frozen=True):
    """`path` into the report; reached when `limit` is a floor (`at_least`) or a ceiling of the value."""

    words: str
    path: tuple[str, ...]
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None

    def wanted(self) -> str:
        if self.at_least is not None:
            return f">= {self.at_least:g} {self.unit}".strip()
        return f"<= {self.at_most:g} {self.unit}".strip() if self.at_most is not None else ""

    def reached(self, value: float) -> bool | None:
        if self.at_least is not None:
            return value >= self.at_least
        return value <= self.at_most if self.at_most is not None else None


GOALS: Final = (
    Goal("Bare loop", ("bare", "mails_per_second"), "mails/s"),
    Goal("One workflow per patient", ("one_per_patient", "journeys_per_second"), "journeys/s"),
    Goal("Careloom", ("careloom", "mails_per_second"), "mails/s"),
    Goal("Careloom", ("careloom", "journeys_per_second"), "journeys/s"),
    Goal("Careloom : bare loop", ("ratios", "vs_bare"), "x", at_least=0.7),
    Goal("the same in processor time", ("ratios", "cpu_vs_bare"), "x"),
    Goal("Careloom : one per patient", ("ratios", "vs_one_per_patient"), "x", at_least=20),
    Goal("HL7 in to mail accepted, p50", ("latency", "p50_ms"), "ms", at_most=250),
    Goal("HL7 in to mail accepted, p99", ("latency", "p99_ms"), "ms", at_most=1000),
    Goal("Engagement absorbed", ("engagement", "events_per_second"), "events/s", at_least=1000),
    Goal("Workers' memory, all waiting", ("waiting", "worker_rss_mb"), "MB", at_most=700),
    Goal(
        "Killed workers to first action",
        ("waiting", "restart_to_first_action_seconds"),
        "s",
        at_most=30,
    ),
    Goal("Audience enrolled", ("audience", "enrolled_seconds"), "s", at_most=60),
    Goal("Audience, first mail", ("audience", "first_mail_seconds"), "s", at_most=60),
    Goal("A year of a clinic, slowest repeated read", ("reads", "slowest_ms"), "ms", at_most=150),
    Goal("Repository checked, cold", ("check", "cold_seconds"), "s", at_most=3),
    Goal("the same, memory", ("check", "peak_mb"), "MB", at_most=300),
    Goal("One changed file", ("editing", "changed_file_ms"), "ms", at_most=150),
    Goal("Editor's workspace, memory", ("editing", "peak_mb"), "MB", at_most=300),
    Goal("Changed segment, open journey", ("editing", "changed_segment_open_ms"), "ms", at_most=150),
    Goal("Changed segment, all journeys", ("editing", "changed_segment_all_seconds"), "s"),
    Goal("A very long journey, compiled", ("long_journey", "first_ms"), "ms", at_most=300),
    Goal("Repository's form checked", ("fmt", "seconds"), "s"),
    Goal("A thousand scenarios of three years", ("scenarios", "seconds"), "s", at_most=10),
    Goal("Patients looked through", ("looking", "patients_per_second"), "/s a core", at_least=40_000),
    Goal("the same, many alike", ("looking", "patients_alike_per_second"), "/s a core", at_least=40_000),
)

_MARKS: Final = {True: "yes", False: "NO", None: ""}


def rows(report: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """What, measured, wanted, reached. What was not measured is left out; what failed says so."""
    failed: set[str] = set()
    for goal in GOALS:
        part = report.get(goal.path[0]) or {}
        if "failed" in part and goal.path[0] not in failed:
            failed.add(goal.path[0])
            yield goal.words, "failed", goal.wanted(), "NO"
        value = part.get(goal.path[1])
        if value is not None:
            yield goal.words, f"{value:,} {goal.unit}".strip(), goal.wanted(), _MARKS[goal.reached(value)]
