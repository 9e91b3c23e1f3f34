"""Policy packs: what holds always, what was chosen, and that of two settings the stricter one counts."""

import msgspec
import pytest

from engine.compiler.as_of import VARIABLE, as_of
from engine.compiler.packs import judged, packs, policy_of
from engine.compiler.packs.pack import read_pack
from engine.journey.codes import CODES
from engine.journey.diagnostics import Diagnostic
from engine.journey.organization import Organization, Sender

HOUSE = Organization(
    id="o", name="O", phone="", address="", zone="America/New_York", language="en", languages=("en",),
    sender=Sender("O", "o@example.org"), domains=("example.org",),
)  # fmt: skip


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "2026-06-01")


def house(*chosen: str, **parameters: int) -> Organization:
    return msgspec.structs.replace(
        HOUSE, packs=chosen, parameters={name.replace("_", "-"): value for name, value in parameters.items()}
    )


def problem(code: str) -> Diagnostic:
    return Diagnostic(code, CODES[code].severity, "…", "journey.yaml", 1, 1, 2)


def test_hipaa_and_can_spam_hold_where_nothing_was_chosen() -> None:
    assert policy_of(None).packs == policy_of(HOUSE).packs == ("can-spam", "hipaa")


def test_every_rule_of_every_pack_is_a_rule() -> None:
    assert [(pack.pack, code) for pack in packs().values() for code in pack.rules if code not in CODES] == []


def test_every_rule_that_is_there_by_packs_alone_belongs_to_one() -> None:
    switched = {code for pack in packs().values() for code in pack.rules}
    assert {code.name for code in CODES.values() if code.by_pack} <= switched


def test_a_rule_of_packs_alone_is_silent_until_one_is_chosen() -> None:
    found = [problem("minor-not-ruled-out")]
    assert judged(found, policy_of(HOUSE)) == ()
    (one,) = judged(found, policy_of(house("minors")))
    assert (one.severity, one.pack) == ("error", "minors")


def test_a_pack_makes_a_rule_stricter_and_never_laxer() -> None:
    found = [problem("tracks-opens"), problem("body-above-class")]
    opens, body = judged(found, policy_of(house("gmail-yahoo-senders")))
    assert (opens.severity, opens.pack) == ("error", "gmail-yahoo-senders")
    assert (body.severity, body.pack) == ("error", "hipaa")


def test_a_pack_whose_day_has_not_come_only_warns() -> None:
    policy = policy_of(house("accessibility-small-providers"))
    assert policy.coming == ("accessibility-small-providers",)
    assert judged([problem("contrast-too-low")], policy)[0].severity == "warning"


def test_from_its_day_on_it_is_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "2027-05-10")
    policy = policy_of(house("accessibility-small-providers"))
    assert judged([problem("contrast-too-low")], policy)[0].severity == "error"


def test_parameters_are_at_their_strictest() -> None:
    assert policy_of(house("minors")).parameters["adult-age"] == 18
    assert policy_of(house("minors", adult_age=21)).parameters["adult-age"] == 21
    assert policy_of(house("minors", adult_age=16)).parameters["adult-age"] == 18
    assert policy_of(house(lapsed_days=30)).parameters["lapsed-days"] == 30
    assert policy_of(house(lapsed_days=300)).parameters["lapsed-days"] == 90


def test_a_broken_pack_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        read_pack("house", "pack: house\ntitle: Ours\n")
    with pytest.raises(ValueError, match="cannot be read"):
        read_pack("house", "pack: other\ntitle: Ours\neffective: 2026-01-01\nsource: us\n")


def test_a_malformed_day_counts_as_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "tomorrow")
    assert as_of() >= "2026-01-01"
