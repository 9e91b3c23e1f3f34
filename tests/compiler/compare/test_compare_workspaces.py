"""Two directories side by side: documents, messages, and what a change elsewhere does to a journey."""

import shutil
from pathlib import Path

import msgspec
import pytest

from engine.compiler import compile_workspace
from engine.compiler.compare import Difference, Side, compare, compare_journeys, side_of
from engine.compiler.compare.approvals import KINDS, only_kind
from engine.compiler.compare.steps import places_of
from engine.compiler.compare.text import as_text

SHIPPED = Path(__file__).parents[3] / "journeys"


@pytest.fixture(scope="module")
def before() -> Side:
    return side_of(compile_workspace(SHIPPED))


def edited(tmp_path: Path, before: Side, file: str, old: str, new: str) -> Difference:
    root = tmp_path / "journeys"
    shutil.copytree(SHIPPED, root)
    path = root / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return compare(before, side_of(compile_workspace(root)))


def plain(style: str, text: str) -> str:
    return text


def test_nothing_differs_from_itself(before: Side) -> None:
    found = compare(before, before)
    assert not found.anything
    assert as_text(found, plain) == "Nothing differs."


def test_a_new_journey_comes_with_all_it_says_its_steps_and_its_messages(before: Side) -> None:
    """Whoever approves it has nothing else to go by; the terminal names it in one line."""
    slug = "visit-reminder"
    [journey] = compare(Side({}), Side({slug: before.journeys[slug]})).journeys
    told = {one.field: (one.before, one.after) for one in journey.changes}
    assert told["title"] == ("", "Visit reminder")
    assert told["enroll on"][1]
    side = before.journeys[slug]
    assert side.journey is not None
    assert [one.id for one in journey.steps] == list(places_of(side.journey))
    assert {one.state for one in journey.steps} == {"added"}
    assert all(one.fields is not None for one in journey.steps)
    inner = next(one for one in journey.steps if one.block is not None)
    assert inner.block is not None and inner.block.step in {one.id for one in journey.steps}
    assert [one.name for one in journey.messages] == sorted(side.messages)
    assert all(one.sent_by for one in journey.messages)
    for kind in KINDS:
        assert only_kind(Difference((journey,)), kind).journeys == (journey,)
    assert len(as_text(Difference((journey,)), plain).splitlines()) == 4


def test_a_subject_is_told_with_the_steps_that_send_it(tmp_path: Path, before: Side) -> None:
    found = edited(
        tmp_path, before, "care-gap-screening/messages/nudge.mjml", 'subject: "Your', 'subject: "A'
    )
    [journey] = found.journeys
    [message] = journey.messages
    assert (journey.slug, message.name, message.sent_by) == ("care-gap-screening", "nudge", ("nudge",))
    assert [one.field for one in message.changes] == ["en subject"]


def test_a_comment_in_a_message_is_no_difference(tmp_path: Path, before: Side) -> None:
    found = edited(tmp_path, before, "visit-reminder/messages/rebook.mjml", "</mjml>", "<!-- hi --></mjml>")
    assert not found.anything


def test_a_changed_segment_changes_the_journeys_that_use_it(tmp_path: Path, before: Side) -> None:
    found = edited(tmp_path, before, "segments.yaml", "patient.age >= 45", "patient.age >= 50")
    [entry] = found.entries
    assert (entry.kind, entry.name) == ("segment", "due-for-screening")
    assert [(one.slug, one.changes[0].field) for one in found.journeys] == [
        ("care-gap-screening", "segment due-for-screening")
    ]


def test_a_text_people_agreed_to_needs_a_new_version(tmp_path: Path, before: Side) -> None:
    old = "text: We write to you about visits you have booked with us."
    found = edited(tmp_path, before, "consents.yaml", old, "text: We write to you.")
    [entry] = found.entries
    assert entry.warning
    raised = edited(
        tmp_path / "raised", before, "consents.yaml", old, "text: We write to you.\n    version: 2"
    )
    assert raised.entries[0].warning == ""


def test_a_journey_with_errors_is_compared_as_far_as_it_can_be_read(tmp_path: Path, before: Side) -> None:
    found = edited(tmp_path, before, "visit-reminder/journey.yaml", "message: rebook", "message: no-such")
    [journey] = found.journeys
    assert journey.unread == ("after",)
    assert [step.id for step in journey.steps] == ["missed-you"]
    assert "it has errors or stands alone" in as_text(found, plain)


def test_people_who_stand_at_a_changed_step_are_counted_beside_it(tmp_path: Path, before: Side) -> None:
    found = edited(tmp_path, before, "visit-reminder/journey.yaml", "by: 26h", "by: 30h")
    shown = as_text(found, plain, {"visit-reminder": {"day-before": 1_204, "after-visit": 3}})
    assert "wait day-before  (1,204 people here)" in shown
    assert "1,207 people inside" in shown


def test_messages_of_a_change_are_called_by_their_subject_in_the_organisation_s_language(
    tmp_path: Path, before: Side
) -> None:
    found = edited(tmp_path, before, "win-back/journey.yaml", "title:", "title: X")
    [journey] = found.journeys
    templates = before.journeys["win-back"].messages
    assert journey.subjects == {name: variants["en"].subject for name, variants in templates.items()}
    assert all(journey.subjects.values())
    [kept] = only_kind(found, "wording").journeys
    assert kept.subjects == journey.subjects


def test_a_message_that_went_is_still_called_by_the_subject_it_had(before: Side) -> None:
    side = before.journeys["win-back"]
    name = next(iter(side.messages))
    rest = {other: one for other, one in side.messages.items() if other != name}
    without = msgspec.structs.replace(side, messages=rest, source=side.source + "#")
    change = compare_journeys(side, without)
    assert change is not None
    assert change.subjects[name] == side.messages[name]["en"].subject
