"""What somebody answers for: `allow` takes away a problem at one place, never one that is law."""

import msgspec

from engine.compiler.as_of import as_of
from engine.compiler.resolve import Resolved
from engine.compiler.suggest import did_you_mean
from engine.compiler.walk import all_steps
from engine.journey import codes
from engine.journey.codes import CODES
from engine.journey.diagnostics import Diagnostic, Problems
from engine.journey.part import Allow
from engine.journey.span import Span
from engine.journey.steps import Form, Send, Step


class Place(msgspec.Struct, frozen=True):
    """Where an allow holds: `step` (None: the whole journey) with `files`, those that nothing else uses."""

    allow: Allow
    step: Step | None
    files: frozenset[str]

    def covers(self, one: Diagnostic, path: str) -> bool:
        if self.step is None or one.path in self.files:
            return True
        return one.path == path and _within(self.step.span, one)


def allowed(found: tuple[Diagnostic, ...], resolved: Resolved) -> tuple[Diagnostic, ...]:
    """`found` without what is allowed, and with what is wrong with the allowing itself."""
    places = places_of(resolved)
    if not places:
        return found
    problems, usable = Problems(), []
    for place in places:
        if _is_usable(place):
            usable.append(place)
        else:
            _report_refused(place.allow, problems)
    kept, used = _sifted(found, usable, resolved.source.path)
    for place in usable:
        if id(place) not in used and resolved.complete:
            allow = place.allow
            problems.report(codes.ALLOW_UNUSED, allow.place("rule"), rule=allow.rule, hint="take it out")
    return tuple(
        sorted((*kept, *problems.sorted()), key=lambda one: (one.path, one.line, one.column, one.code))
    )


def _sifted(
    found: tuple[Diagnostic, ...], places: list[Place], path: str
) -> tuple[list[Diagnostic], set[int]]:
    """What is left, and (by identity) the places that had something to allow."""
    today, kept, used = as_of(), [], set()
    for one in found:
        fitting = [place for place in places if place.allow.rule == one.code and place.covers(one, path)]
        used |= {id(place) for place in fitting}
        if not fitting:
            kept.append(one)
        elif all(place.allow.until < today for place in fitting):
            kept.append(_back_again(one, fitting[-1].allow))
    return kept, used


def _back_again(one: Diagnostic, last: Allow) -> Diagnostic:
    hint = f"it was allowed until {last.until} by {last.by}: renew that, or mend it"
    return msgspec.structs.replace(one, hint=hint)


def places_of(resolved: Resolved) -> list[Place]:
    """Every allow of a journey with where it holds."""
    found = [Place(allow, None, frozenset()) for allow in resolved.journey.allow]
    steps = [(step, allow) for step in resolved.steps for allow in step.allow]
    alone = {rule: _used_alone(resolved, rule) for rule in {allow.rule for _, allow in steps}}
    for step, allow in steps:
        found.append(Place(allow, step, _files(resolved, step) & alone[allow.rule]))
    return found


def live_places(resolved: Resolved) -> list[Place]:
    """Those that hold today and may."""
    today = as_of()
    return [one for one in places_of(resolved) if one.allow.until >= today and _is_usable(one)]


def allowing(places: list[Place], step: Step) -> list[Allow]:
    """Those of `places` at a step: its own, of a block around it, or of the journey."""
    start = (step.span.line, step.span.column)
    return [one.allow for one in places if one.step is None or _holds(one.step.span, start)]


def _used_alone(resolved: Resolved, rule: str) -> frozenset[str]:
    """Messages and forms that only steps with this allow use: what another step shows stays its problem."""
    having = [step for step in resolved.steps if any(allow.rule == rule for allow in step.allow)]
    covered = {one.id for step in having for one in all_steps((step,))}
    others = (path for one in resolved.steps if one.id not in covered for path in _paths(resolved, one))
    mine = (path for one in resolved.steps if one.id in covered for path in _paths(resolved, one))
    return frozenset(mine) - frozenset(others)


def _files(resolved: Resolved, step: Step) -> frozenset[str]:
    return frozenset(path for one in all_steps((step,)) for path in _paths(resolved, one))


def _paths(resolved: Resolved, step: Step) -> list[str]:
    match step:
        case Send():
            return [variant.message.file.path for variant in resolved.variants(step)]
        case Form():
            return [resolved.source.form_path(step.form)]
        case _:
            return []


def _is_usable(place: Place) -> bool:
    code = CODES.get(place.allow.rule)
    return code is not None and code.allowable


def _report_refused(allow: Allow, problems: Problems) -> None:
    code = CODES.get(allow.rule)
    if code is None:
        names = [name for name, one in CODES.items() if one.allowable]
        hint = did_you_mean(allow.rule, names)
        problems.report(codes.UNKNOWN_RULE, allow.place("rule"), name=allow.rule, hint=hint)
        return
    why = f"it is law ({code.source})" if code.law else "without it the journey cannot run"
    problems.report(
        codes.ALLOW_REFUSED, allow.place("rule"), rule=allow.rule, why=why, hint="mend it instead"
    )


def _within(span: Span, one: Diagnostic) -> bool:
    return _holds(span, (one.line, one.column))


def _holds(span: Span, place: tuple[int, int]) -> bool:
    return (span.line, span.column) <= place < (span.end_line, span.end_column)
