"""Which kind of approval a change needs: wording, audience, protection or timing."""

import pytest

from engine.compiler.compare import (
    Difference,
    EntryChange,
    FieldChange,
    JourneyChange,
    MessageChange,
    StepChange,
)
from engine.compiler.compare.approvals import KINDS, kinds_of


def kinds(change: JourneyChange | EntryChange) -> set[str]:
    journeys = (change,) if isinstance(change, JourneyChange) else ()
    entries = (change,) if isinstance(change, EntryChange) else ()
    return set(kinds_of(Difference(journeys, entries)))


def field(name: str, *, wording: bool = False) -> FieldChange:
    return FieldChange(name, "a", "b", wording)


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (StepChange("s", "send", "changed", changes=(field("at"),)), "timing"),
        (StepChange("s", "send", "changed", changes=(field("protect"),)), "protection"),
        (StepChange("s", "send", "changed", changes=(field("message"),)), "audience"),
        (StepChange("s", "branch", "changed", changes=(field('case "older"'),)), "audience"),
        (StepChange("s", "wait", "added"), "timing"),
        (StepChange("s", "send", "removed"), "audience"),
        (StepChange("s", "task", "wording", changes=(field("title", wording=True),)), "wording"),
        (StepChange("s", "send", "changed", moved=("here", "there")), "audience"),
    ],
)  # fmt: skip
def test_a_changed_step_needs_the_approval_of_its_kind(step: StepChange, kind: str) -> None:
    assert kinds(JourneyChange("j", "changed", steps=(step,))) == {kind}


def test_words_that_people_read_are_wording_and_a_class_is_protection() -> None:
    changes = (field("en subject"), field("es text"))
    assert kinds(JourneyChange("j", "changed", messages=(MessageChange("m", "changed", (), changes),))) == {
        "wording"
    }
    closed = MessageChange("m", "changed", (), (field("en class"),))
    assert kinds(JourneyChange("j", "changed", messages=(closed,))) == {"protection"}


def test_a_new_journey_needs_all_of_them_and_comments_none() -> None:
    assert kinds(JourneyChange("j", "added")) == set(KINDS)
    assert kinds(JourneyChange("j", "layout")) == set()
    assert kinds(JourneyChange("j", "removed")) == {"audience"}


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (EntryChange("segment", "over-65", "changed", (field("condition"),)), "audience"),
        (EntryChange("topic", "visits", "changed", (field("text"),)), "protection"),
        (EntryChange("field", "patient.age", "changed", (field("class"),)), "protection"),
        (EntryChange("organization", "o", "changed", (field("window.start"),)), "timing"),
        (EntryChange("organization", "o", "changed", (field("approvals.timing"),)), "protection"),
    ],
)
def test_documents_have_their_kinds(entry: EntryChange, kind: str) -> None:
    assert kinds(entry) == {kind}
