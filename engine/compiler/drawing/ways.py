"""The ways on from a step: the blocks inside it and what leads into each, those left unwritten included."""

import msgspec

from engine.compiler.drawing.sentences import deadline_words, timeout_words
from engine.compiler.drawing.words import capital, condition_words, event_words, listed
from engine.journey.steps import Await, Branch, Call, Form, Repeat, Send, Split, Step, Task


class Way(msgspec.Struct, frozen=True):
    """`key` is the author's path to the block (`on.viewed`, `cases.0`); `implied`: not written, goes on."""

    key: str
    words: str
    detail: str = ""
    steps: tuple[Step, ...] = ()
    implied: bool = False


def ways_of(step: Step) -> tuple[Way, ...]:
    """In the order in which a reader looks at them; none for a step that simply goes on."""
    match step:
        case Send():
            return _aside(
                Way("sent", "Sent", implied=True),
                ("on_skipped", "Not sent", step.on_skipped),
                ("on_failed", "Could not be delivered", step.on_failed),
            )
        case Call():
            return _aside(Way("done", "Answered", implied=True), ("on_failed", "Failed", step.on_failed))
        case Task():
            return _task(step)
        case Form():
            return _form(step)
        case Await():
            return _await(step)
        case Branch():
            return _branch(step)
        case Split():
            return tuple(
                Way(
                    f"paths.{name}",
                    capital(name.replace("-", " ")),
                    f"{path.weight} % {'are held back' if path.holdout else 'of people'}",
                    path.steps,
                )
                for name, path in step.paths.items()
            )
        case Repeat():
            return (Way("steps", "Each time", "", step.steps),)
        case _:
            return ()


def _aside(plain: Way, *others: tuple[str, str, tuple[Step, ...] | None]) -> tuple[Way, ...]:
    """The plain way on, which nobody writes, beside the written ones; nothing where none is written."""
    aside = [Way(key, words, "", steps) for key, words, steps in others if steps is not None]
    return (plain, *aside) if aside else ()


def _either(key: str, words: str, steps: tuple[Step, ...] | None, detail: str = "") -> Way:
    return Way(key, words, detail, steps or (), implied=steps is None)


def _task(step: Task) -> tuple[Way, ...]:
    """Without a way of its own the journey goes on at once."""
    if step.on_done is None and step.on_overdue is None:
        return ()
    return (_either("on_done", "Done", step.on_done), _either("on_overdue", "Overdue", step.on_overdue))


def _form(step: Form) -> tuple[Way, ...]:
    if step.on_submitted is None and step.on_timeout is None:
        return ()
    until = deadline_words(step.expires)
    return (
        _either("on_submitted", "Filled in", step.on_submitted),
        _either("on_timeout", "Not filled in", step.on_timeout, until),
    )


def _await(step: Await) -> tuple[Way, ...]:
    """Events without steps of their own share one way: they all simply go on."""
    if not step.on and not step.on_timeout:
        return ()
    plain = [event for event in step.events if event not in step.on]
    ways = [Way(f"on.{event}", capital(event_words(event)), "", steps) for event, steps in step.on.items()]
    if plain:
        ways.insert(0, Way("on", capital(listed([event_words(one) for one in plain])), implied=True))
    end = Way(
        "on_timeout",
        "Nothing happened",
        timeout_words(step.timeout),
        step.on_timeout or (),
        implied=step.on_timeout is None,
    )
    return (*ways, end)


def _branch(step: Branch) -> tuple[Way, ...]:
    cases = [
        Way(f"cases.{index}", capital(case.name), condition_words(case.when), case.steps)
        for index, case in enumerate(step.cases)
    ]
    other = Way("otherwise", "Otherwise", "", step.otherwise or (), implied=step.otherwise is None)
    if step.unknown is None:
        return (*cases, other)
    return (*cases, other, Way("unknown", "Not known", "a value is missing", step.unknown))
