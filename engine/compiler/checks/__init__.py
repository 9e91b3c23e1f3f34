"""The checks, in the order they are made. Each takes the resolved journey and reports; none stops another."""

from collections.abc import Callable
from typing import Final

from engine.compiler.checks import (
    authorization,
    care,
    entry,
    links,
    marketing,
    people,
    purposes,
    references,
    revealing,
    secrets,
    structure,
    times,
)
from engine.compiler.resolve import Resolved
from engine.journey.diagnostics import Problems

Check = Callable[[Resolved, Problems], None]

CHECKS: Final[tuple[Check, ...]] = (
    structure.report_name_and_size,
    structure.report_duplicate_ids,
    entry.report_enrollment,
    entry.report_phrases,
    structure.report_empty_blocks,
    structure.report_choices,
    structure.report_windows,
    structure.report_repeats,
    structure.report_splits,
    structure.report_unreachable_steps,
    references.report_unknown_events,
    references.report_unknown_messages,
    references.report_unused_messages,
    links.report_links_without_form,
    references.report_unknown_topics,
    references.report_conditions,
    references.report_steps_named,
    references.report_unknown_segments,
    references.report_fields_without_value,
    times.report_anchors,
    times.report_missing_if_past,
    times.report_late_reminders,
    purposes.report_purposes,
    purposes.report_held_out_care,
    authorization.report_marketing_without_authorization,
    authorization.report_protected_without_authorization,
    marketing.report_missing_opt_out,
    revealing.report_revealing_envelopes,
    revealing.report_bodies_above_class,
    people.report_tasks,
    people.report_calls,
    people.report_forms,
    care.report_missing_stops,
    care.report_updates_of_closed_fields,
    care.report_open_tracking,
    care.report_unhandled_unknowns,
    care.report_missing_languages,
    secrets.report_secrets,
)
