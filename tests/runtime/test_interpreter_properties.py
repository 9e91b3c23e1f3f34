"""What holds for every journey and everything that may happen to it."""

import copy
from collections import Counter

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.contracts.cursor import Cursor
from engine.journey.plan import Plan
from engine.runtime.interpreter import advance
from engine.runtime.stimulus import (
    Effect,
    EffectFinished,
    EventArrived,
    Paused,
    Resumed,
    Stimulus,
    TimePassed,
)
from engine.runtime.walk import ASKS, CLOCKED
from tests.runtime.plans import BEGIN, DAY, any_stimulus, events, fitting_answer, plans, times, willing_answer

_JSON = msgspec.json.Encoder()


def through_json(cursor: Cursor) -> Cursor:
    return msgspec.json.decode(_JSON.encode(cursor), type=Cursor)


def stands_somewhere(cursor: Cursor) -> bool:
    """It waits for a person, an answer or a moment, or it is over."""
    if cursor.phase == "left":
        return cursor.outcome != ""
    if cursor.held:
        return True
    return cursor.asked if cursor.phase in ASKS else cursor.phase in CLOCKED and cursor.due is not None


@given(plan=plans(), stimuli=st.lists(st.tuples(any_stimulus, times), max_size=25))
@settings(max_examples=400, deadline=None)
def test_no_stimulus_raises_or_loses_a_cursor(plan: Plan, stimuli: list[tuple[Stimulus, float]]) -> None:
    cursor = advance(plan, Cursor(plan.start), TimePassed(), BEGIN).cursor
    for stimulus, now in stimuli:
        moved = advance(plan, cursor, stimulus, now)
        assert stands_somewhere(moved.cursor)
        assert moved.cursor.seq >= cursor.seq
        assert cursor.phase != "left" or moved.cursor.phase == "left"
        assert len(moved.effects) <= 1
        cursor = moved.cursor


@given(plan=plans(), stimuli=st.lists(st.tuples(any_stimulus, times), max_size=25))
@settings(max_examples=200, deadline=None)
def test_a_cursor_survives_json_at_any_moment_and_advancing_leaves_the_old_one_alone(
    plan: Plan, stimuli: list[tuple[Stimulus, float]]
) -> None:
    cursor = Cursor(plan.start)
    for stimulus, now in stimuli:
        before = copy.deepcopy(cursor)
        moved = advance(plan, cursor, stimulus, now)
        assert cursor == before
        assert advance(plan, through_json(cursor), stimulus, now) == moved
        cursor = moved.cursor


odd_cursors = st.builds(
    Cursor,
    node=st.integers(-3, 12),
    phase=st.sampled_from([*ASKS, *CLOCKED, "ready", "left"]),
    token=st.integers(0, 3),
    due=st.none() | times,
    rounds=st.dictionaries(st.integers(-1, 12), st.integers(-3, 9), max_size=3),
    held=st.booleans(),
    asked=st.booleans(),
)


@given(plan=plans(), cursor=odd_cursors, stimulus=any_stimulus, now=times)
@settings(max_examples=400, deadline=None)
def test_even_a_cursor_that_fits_nothing_is_answered(
    plan: Plan, cursor: Cursor, stimulus: Stimulus, now: float
) -> None:
    moved = advance(plan, cursor, stimulus, now).cursor
    assert moved.phase == "left" or moved.held or moved.phase in ASKS or moved.due is not None


@given(plan=plans(), data=st.data())
@settings(max_examples=300, deadline=None)
def test_every_journey_ends_once_answers_come_and_time_passes_and_every_visit_has_one_record(
    plan: Plan, data: st.DataObject
) -> None:
    now = BEGIN
    cursor, open_effects, visits = Cursor(plan.start), list[Effect](), list[tuple[str, int]]()
    asked = set[tuple[str, int]]()
    stimulus: Stimulus = TimePassed()
    for turn in range(3000):
        moved = advance(plan, cursor, stimulus, now)
        cursor = moved.cursor
        visits += [(visit.step, visit.visit) for visit in moved.visits]
        asked |= {(plan.nodes[effect.step].id, effect.visit) for effect in moved.effects}
        open_effects += moved.effects
        if cursor.phase == "left" and not cursor.asked:
            break
        stimulus, now = _next(data, plan, cursor, open_effects, now, turn=turn)
    assert cursor.phase == "left"
    assert not cursor.outcome.startswith("set-aside:")
    assert asked <= set(visits)
    assert max(Counter(visits).values(), default=1) == 1
    entered = {
        (plan.nodes[node].id, visit) for node, count in cursor.visits.items() for visit in range(1, count + 1)
    }
    assert set(visits) == entered


def _next(
    data: st.DataObject, plan: Plan, cursor: Cursor, effects: list[Effect], now: float, *, turn: int
) -> tuple[Stimulus, float]:
    """An answer if one is awaited, else time; with some disturbance in the first turns."""
    if turn < 30 and data.draw(st.integers(0, 5)) == 0:
        disturbance = data.draw(st.sampled_from(["event", "pause", "resume"]))
        if disturbance == "event":
            return EventArrived(data.draw(events), now), now
        return Paused() if disturbance == "pause" else Resumed(), now
    if cursor.held:
        return Resumed(), now
    if cursor.asked:
        effect = next(effect for effect in reversed(effects) if effect.token == cursor.token)
        if turn > 200:  # nobody defers for ever
            return EffectFinished(effect.token, willing_answer(effect, now)), now
        return EffectFinished(effect.token, fitting_answer(data.draw, plan, effect)), now
    return TimePassed(), max(now + 1, cursor.due if cursor.due is not None else now + DAY)


@given(plan=plans(), data=st.data())
@settings(max_examples=150, deadline=None)
def test_an_answer_with_another_token_changes_nothing(plan: Plan, data: st.DataObject) -> None:
    cursor = advance(plan, Cursor(plan.start), TimePassed(), BEGIN).cursor
    answer = fitting_answer(data.draw, plan, Effect("deliver_messages", 0, 1, 0))
    for token in (cursor.token - 1, cursor.token + 1):
        moved = advance(plan, cursor, EffectFinished(token, answer), BEGIN)
        assert (moved.cursor, moved.effects, moved.visits) == (cursor, [], [])
