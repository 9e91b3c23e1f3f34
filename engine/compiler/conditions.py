"""Reports what is wrong with a condition: its syntax, its types, the names it speaks of."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from engine.compiler.cel_words import about_types, in_words
from engine.compiler.context import Context
from engine.compiler.suggest import did_you_mean
from engine.expressions import Mistake
from engine.expressions.environment import FUNCTIONS, LITERAL_ONLY, NOW
from engine.expressions.tree import Call
from engine.journey import codes
from engine.journey.codes import Code
from engine.journey.condition import Condition
from engine.journey.diagnostics import Problems
from engine.journey.events import EVENTS

_FOLLOWS: Final = "*error*"  # CEL's word for the type of what it could not make out
NamesOf = Mapping[str, tuple[Code, Iterable[str]]]


def report_condition(condition: Condition, context: Context, problems: Problems) -> None:
    """Everything but the steps it names, which only a journey knows."""
    if not condition.text:
        return  # it could not be read, which is reported
    if problems.full:
        return  # nobody reads more, and suggestions take their time
    checked = context.check(condition)
    for mistake in _causes(checked.mistakes):
        _report_mistake(condition, mistake, context, problems)
    names: NamesOf = {
        "segment": (codes.UNKNOWN_SEGMENT, context.segments),
        "has_consent": (codes.UNKNOWN_TOPIC, context.consents.topics),
        "authorized": (codes.UNKNOWN_AUTHORIZATION, context.consents.authorizations),
        "happened": (codes.UNKNOWN_EVENT, EVENTS),
    }
    for call in checked.calls:
        if call.name in LITERAL_ONLY and call.argument is None:
            place = condition.locate(*_spot(condition, call, call.name))
            problems.report(codes.ARGUMENT_NOT_LITERAL, place, name=call.name)
        elif call.name in names and call.argument is not None:
            code, known = names[call.name]
            _report_name(condition, call, code, known, problems)


def _causes(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Without those that follow from another: after the first slip of syntax CEL guesses."""
    kept: list[Mistake] = []
    for mistake in mistakes:
        is_syntax = mistake.kind == "syntax" and not _is_about_types(mistake)
        if _FOLLOWS in mistake.detail or (is_syntax and kept):
            continue
        kept.append(mistake)
    return kept


def _is_about_types(mistake: Mistake) -> bool:
    return mistake.detail.startswith("expression of type")


def report_steps_named(
    condition: Condition, context: Context, functions: Iterable[str], report: Callable[[Call], None]
) -> None:
    """Calls `report` for every call of `functions` with a literal step id."""
    wanted = frozenset(functions)
    for call in context.check(condition).calls:
        if call.name in wanted and call.argument is not None:
            report(call)


def place_of_argument(condition: Condition, call: Call) -> tuple[int, int]:
    """Offset and length of the call's literal text."""
    return _spot(condition, call, call.argument or "")


def _spot(condition: Condition, call: Call, word: str) -> tuple[int, int]:
    begin = condition.text.rfind(call.name, 0, call.offset + 1)
    found = condition.text.find(word, max(begin, 0)) if word else -1
    return (found, len(word)) if found >= 0 else (call.offset, 1)


def _report_name(
    condition: Condition, call: Call, code: Code, known: Iterable[str], problems: Problems
) -> None:
    names = list(known)
    if call.argument not in names:
        place = condition.locate(*place_of_argument(condition, call))
        problems.report(code, place, name=call.argument, hint=did_you_mean(call.argument or "", names))


def _report_mistake(condition: Condition, mistake: Mistake, context: Context, problems: Problems) -> None:
    place = condition.locate(mistake.offset, mistake.length)
    match mistake.kind:
        case "undeclared" if mistake.detail in FUNCTIONS:
            takes = FUNCTIONS[mistake.detail][0]
            problem = f"{mistake.detail}() takes {'one ' + takes[0] if takes else 'nothing'}"
            problems.report(codes.EXPRESSION_TYPE, place, problem=problem)
        case "undeclared" if context.may_know(mistake.detail):
            return
        case "undeclared":
            hint = did_you_mean(mistake.detail, [*context.dictionary, *FUNCTIONS, NOW])
            problems.report(codes.UNKNOWN_FIELD, place, name=mistake.detail, hint=hint)
        case "not-boolean":
            problems.report(codes.CONDITION_NOT_BOOLEAN, place, type=mistake.detail)
        case "syntax" if not _is_about_types(mistake):
            said = in_words(mistake.detail)
            place = condition.locate(mistake.offset, said.length)
            problems.report(codes.EXPRESSION_SYNTAX, place, problem=said.problem, hint=said.hint)
        case _:
            problems.report(codes.EXPRESSION_TYPE, place, problem=about_types(mistake.detail))
