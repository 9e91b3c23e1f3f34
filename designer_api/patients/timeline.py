"""One person's story in the order it happened: events, journeys, steps, mails, answers and wishes."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

import msgspec

from designer_api.paging import moment_cursor
from designer_api.patients.schemas import Timeline, TimelineItem, Tone
from engine.store.pool import Connection

_PAGE: Final = 100
_STORY: Final = """
SELECT * FROM (
  SELECT occurred_at AS at, 'event' AS kind, type AS what, outcome AS more, '' AS journey, step,
         NULL::uuid AS message, source AS extra, id
  FROM event WHERE patient_id = $1 AND enrollment_id IS NULL
  UNION ALL
  SELECT entered_at, 'enrolled', j.title, '', e.journey, '', NULL, e.entity, e.id
  FROM enrollment e JOIN journey j ON j.slug = e.journey WHERE patient_id = $1
  UNION ALL
  SELECT left_at, 'left', j.title, e.outcome, e.journey, '', NULL, '', e.id
  FROM enrollment e JOIN journey j ON j.slug = e.journey WHERE patient_id = $1 AND left_at IS NOT NULL
  UNION ALL
  SELECT v.ended_at, 'step', v.outcome, '', e.journey, v.step, NULL, '', e.id
  FROM step_visit v JOIN enrollment e ON e.id = v.enrollment_id
  WHERE e.patient_id = $1 AND v.outcome NOT LIKE 'sent:%'
  UNION ALL
  SELECT t.ended_at, 'step', t.state, '', t.journey, t.step, NULL, '', t.id
  FROM task t JOIN step_visit v USING (enrollment_id, step, visit)
  WHERE t.patient_id = $1 AND t.state = 'done' AND v.outcome <> 'done'
  UNION ALL
  SELECT coalesce(sent_at, created_at), 'message', state, reason, journey, step, id, method, id
  FROM message WHERE patient_id = $1
  UNION ALL
  SELECT g.at, 'engagement', g.type, '', m.journey, g.step, m.id, '', g.id
  FROM engagement g JOIN message m ON m.id = g.message_id WHERE m.patient_id = $1
  UNION ALL
  SELECT at, 'consent', topic, evidence, '', '', NULL, granted::text, id FROM consent WHERE patient_id = $1
) story WHERE $2::timestamptz IS NULL OR at < $2 OR (at = $2 AND (kind, id) > ($3, $4::uuid))
ORDER BY at DESC, kind, id LIMIT $5
"""
METHODS: Final = {
    "smime": "sealed with S/MIME",
    "openpgp": "sealed with OpenPGP",
    "tls": "over verified TLS",
    "portal": "kept in the portal, with a notice",
}
_EVENTS: Final = {
    "appointment.booked": "Visit booked",
    "appointment.rescheduled": "Visit moved",
    "appointment.updated": "Visit changed",
    "appointment.cancelled": "Visit cancelled",
    "appointment.deleted": "Visit removed: it was entered in error",
    "appointment.arrived": "Arrived for the visit",
    "appointment.completed": "Visit took place",
    "appointment.no_show": "Did not come to the visit",
    "patient.registered": "Registered",
    "patient.updated": "Details changed",
    "patient.merged": "Records merged",
    "patient.deceased": "Died",
    "care_gap.opened": "Care gap opened",
    "care_gap.closed": "Care gap closed",
    "encounter.admitted": "Admitted to the hospital",
    "encounter.discharged": "Discharged from the hospital",
    "prescription.refill_due": "A refill was due",
    "prescription.filled": "Prescription filled",
    "prescription.stopped": "Prescription stopped",
    "result.available": "A result came",
    "statement.issued": "A statement was issued",
    "statement.paid": "The statement was paid",
    "authorization.granted": "Signed an authorization",
    "authorization.revoked": "Revoked an authorization",
    "authorization.expiring": "An authorization is about to end",
    "task.done": "Staff did the task",
    "form.submitted": "Filled in the form",
    "enrollment.requested": "Somebody asked for it",
}
_ANSWERS: Final[dict[str, tuple[str, Tone]]] = {
    "clicked": ("Followed a link in the mail", "good"),
    "confirmed": ("Confirmed the visit", "good"),
    "viewed": ("Opened the message in the portal", "good"),
    "replied": ("Answered: cannot come", "attention"),
    "opted_out": ("Stopped this kind of message", "stop"),
    "bounced": ("The address does not exist", "stop"),
}


async def tell_story(conn: Connection, patient: UUID, after: str | None) -> Timeline:
    """Newest first, up to a hundred; `next` names the entry to go on behind. Raises Refused."""
    rows = await conn.fetch(_STORY, patient, *moment_cursor(after), _PAGE)
    items = [_coded(_WRITERS[row["kind"]](row), row) for row in rows]
    last = rows[-1] if len(rows) == _PAGE else None
    return Timeline(items, f"{last['at'].isoformat()}~{last['kind']}~{last['id']}" if last else None)


def _coded(item: TimelineItem, row: Any) -> TimelineItem:
    """With what other languages tell it from."""
    what, more = row["what"], row["more"]
    code, about = {
        "enrolled": ("", what),
        "left": (more, what),
        "message": (what, row["extra"] if what == "sent" else more),
        "consent": ("wants" if row["extra"] == "true" else "wants-not", what),
    }.get(row["kind"], (what, ""))
    return msgspec.structs.replace(item, code=code, about=about)


def _event(row: Any) -> TimelineItem:
    tone: Tone = "stop" if row["what"] in ("patient.deceased", "appointment.cancelled") else "neutral"
    facts = {"source": row["extra"], "type": row["what"], "outcome": row["more"]}
    return TimelineItem(row["at"], "event", _EVENTS.get(row["what"], row["what"]), tone=tone, facts=facts)


def _enrolled(row: Any) -> TimelineItem:
    return TimelineItem(row["at"], "enrolled", f"Entered “{row['what']}”", journey=row["journey"])


def _left(row: Any) -> TimelineItem:
    return TimelineItem(
        row["at"], "left", f"Left “{row['what']}”", explain_outcome(row["more"]), journey=row["journey"]
    )


def _step(row: Any) -> TimelineItem:
    what, _, why = row["what"].partition(":")
    tone: Tone = "attention" if what in ("skipped", "failed", "set-aside") else "neutral"
    title = f"{row['step'].replace('-', ' ').capitalize()}: {explain_outcome(row['what'])}"
    return TimelineItem(
        row["at"], "step", title, journey=row["journey"], step=row["step"], tone=tone, facts={"why": why}
    )


def _message(row: Any) -> TimelineItem:
    tones: dict[str, Tone] = {
        "sent": "good",
        "blocked": "attention",
        "failed": "stop",
        "uncertain": "attention",
    }
    words = {
        "sent": f"Mail sent, {METHODS.get(row['extra'], row['extra'])}",
        "blocked": f"Not sent: {row['more'].replace('-', ' ')}",
        "failed": f"Could not be delivered: {row['more'].replace('-', ' ')}",
        "uncertain": "Perhaps sent: the mail server did not answer",
        "claimed": "Being sent",
        "rendered": "Written, waits to be sent",
    }
    tone: Tone = (
        "protected" if row["extra"] in ("smime", "openpgp", "portal") else tones.get(row["what"], "neutral")
    )
    return TimelineItem(
        row["at"],
        "message",
        words.get(row["what"], row["what"]),
        journey=row["journey"],
        step=row["step"],
        message=row["message"],
        tone=tone if row["what"] == "sent" else tones.get(row["what"], "neutral"),
    )


def _engagement(row: Any) -> TimelineItem:
    title, tone = _ANSWERS.get(row["what"], (row["what"], "neutral"))
    return TimelineItem(
        row["at"],
        "engagement",
        title,
        journey=row["journey"],
        step=row["step"],
        message=row["message"],
        tone=tone,
    )


def _consent(row: Any) -> TimelineItem:
    topic = row["what"].replace("-", " ") or "everything"
    wants = row["extra"] == "true"
    title = f"Wants mail about {topic}" if wants else f"Wants no mail about {topic}"
    return TimelineItem(row["at"], "consent", title, row["more"], tone="good" if wants else "stop")


def explain_outcome(outcome: str) -> str:
    """A visit's or an enrollment's outcome in words: "skipped:opted-out" → "not sent because: opted out".

    Events and known ways are told as people say them; the name of a case stays as its author wrote it.
    """
    what, _, why = outcome.partition(":")
    told = _heard(why) or why.replace("-", " ").replace("_", " ")
    words = {
        "sent": f"sent, {METHODS.get(why, why)}",
        "skipped": f"not sent because: {told}",
        "failed": f"could not be sent: {told}",
        "exit": f"ended because: {told}",
        "set-aside": f"set aside: {told}",
        "left": f"taken out: {told}",
        "completed": "reached the end",
        "passed": "waited",
        "timeout": "nothing happened in time",
        "otherwise": "none of the conditions was true",
        "unknown": "a value was missing to decide",
        "finished": "all rounds done",
        "updated": "noted in the record",
        "opened": "given to staff",
        "overdue": "not done in time",
        "called": "another system was told",
        "submitted": "filled in",
    }
    return words.get(what) or _heard(outcome) or outcome.replace("-", " ")


def _heard(event: str) -> str:
    """An event in words, as the middle of a sentence; "" for what is none."""
    told = _EVENTS.get(event) or (_ANSWERS[event][0] if event in _ANSWERS else "")
    return told[:1].lower() + told[1:]


_WRITERS: Final[dict[str, Callable[[Any], TimelineItem]]] = {
    "event": _event,
    "enrolled": _enrolled,
    "left": _left,
    "step": _step,
    "message": _message,
    "engagement": _engagement,
    "consent": _consent,
}
