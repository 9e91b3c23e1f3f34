"""Send windows: from the author's words to the plan's."""

from engine.journey import codes, plan
from engine.journey.diagnostics import Problems
from engine.journey.times import Window, weekdays


def lower_window(window: Window, problems: Problems) -> plan.Window | None:
    """None when the window makes no sense, which is reported."""
    days = weekdays(window.days)
    if days is None:
        hint = "write mon-fri, sat, or a list of these"
        problems.report(codes.MALFORMED_WINDOW, window.place("days"), problem="names no weekdays", hint=hint)
        return None
    if window.start >= window.end:
        hint = "a window lies within one day"
        problems.report(
            codes.MALFORMED_WINDOW, window.place("end"), problem="ends before it begins", hint=hint
        )
        return None
    return plan.Window(days, window.start, window.end, window.zone, window.holidays == "skip")
