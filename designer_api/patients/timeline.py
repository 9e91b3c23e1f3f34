"""One person's story in the order it happened: events, journeys, steps, mails, answers and wishes.

By codes alone. The words are the viewer's (`frontend/src/words/story.ts`), in each of its languages.
"""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

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
_TONES: Final[dict[str, Tone]] = {
    "patient.deceased": "stop",
    "appointment.cancelled": "stop",
    "clicked": "good",
    "confirmed": "good",
    "viewed": "good",
    "replied": "attention",
    "opted_out": "stop",
    "bounced": "stop",
}
_OF_STEP: Final[dict[str, Tone]] = {"skipped": "attention", "failed": "attention", "set-aside": "attention"}
_OF_MAIL: Final[dict[str, Tone]] = {
    "sent": "good",
    "blocked": "attention",
    "failed": "stop",
    "uncertain": "attention",
}


async def tell_story(conn: Connection, patient: UUID, after: str | None) -> Timeline:
    """Newest first, up to a hundred; `next` names the entry to go on behind. Raises Refused."""
    rows = await conn.fetch(_STORY, patient, *moment_cursor(after), _PAGE)
    items = [_item(row) for row in rows]
    last = rows[-1] if len(rows) == _PAGE else None
    return Timeline(items, f"{last['at'].isoformat()}~{last['kind']}~{last['id']}" if last else None)


def _item(row: Any) -> TimelineItem:
    where = {"journey": row["journey"], "step": row["step"], "message": row["message"]}
    return TimelineItem(row["at"], row["kind"], **_SAYS[row["kind"]](row), **where)


def _event(row: Any) -> dict[str, Any]:
    facts = {"source": row["extra"], "type": row["what"], "outcome": row["more"]}
    return {"code": row["what"], "tone": _TONES.get(row["what"], "neutral"), "facts": facts}


def _step(row: Any) -> dict[str, Any]:
    word, _, why = row["what"].partition(":")
    return {"code": row["what"], "tone": _OF_STEP.get(word, "neutral"), "facts": {"why": why}}


def _message(row: Any) -> dict[str, Any]:
    sent = row["what"] == "sent"
    sealed = sent and row["extra"] in ("smime", "openpgp", "portal")
    tone = "protected" if sealed else _OF_MAIL.get(row["what"], "neutral")
    return {"code": row["what"], "about": row["extra"] if sent else row["more"], "tone": tone}


def _consent(row: Any) -> dict[str, Any]:
    wants = row["extra"] == "true"
    code, tone = ("wants", "good") if wants else ("wants-not", "stop")
    return {"code": code, "about": row["what"], "note": row["more"], "tone": tone}


_SAYS: Final[dict[str, Callable[[Any], dict[str, Any]]]] = {
    "event": _event,
    "enrolled": lambda row: {"about": row["what"]},
    "left": lambda row: {"code": row["more"], "about": row["what"]},
    "step": _step,
    "message": _message,
    "engagement": lambda row: {"code": row["what"], "tone": _TONES.get(row["what"], "neutral")},
    "consent": _consent,
}
