"""A plan for people: what changes, whom it touches, what is missing. Text only."""

from datetime import datetime
from zoneinfo import ZoneInfo

from engine.compiler.compare.text import Paint, Sheet, counted_people, summary, write_entries, write_journey
from engine.store.move_preview import Example, MovePreview
from engine.store.release_plan import Mode, ReleasePlan

_GO: dict[Mode, str] = {"next-safe-point": "at their next safe point", "now": "now", "stay": ""}


def plan_text(plan: ReleasePlan, paint: Paint, approved: dict[str, str] | None = None) -> str:
    """Everything that applying it would do, in the order in which people ask."""
    sheet = Sheet(paint)
    sheet.faint(0, f"Installation  {plan.installation}")
    sheet.faint(0, f"Journeys      {origin_words(plan)}")
    _drift(sheet, plan)
    if plan.difference.journeys:
        sheet.heading("Journeys")
        for journey in plan.difference.journeys:
            write_journey(sheet, journey, plan.inside.get(journey.slug, {}))
    _closing(sheet, plan)
    write_entries(sheet, plan.difference.entries)
    _agreed(sheet, plan)
    _schema(sheet, plan)
    if plan.empty:
        return f"{sheet.text()}\n\nNothing to do: everything is in force as it is written."
    _people(sheet, plan)
    _approvals(sheet, plan, approved or {})
    for line in plan.refusals:
        sheet.add(0, "!", line)
    return (
        f"{sheet.text()}\n\n{summary(plan.difference) if plan.difference.anything else 'Only people move.'}"
    )


def origin_words(plan: ReleasePlan) -> str:
    origin = plan.origin
    if not origin.commit:
        return f"{origin.path}, in no git repository"
    more = ", with changes that are not committed" if origin.uncommitted else ""
    return f"{origin.path}, git {origin.commit[:12]} by {origin.author or 'nobody'}{more}"


def _drift(sheet: Sheet, plan: ReleasePlan) -> None:
    if not plan.drift:
        return
    sheet.heading("In force, but not by the last apply")
    for one in plan.drift:
        at = _moment(plan, one.at)
        sheet.add(0, "!", f"{one.journey} version {one.number}, published by {one.by or 'nobody'}, {at}")


def _closing(sheet: Sheet, plan: ReleasePlan) -> None:
    if not plan.closing:
        return
    sheet.heading("Closed to entry")
    for slug in plan.closing:
        people = plan.people.get(slug, 0)
        stay = f"{counted_people(people)} inside go on to the end" if people else "nobody is inside"
        sheet.add(0, "-", f"{slug}: nobody enters any more; {stay}")


def _agreed(sheet: Sheet, plan: ReleasePlan) -> None:
    for topic, number in plan.agreed.items():
        sheet.note(1, f"{counted_people(number)} agreed to {topic} as it was")


def _schema(sheet: Sheet, plan: ReleasePlan) -> None:
    if not plan.schema:
        return
    sheet.heading("Fields and the versions people are inside of")
    for effect in plan.schema:
        used = f"; {', '.join(effect.used_by)} keep what they were made with" if effect.used_by else ""
        sheet.add(0, "~", f"{effect.field}: {effect.what}{used or '; no version with people inside uses it'}")


def _people(sheet: Sheet, plan: ReleasePlan) -> None:
    sheet.heading("People inside")
    if plan.mode == "stay":
        touched = {one.slug for one in plan.difference.journeys if one.before and one.after}
        number = sum(plan.people.get(slug, 0) for slug in touched)
        sheet.note(0, f"{counted_people(number)} in changed journeys stay in the version they entered with.")
        if number:
            sheet.faint(0, "--inside next-safe-point or --inside now takes them along.")
    elif not plan.moves:
        sheet.note(0, "Nobody is inside an older version.")
    for move in plan.moves:
        _move(sheet, plan, move)


def _move(sheet: Sheet, plan: ReleasePlan, move: MovePreview) -> None:
    words = f"{counted_people(move.people)} to version {move.to_version[:12]} {_GO[plan.mode]}"
    sheet.add(0, "~", f"{move.journey}: {words}")
    for step in move.steps:
        where = f"{step.step} of version {step.number}"
        to = "" if step.to == step.step else f" to {step.to or 'nowhere'}"
        sheet.note(1, f"{where}{to}: {counted_people(step.people)}, {step.at_once:,} of them at once")
    for example in move.examples:
        sheet.faint(1, _example(plan, example))


def _example(plan: ReleasePlan, one: Example) -> str:
    goes = "once they go on" if one.due is None else _moment(plan, one.goes)
    before = f"waits until {_moment(plan, one.due)}" if one.due else "waits for nothing"
    after = f"until {_moment(plan, one.due_then)}" if one.due_then else "for a moment planned anew"
    return f"for example …{one.person} at {one.step}: goes {goes}; {before}, then {after}"


def _moment(plan: ReleasePlan, at: datetime) -> str:
    return at.astimezone(ZoneInfo(plan.zone)).strftime("%Y-%m-%d %H:%M %Z")


def _approvals(sheet: Sheet, plan: ReleasePlan, approved: dict[str, str]) -> None:
    sheet.heading("Approvals")
    if not plan.approvals:
        sheet.note(0, "None are required.")
    for one in plan.approvals:
        who = approved.get(one.kind, "")
        said = f"given by {who}" if who else f"missing; it takes a person with the role {one.role}"
        sheet.add(0, "+" if who else "!", f"{one.kind} ({', '.join(one.about)}): {said}")
