"""What PID and PD1 say about a person."""

from datetime import date

import pytest

from engine.intake.event import Identifier, PatientFacts
from tests.intake.messages import adt, event, notices, refusal, siu


def patient(**changes: str) -> PatientFacts:
    found = event(adt(**changes)).patient
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("pid_3", "first"),
    [
        ("00123^^^CLINIC^MR", Identifier("00123", "CLINIC", "MR")),
        ("9^^^PAYER^PI~00123^^^CLINIC^MR", Identifier("00123", "CLINIC", "MR")),
        ("00123", Identifier("00123")),
        ("00123^^^&1.2.3&ISO^MR", Identifier("00123", "1.2.3", "MR")),
        ("A\\T\\B^^^CLINIC", Identifier("A&B", "CLINIC")),
    ],
)
def test_the_medical_record_number_comes_first_and_keeps_its_zeros(pid_3: str, first: Identifier) -> None:
    assert patient(PID_3=pid_3).identifiers[0] == first


def test_social_security_and_licence_numbers_are_never_kept() -> None:
    found = patient(PID_3="000000000^^^USSSA^SS~00123^^^CLINIC^MR~D1^^^NY^DL").identifiers
    assert [each.type for each in found] == ["MR"]


@pytest.mark.parametrize("pid_3", ["", '""', "^^^CLINIC^MR", "000000000^^^USSSA^SS"])
def test_without_an_identifier_the_message_is_refused(pid_3: str) -> None:
    found = refusal(adt(PID_3=pid_3))
    assert (found.code, found.where, found.hl7_error) == ("hl7-patient-id-missing", "PID-3", "101")


def test_older_senders_fill_pid_2() -> None:
    assert patient(PID_3="", PID_2="00123^^^CLINIC").identifiers == (Identifier("00123", "CLINIC"),)


def test_an_overlong_identifier_is_refused() -> None:
    assert refusal(adt(PID_3="1" * 251)).code == "hl7-patient-id-too-long"


@pytest.mark.parametrize(
    ("pid_5", "first", "last"),
    [
        ("Rivera^Ana", "Ana", "Rivera"),
        ("Rivera^Ana^^^^^D~Rivera Soto^Ana María^^^^^L", "Ana María", "Rivera Soto"),
        ("van der Berg&van der&Berg^Jan^^^^^L", "Jan", "van der Berg"),
        ("Cher", None, "Cher"),
        ('Rivera^""', "", "Rivera"),
        ('""', "", ""),
        ("", None, None),
    ],
)
def test_the_legal_name_is_taken(pid_5: str, first: str | None, last: str | None) -> None:
    found = patient(PID_5=pid_5)
    assert (found.first_name, found.last_name) == (first, last)


@pytest.mark.parametrize(
    ("changes", "email"),
    [
        ({"PID_13": "^NET^Internet^ana@example.org"}, "ana@example.org"),
        ({"PID_13": "ana@example.org^NET"}, "ana@example.org"),
        ({"PID_13": "ana@example.org^EMAIL"}, "ana@example.org"),
        ({"PID_13": "^PRN^PH^^1^555^5550100~^NET^X.400^ana@example.org"}, "ana@example.org"),
        ({"PID_13": "^^^ana@example.org"}, "ana@example.org"),
        ({"PID_14": "^NET^Internet^work@example.org"}, "work@example.org"),
        ({"PID_13": "^NET^^old@example.org", "PID_40": "^NET^^new@example.org"}, "old@example.org"),
        (
            {"PID_13": "^NET^^old@example.org", "PID_40": "^NET^^new@example.org", "MSH_12": "2.7"},
            "new@example.org",
        ),
        ({"PID_13": '^NET^Internet^""'}, ""),
        ({"PID_13": '""'}, ""),
        ({"PID_14": '""'}, None),
        ({"PID_13": "^NET^Internet"}, None),
        ({"PID_13": "89898989^WPN^Internet"}, None),
        ({}, None),
    ],
)
def test_an_email_address_is_found_in_every_encoding(changes: dict[str, str], email: str | None) -> None:
    assert patient(**changes).email == email


@pytest.mark.parametrize(
    ("changes", "phone"),
    [
        ({"PID_13": "(555)555-0100^PRN^PH"}, "(555)555-0100"),
        ({"PID_13": "^PRN^PH^^1^555^5550100"}, "+1 555 5550100"),
        ({"PID_13": "^PRN^PH^^1^555^5550100^42"}, "+1 555 5550100 x42"),
        ({"PID_13": "x^PRN^PH^^^^^^^^^15555550100"}, "15555550100"),
        ({"PID_13": "111^PRN^PH~222^ORN^CP"}, "222"),
        ({"PID_13": "111^PRN^FX~222^WPN^PH"}, "222"),
        ({"PID_13": "ana@example.org^NET", "PID_14": "333^WPN^PH"}, "333"),
        ({"PID_13": "unlisted"}, None),
        ({"PID_13": '""'}, ""),
        ({}, None),
    ],
)
def test_the_number_to_reach_the_person_prefers_the_mobile(
    changes: dict[str, str], phone: str | None
) -> None:
    assert patient(**changes).phone == phone


@pytest.mark.parametrize(
    ("pid_15", "tag"),
    [
        ("en", "en"),
        ("eng", "en"),
        ("ENG^English^HL70296", "en"),
        ("spa", "es"),
        ("es_mx", "es-MX"),
        ("zh-Hant-tw", "zh-Hant-TW"),
        ("ger", "de"),
        ("deu", "de"),
        ("Spanish", "es"),
        ("01^Vietnamese", "vi"),
        ("hmn", "hmn"),
        ('""', ""),
        ("", None),
    ],
)
def test_languages_become_bcp_47(pid_15: str, tag: str | None) -> None:
    assert patient(PID_15=pid_15).language == tag


def test_an_unknown_language_is_noted_and_left_out() -> None:
    raw = adt(PID_15="qqx^Gibberish")
    assert ("language-unknown", "PID-15") in notices(raw)
    assert patient(PID_15="qqx^Gibberish").language is None


@pytest.mark.parametrize(
    ("pid_7", "day"),
    [
        ("19800229", date(1980, 2, 29)),
        ("198002291530", date(1980, 2, 29)),
        ("19800229+0100", date(1980, 2, 29)),
    ],
)
def test_a_birth_date_is_a_whole_day(pid_7: str, day: date) -> None:
    assert patient(PID_7=pid_7).birth_date == day


@pytest.mark.parametrize("pid_7", ["1980", "198002"])
def test_a_partial_birth_date_is_noted_never_completed(pid_7: str) -> None:
    assert patient(PID_7=pid_7).birth_date is None
    assert ("birth-date-not-exact", "PID-7") in notices(adt(PID_7=pid_7))


@pytest.mark.parametrize(
    "pid_7", ["19800230", "19801301", "-9999", "29/02/1980", "198O0229", "00420101", "1980022"]
)
def test_an_impossible_birth_date_is_refused_where_it_stands(pid_7: str) -> None:
    found = refusal(adt(PID_7=pid_7))
    assert (found.code, found.where, found.hl7_error) == ("hl7-bad-date", "PID-7", "102")


@pytest.mark.parametrize(
    ("pid_8", "sex"),
    [
        ("F", "female"),
        ("m", "male"),
        ("2", "female"),
        ("A", "other"),
        ("U", "unknown"),
        ("?", "unknown"),
        ("", None),
    ],
)
def test_sex_in_fhirs_words(pid_8: str, sex: str | None) -> None:
    assert patient(PID_8=pid_8).sex == sex


@pytest.mark.parametrize(
    ("pd1_11", "pd1_12", "no_contact"),
    [
        ("01", "", True),
        ("01^No reminder^HL70215", "N", True),
        ("02", "", False),
        ("03", "", False),
        ("02", "Y", True),
        ("07", "", True),
        ("", "Y", True),
        ("", "N", False),
        ('""', "", False),
        ("", "", None),
    ],
)
def test_the_wish_not_to_be_reminded(pd1_11: str, pd1_12: str, no_contact: bool | None) -> None:
    assert patient(PD1_11=pd1_11, PD1_12=pd1_12).no_contact is no_contact


def test_an_unknown_publicity_code_is_noted() -> None:
    assert ("publicity-code-unknown", "PD1-11") in notices(adt(PD1_11="77"))
    assert patient(PD1_11="77").no_contact is None


def test_diagnoses_are_never_read() -> None:
    found = event(siu(DG1_3="F11.20^Opioid dependence", SCH_7="^Opioid dependence", SCH_6="^Detox"))
    assert "pioid" not in repr(found)
    assert "Detox" not in repr(found)
