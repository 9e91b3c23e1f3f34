"""Bytes that are, or are not, one HL7 v2 message."""

import pytest

from engine.intake.hl7v2 import SenderSettings
from tests.intake.messages import event, notices, reading, refusal, siu


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_any_line_end_reads_the_same(end: bytes, last: bool) -> None:
    raw = siu().replace(b"\r", end)
    assert event(raw if last else raw.rstrip(b"\r\n")) == event(siu())


@pytest.mark.parametrize(
    "wrap", [b"\xef\xbb\xbf%s", b"\x0b%s\x1c\r", b"\r\n\r\n%s", b"\x0b\xef\xbb\xbf%s\x1c\r"]
)
def test_bom_mllp_bytes_and_blank_lines_are_taken_off(wrap: bytes) -> None:
    assert event(wrap % siu()) == event(siu())


@pytest.mark.parametrize("change", [{"ZZZ_3": "own~stuff"}, {"DG1_3": "I10"}])
def test_segments_nobody_reads_change_nothing(change: dict[str, str]) -> None:
    assert event(siu(**change)) == event(siu())


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "hl7-empty"),
        (b"\x0b\x1c\r", "hl7-empty"),
        (b"MSH", "hl7-bad-delimiters"),
        (b"MSH|", "hl7-bad-delimiters"),
        (b"MSH|^~", "hl7-bad-delimiters"),
        (b"MSH|^~\\&", "hl7-type-unsupported"),
        (b"MSH|^^\\&|A|B", "hl7-bad-delimiters"),
        (b"MSH|^~\\||A|B", "hl7-bad-delimiters"),
        (b"MSHA^~\\&AB", "hl7-bad-delimiters"),
        (b"PID|1||12345", "hl7-missing-msh"),
        (b"hello", "hl7-missing-msh"),
        (b"BHS|^~\\&|A|B\rMSH|^~\\&|A|B", "hl7-batch"),
        (siu() + siu(), "hl7-several-messages"),
        (siu() + b"PID|2||999^^^CLINIC^MR\r", "hl7-several-patients"),
        (siu() + b"SCH||F78\r", "hl7-several-appointments"),
        (siu(PID_5="Ri\x00vera^Ana"), "hl7-control-character"),
        (siu(PID_5="Ri\x0bvera^Ana"), "hl7-control-character"),
        (siu(PID_5="Rivera^Ana\u2028Bcc"), "hl7-control-character"),
        (siu(PID_5="Rivera^Ana\x85"), "hl7-control-character"),
        (siu(PID_5="Ri\rvera^Ana"), "hl7-broken-segment"),
        (siu(PID_5="\\X00\\^Ana"), "hl7-control-character"),
        (siu(PID_5="\\X1B\\^A"), "hl7-control-character"),
        (siu(PID_5="\\X4\\^Ana"), "hl7-control-character"),
        (siu(PID_5="\\C2842\\^Ana"), "hl7-charset-switch"),
    ],
)
def test_what_is_not_one_readable_message_is_refused(raw: bytes, code: str) -> None:
    assert refusal(raw).code == code


def test_a_message_over_one_mebibyte_is_refused() -> None:
    assert refusal(siu(DG1_4="x" * 1_048_576)).code == "hl7-too-large"
    assert event(siu(DG1_4="x" * 1_000_000)).message_id == "M1"


def test_a_line_break_in_text_nobody_reads_is_only_noted() -> None:
    assert ("line-break-in-text", "DG1") in notices(siu(DG1_4="first line\nsecond line"))


def test_delimiters_come_from_the_header() -> None:
    custom = siu().translate(bytes.maketrans(b"|^~\\&", b"#!@%*"))
    assert event(custom) == event(siu())


def test_the_fifth_encoding_character_of_2_7_is_understood() -> None:
    assert event(siu(MSH_2="^~\\&#", MSH_12="2.7")).patient == event(siu()).patient


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("Smith \\T\\ Sons", "Smith & Sons"),
        ("A\\F\\B\\S\\C\\R\\D", "A|B^C~D"),
        ("\\E\\F\\E\\", "\\F\\"),
        ("\\X4F27\\Neil", "O'Neil"),
        ("\\XC3A9\\ric", "éric"),
        ("two\\.br\\lines", "two lines"),
        ("\\H\\bold\\N\\", "bold"),
        ("DOMAIN\\user", "DOMAIN\\user"),
        ("odd\\Q9\\end", "odd\\Q9\\end"),
        ("trailing\\", "trailing\\"),
    ],
)
def test_escapes_are_decoded_exactly_once(sent: str, read: str) -> None:
    patient = event(siu(PID_5=f"Rivera^{sent}^^^^^L", MSH_18="UNICODE UTF-8")).patient
    assert patient is not None
    assert patient.first_name == read


class TestCharset:
    def first_name(self, raw: bytes, settings: SenderSettings | None = None) -> str | None:
        patient = event(raw, *([settings] if settings else [])).patient
        assert patient is not None
        return patient.first_name

    def message(self, name: bytes, declared: str = "") -> bytes:
        return siu(MSH_18=declared).replace(b"Ana", name)

    @pytest.mark.parametrize("declared", ["", "ASCII", "UNICODE UTF-8", "utf-8", "UNICODE UTF-8~ISO IR87"])
    def test_utf8_is_read_whether_declared_or_not(self, declared: str) -> None:
        assert self.first_name(self.message("Zoë".encode(), declared)) == "Zoë"

    def test_latin_1_is_read_when_declared(self) -> None:
        assert self.first_name(self.message("José".encode("latin-1"), "8859/1")) == "José"

    def test_undeclared_latin_1_is_guessed_and_noted(self) -> None:
        raw = self.message("José".encode("latin-1"))
        assert self.first_name(raw) == "José"
        assert ("charset-guessed", "MSH-18") in notices(raw)

    def test_a_name_is_kept_in_composed_form(self) -> None:
        assert self.first_name(self.message("Zoe\u0308".encode())) == "Zoë"

    @pytest.mark.parametrize(
        ("name", "declared", "code"),
        [
            (b"Jos\xe9", "UNICODE UTF-8", "hl7-charset-differs"),
            (b"Jos\xc3\xa9", "8859/1", "hl7-charset-differs"),
            (b"Ana", "UNICODE UTF-16", "hl7-charset-unsupported"),
            (b"Ana", "KLINGON", "hl7-charset-unsupported"),
            (b"Jos\x81", "", "hl7-charset-differs"),
        ],
    )
    def test_bytes_that_are_not_what_is_declared_are_refused(
        self, name: bytes, declared: str, code: str
    ) -> None:
        assert refusal(self.message(name, declared)).code == code

    def test_a_sender_may_be_known_to_declare_wrongly(self) -> None:
        settings = SenderSettings(zone="UTC", charset_override="cp1252")
        assert self.first_name(self.message(b"Jos\xe9", "UNICODE UTF-8"), settings) == "José"

    def test_without_a_fallback_undeclared_bytes_are_refused(self) -> None:
        strict = SenderSettings(zone="UTC", charset_fallback="")
        assert refusal(self.message(b"Jos\xe9"), strict).code == "hl7-charset-differs"

    def test_a_utf_16_body_is_no_message(self) -> None:
        assert refusal(siu().decode().encode("utf-16")).code == "hl7-missing-msh"


@pytest.mark.parametrize(
    ("changes", "code", "where", "hl7_error"),
    [
        ({"MSH_9": "ORU^R01"}, "hl7-type-unsupported", "MSH-9", "200"),
        ({"MSH_9": "SIU"}, "hl7-trigger-missing", "MSH-9", "201"),
        ({"MSH_12": "3"}, "hl7-version-unsupported", "MSH-12", "203"),
        ({"MSH_11": "T"}, "hl7-processing-id-unsupported", "MSH-11", "202"),
        ({"MSH_10": ""}, "hl7-control-id-missing", "MSH-10", "101"),
        ({"MSH_10": '""'}, "hl7-control-id-missing", "MSH-10", "101"),
        ({"MSH_10": "x" * 200}, "hl7-control-id-too-long", "MSH-10", "102"),
        ({"MSH_7": ""}, "hl7-message-time-missing", "MSH-7", "101"),
        ({"MSH_7": "20260230"}, "hl7-bad-date", "MSH-7", "102"),
    ],
)
def test_a_header_we_do_not_take_says_where(
    changes: dict[str, str], code: str, where: str, hl7_error: str
) -> None:
    found = refusal(siu(**changes))
    assert (found.code, found.where, found.hl7_error) == (code, where, hl7_error)


def test_a_refused_message_still_tells_its_header() -> None:
    message = reading(siu(PID_5="\x00")).message
    assert (message.control_id, message.sending_application, message.trigger) == ("M1", "SCHED", "S12")
