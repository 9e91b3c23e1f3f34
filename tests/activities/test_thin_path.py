"""One person, from a template to the catcher's mailbox."""

from engine.policy.decide import tell
from tests import stack
from tests.activities.clinic import Clinic


async def test_a_mail_is_written_and_arrives_over_tls(clinic: Clinic, catcher: stack.Catcher) -> None:
    patient = await clinic.add_person("thin@example.org", first_name="Ana")
    enrollment = await clinic.enroll(patient)

    assert await clinic.render([enrollment]) == [(True, "")]
    [delivery] = await clinic.deliver([enrollment])

    assert (delivery.outcome, delivery.detail) == ("sent", "tls")
    row = await clinic.message(enrollment)
    [mail] = catcher.mailbox().find(row["rfc_message_id"])
    assert (mail.rcpt_to, mail.subject) == ("thin@example.org", "Your visit, Ana")
    assert mail.tls.startswith("TLSv1")
    assert row["state"] == "sent" and row["evidence"]["tls"]["version"].startswith("TLSv1")
    assert {finding.code for finding in tell(row["why"]) if finding.passed} >= {
        "opted-out",
        "deceased",
        "expired",
    }
