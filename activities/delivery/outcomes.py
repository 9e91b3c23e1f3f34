"""What the relay's answer means for a mail: how its row is settled and what the journey is told. Pure."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from activities.channels.email.smtp.outcome import Accepted, NotSent, Outcome, Refused, Unknown
from activities.delivery.gate import Passed
from engine.contracts.activities import Delivery
from engine.policy.rules import CARE
from engine.store.ledger import NOT_SENT, Entry, Settlement

_FIRST_PAUSE: Final = 900.0  # journey seconds after the first temporary refusal, then four times as long …
_LONGEST_PAUSE: Final = 6 * 3600.0  # … up to this
_RELAY_ITSELF: Final = frozenset({"greeting", "ehlo", "starttls", "auth"})
_NO_SUCH_ADDRESS: Final = ("5.1.", "5.2.1", "5.4.4")  # RFC 3463: bad address, mailbox disabled, no route
_UNSAID: Final = frozenset({550, 551, 553})  # RFC 5321: without an enhanced code these mean the mailbox
MOST_UNSURE_CARE: Final = 2  # a care mail whose arrival nobody knows is repeated once


class Verdict(msgspec.Struct, frozen=True):
    """`settlement` None: arrival is unknown, the claim is let go and asked about later. `answer` None: not
    over yet. `bounced`: the address does not exist. `relay_away`: try the rest of the batch later.
    """

    settlement: Settlement | None
    answer: Delivery | None
    bounced: bool = False
    relay_away: bool = False


def judge(passed: Passed, outcome: Outcome, now: float) -> Verdict:
    """`now` in journey time, Unix seconds."""
    one = passed.entry.id
    match outcome:
        case Accepted():
            return Verdict(sent(passed, outcome, now), Delivery("sent", passed.choice.method))
        case Unknown():
            return Verdict(None, None)
        case NotSent():
            return Verdict(Settlement(one, "rendered", NOT_SENT), None, relay_away=True)
        case Refused() if outcome.where in _RELAY_ITSELF:
            return Verdict(Settlement(one, "rendered", NOT_SENT), None, relay_away=True)
        case Refused() if outcome.permanent:
            return _refused(one, outcome)
    return _put_off(passed.entry, now)


def sent(passed: Passed, accepted: Accepted, now: float) -> Settlement:
    evidence: dict[str, Any] = {
        **passed.evidence,
        **_fingerprints(passed),
        "tls": msgspec.to_builtins(accepted.tls),
        "code": accepted.code,
        "queue_id": accepted.queue_id,
        "accepted_at": accepted.at.isoformat(),
    }
    return Settlement(passed.entry.id, "sent", "", evidence, datetime.fromtimestamp(now, UTC))


def found_at_hop(entry: Entry, now: float) -> tuple[Settlement, Delivery]:
    """A dead attempt's mail that did arrive."""
    evidence = {**(entry.evidence or {}), "settled_by": "first-hop"}
    moment = datetime.fromtimestamp(now, UTC)
    return Settlement(entry.id, "sent", "", evidence, moment), Delivery("sent", entry.method)


def unsure(entry: Entry) -> tuple[Settlement, Delivery | None]:
    """Nobody can say whether it arrived: marketing is not repeated, care is, once, with its Message-ID."""
    if entry.purpose in CARE and entry.attempts < MOST_UNSURE_CARE:
        return Settlement(entry.id, "rendered", "arrival-unknown"), None
    return Settlement(entry.id, "uncertain", "arrival-unknown"), Delivery("uncertain", "arrival-unknown")


def unbuilt(entry: Entry, reason: str) -> Verdict:
    return Verdict(Settlement(entry.id, "failed", reason), Delivery("failed", reason))


def _refused(one: UUID, refused: Refused) -> Verdict:
    if refused.where == "rcpt" and _address_is_dead(refused):
        return Verdict(Settlement(one, "failed", "bounced"), Delivery("failed", "bounced"), bounced=True)
    code = (refused.enhanced or str(refused.code)).replace(".", "-")
    reason = f"refused-{code}" if refused.code else refused.reason
    return Verdict(Settlement(one, "failed", reason), Delivery("failed", reason))


def _address_is_dead(refused: Refused) -> bool:
    if refused.enhanced:
        return refused.enhanced.startswith(_NO_SUCH_ADDRESS)
    return refused.code in _UNSAID


def _put_off(entry: Entry, now: float) -> Verdict:
    """A temporary refusal: later, as long as the mail is still of use; the gate ends it when it expires."""
    pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 4.0**entry.attempts)
    answer = Delivery("deferred", "refused-temporarily", now + pause)
    return Verdict(Settlement(entry.id, "rendered", "refused-temporarily"), answer)


def _fingerprints(passed: Passed) -> dict[str, str]:
    security = passed.security
    if passed.choice.method == "smime":
        return {"certificate_sha256": getattr(security.smime, "sha256", "")}
    if passed.choice.method == "openpgp":
        return {"key_fingerprint": getattr(security.openpgp, "fingerprint", "")}
    return {}
