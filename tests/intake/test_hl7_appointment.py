"""When, where, with whom: the places senders fill, and what happens when they disagree."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from engine.errors import Refused
from engine.intake.event import AppointmentFacts
from engine.intake.hl7v2 import SenderSettings
from tests.intake.messages import NEW_YORK, event, notices, refusal, siu

START = datetime(2026, 3, 10, 13, 0, tzinfo=UTC)


def appointment(
    settings: SenderSettings = NEW_YORK, trigger: str = "S12", **changes: str
) -> AppointmentFacts:
    found = event(siu(trigger, **changes), settings).appointment
    assert found is not None
    return found


@pytest.mark.parametrize(
    "changes",
    [
        {"TQ1_7": "20260310090000-0400"},
        {"SCH_11": "^^^20260310090000-0400"},
        {"AIS_4": "202603100900-0400"},
        {"AIP_6": "20260310090000.0000-0400"},
        {"AIL_6": "20260310130000+0000"},
        {"AIG_8": "20260310143000+0130"},
    ],
)
def test_the_start_is_found_in_six_places(changes: dict[str, str]) -> None:
    assert appointment(**({"TQ1_7": ""} | changes)).start == START


def test_the_first_filled_place_wins_and_the_others_are_noted() -> None:
    raw = siu(
        TQ1_7="", SCH_11="^^^20260310090000-0400", AIS_4="20260311090000-0400", AIP_6="20260310130000+0000"
    )
    assert appointment(TQ1_7="", SCH_11="^^^20260310090000-0400", AIS_4="20260311").start == START
    assert notices(raw) == {("start-fields-disagree", "AIS-4")}


def test_a_sender_may_have_its_own_precedence() -> None:
    settings = SenderSettings(zone="UTC", start_fields=("AIP-6", "TQ1-7"))
    assert appointment(settings, AIP_6="20260310130000", TQ1_7="20270101", MSH_7="20260301").start == START


@pytest.mark.parametrize(
    "text", ["20260310", "2026031009", "20260230090000", "2026", "-9999", "soon", "202603102561"]
)
def test_a_start_without_hour_and_minute_is_refused_where_it_stands(text: str) -> None:
    found = refusal(siu(TQ1_7=text))
    assert (found.code, found.where, found.hl7_error) == ("hl7-bad-start", "TQ1-7", "102")


def test_a_component_is_named_in_the_place() -> None:
    assert refusal(siu(TQ1_7="", SCH_11="^^^noon")).where == "SCH-11.4"


def test_a_booking_without_a_start_is_noted_and_a_reschedule_refused() -> None:
    assert ("start-missing", "SCH-11") in notices(siu("S12", TQ1_7=""))
    assert refusal(siu("S13", TQ1_7="")).code == "hl7-start-missing"


class TestZone:
    """A wall clock without offset belongs to the sender's zone, on the right side of summer time."""

    def start(self, text: str, sent: str, zone: str = "America/New_York") -> datetime | None:
        return appointment(SenderSettings(zone=zone), TQ1_7=text, MSH_7=sent).start

    def test_an_offset_in_the_field_decides(self) -> None:
        assert self.start("20260310090000+0200", "20260301080000-0500") == datetime(
            2026, 3, 10, 7, tzinfo=UTC
        )

    def test_a_header_offset_of_winter_does_not_move_a_summer_visit(self) -> None:
        assert self.start("20260710090000", "20260301080000-0500") == datetime(2026, 7, 10, 13, tzinfo=UTC)

    def test_a_header_offset_that_contradicts_the_zone_is_used_and_noted(self) -> None:
        assert self.start("20260310090000", "20260301080000+0100") == datetime(2026, 3, 10, 8, tzinfo=UTC)
        raw = siu(TQ1_7="20260310090000", MSH_7="20260301080000+0100")
        assert ("offset-contradicts-zone", "TQ1-7") in notices(raw)

    def test_times_with_offsets_of_their_own_leave_nothing_to_note(self) -> None:
        assert notices(siu(MSH_7="20260301080000+0100")) == set()

    def test_no_offset_anywhere_means_the_senders_zone(self) -> None:
        assert self.start("20260310090000", "20260301080000", "Europe/Berlin") == datetime(
            2026, 3, 10, 8, tzinfo=UTC
        )

    def test_an_hour_that_does_not_exist_is_noted(self) -> None:
        raw = siu(TQ1_7="20260308023000", MSH_7="20260301080000")
        assert ("time-in-daylight-saving-gap", "TQ1-7") in notices(raw)

    def test_an_hour_that_happens_twice_is_noted(self) -> None:
        raw = siu(TQ1_7="20261101013000", MSH_7="20260301080000")
        assert ("time-ambiguous", "TQ1-7") in notices(raw)

    @pytest.mark.parametrize("offset", ["+9999", "-9999", "+0060", "+1401"])
    def test_an_impossible_offset_is_no_time(self, offset: str) -> None:
        assert refusal(siu(TQ1_7=f"20260310090000{offset}")).code == "hl7-bad-start"


@pytest.mark.parametrize(
    ("changes", "minutes"),
    [
        ({"TQ1_8": "20260310094500-0400"}, 45),
        ({"SCH_9": "30", "SCH_10": "min^minutes^UCUM"}, 30),
        ({"SCH_9": "30", "SCH_10": "MINUTES"}, 30),
        ({"SCH_9": "30", "SCH_10": "m"}, 30),
        ({"SCH_9": "30"}, 30),
        ({"SCH_9": "2", "SCH_10": "hours"}, 120),
        ({"SCH_9": "1800", "SCH_10": "s"}, 30),
        ({"SCH_9": "30", "SCH_10": "fortnights"}, None),
        ({"SCH_9": "-30", "SCH_10": "min"}, None),
        ({"SCH_9": "0", "SCH_10": "min"}, None),
        ({}, None),
    ],
)
def test_the_end_is_stated_or_counted(changes: dict[str, str], minutes: int | None) -> None:
    expected = START + timedelta(minutes=minutes) if minutes else None
    assert appointment(**changes).end == expected


def test_an_end_that_cannot_be_is_noted_and_the_duration_used() -> None:
    changes = {"TQ1_8": "20270310090000-0400", "SCH_9": "15", "SCH_10": "min"}
    assert appointment(**changes).end == START + timedelta(minutes=15)
    assert ("end-implausible", "TQ1-7") in notices(siu(**changes))


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, "SCHED|CLINIC|F77"),
        ({"SCH_2": "F77^NS^1.2^ISO"}, "SCHED|CLINIC|F77"),
        ({"SCH_2": ""}, "SCHED|CLINIC|P77"),
    ],
)
def test_the_filler_id_names_the_appointment(changes: dict[str, str], key: str) -> None:
    assert appointment(**changes).key == key


def test_without_any_id_the_message_is_refused() -> None:
    found = refusal(siu(SCH_1="", SCH_2=""))
    assert (found.code, found.where) == ("hl7-appointment-id-missing", "SCH-2")


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"SCH_8": "OFFICE-VISIT^Office visit"}, "office-visit"),
        ({"SCH_8": "Normal^Routine", "SCH_7": "FOLLOWUP^Follow-up"}, "followup"),
        ({"SCH_8": "1004^NEW PATIENT"}, "new-patient"),
        ({"SCH_8": "Tele"}, "telehealth"),
        ({"SCH_8": "Normal"}, None),
        ({"SCH_7": "^Knee pain since Easter"}, None),
        ({"SCH_8": "OV15"}, "office-visit"),
    ],
)
def test_the_kind_is_a_code_in_kebab_case(changes: dict[str, str], kind: str | None) -> None:
    settings = SenderSettings(zone="UTC", kinds={"ov15": "office-visit"})
    assert appointment(settings, **changes).kind == kind


@pytest.mark.parametrize(
    ("changes", "location", "provider"),
    [
        ({"AIL_3": "R2^^^Main Clinic", "AIP_3": "7^Okafor^Ruth^^^Dr"}, "Main Clinic", "Dr Ruth Okafor"),
        ({"AIL_3": "R2^^^F^^^^^Riverside Clinic"}, "Riverside Clinic", None),
        ({"PV1_3": "Ward 3", "PV1_7": "8^Vogel^Ines"}, "Ward 3", "Ines Vogel"),
        ({"AIG_3": "OKAFOR^Okafor, Ruth", "AIG_4": "P^Person"}, None, "Okafor, Ruth"),
        ({"AIG_3": "R2^Room 2", "AIG_4": "LOC"}, "Room 2", None),
        ({"AIG_3": "MRI-1^Scanner", "AIG_4": "101"}, None, None),
        ({}, None, None),
    ],
)
def test_place_and_provider(changes: dict[str, str], location: str | None, provider: str | None) -> None:
    found = appointment(**changes)
    assert (found.location, found.provider) == (location, provider)


def test_the_service_is_words_rather_than_a_code() -> None:
    assert appointment(AIS_3="76164006^Colonoscopy^SCT").service == "Colonoscopy"


@pytest.mark.parametrize(
    "changes",
    [
        {"zone": "Mars/Olympus"},
        {"zone": "../etc/passwd"},
        {"zone": "UTC", "charset_fallback": "klingon"},
        {"zone": "UTC", "start_fields": ("ZZZ-1",)},
    ],
)
def test_settings_that_make_no_sense_are_refused_when_built(changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        SenderSettings(**changes)
