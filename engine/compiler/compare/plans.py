"""What a journey takes from elsewhere, compared as its plans have it: forms, segments, fields."""

from collections.abc import Mapping
from typing import Any

from engine.compiler.compare.difference import FieldChange
from engine.compiler.compare.meaning import cel_meaning, one_line
from engine.journey.plan import FormPlan, Plan


def compare_plans(before: Plan | None, after: Plan | None) -> tuple[FieldChange, ...]:
    """Nothing where a side has errors: it has no plan then."""
    if before is None or after is None:
        return ()
    segments = [name for name in before.segments if name in after.segments]
    changed = [
        name for name in segments if cel_meaning(before.segments[name]) != cel_meaning(after.segments[name])
    ]
    return (
        *_forms(before.forms, after.forms),
        *(
            FieldChange(f"segment {name}", one_line(before.segments[name]), one_line(after.segments[name]))
            for name in changed
        ),
        *_common("type of", before.fields, after.fields),
        *_common("class of", before.classes, after.classes),
    )


def new_forms(plan: Plan | None) -> tuple[FieldChange, ...]:
    """All of a journey that is new."""
    return tuple(_forms({}, plan.forms)) if plan is not None else ()


def _common(what: str, before: Mapping[str, str], after: Mapping[str, str]) -> list[FieldChange]:
    return [
        FieldChange(f"{what} {name}", word, after[name])
        for name, word in before.items()
        if after.get(name, word) != word
    ]


def _forms(before: Mapping[str, FormPlan], after: Mapping[str, FormPlan]) -> list[FieldChange]:
    return [
        FieldChange(
            f"form {name}",
            _words(before.get(name)),
            _words(after.get(name), before.get(name)),
            was=_asked(before.get(name)),
            now=_asked(after.get(name), before.get(name)),
        )
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]


def _words(form: FormPlan | None, other: FormPlan | None = None) -> str:
    """The questions, and which of them are not what they were."""
    if form is None:
        return ""
    asked = _asked(form, other)
    said = [f"{one} (changed)" if one in asked["changed"] else one for one in asked["asks"]]
    return f"asks {', '.join([*said, 'in other words'] if asked['otherwise'] else said)}"


def _asked(form: FormPlan | None, other: FormPlan | None = None) -> Any:
    """`otherwise`: the same questions, and something else about the form is not what it was."""
    if form is None:
        return None
    known = {question.id: question for question in other.questions} if other is not None else {}
    asks = [one.id for one in form.questions]
    changed = [one.id for one in form.questions if known.get(one.id, one) != one]
    same = other is not None and not changed and asks == list(known)
    return {"asks": asks, "changed": changed, "otherwise": same}
