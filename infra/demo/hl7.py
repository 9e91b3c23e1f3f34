"""The clinic's scheduling system: HL7 v2.5.1 SIU and ADT messages, as real senders write them."""

from datetime import datetime, timedelta

from infra.demo.people import SyntheticPatient

SENDER = "RIVERSCHED"
FACILITY = "RIVERSIDE"


def siu(
    trigger: str,
    control_id: str,
    patient: SyntheticPatient,
    appointment: str,
    start: datetime,
    *,
    at: datetime,
    status: str,
    kind: str,
    minutes: int = 30,
) -> bytes:
    """SIU^S12 and its family. `start` and `at` are aware; the offset is written."""
    end = start + timedelta(minutes=minutes)
    segments = [
        _msh("SIU", trigger, "SIU_S12", control_id, at),
        f"SCH|P{appointment}|F{appointment}|||||{kind.upper()}^{kind.replace('-', ' ').title()}"
        f"^L|{kind.upper()}|{minutes}|min^minutes^UCUM|^^{minutes}^{_time(start)}^{_time(end)}"
        f"|||||9001^Desk^Front||||9001^Desk^Front|||||{status}",
        _pid(patient),
        "RGS|1|A",
        f"AIS|1|A|{kind.upper()}^{kind.replace('-', ' ').title()}^L|{_time(start)}|||{minutes}|min",
        "AIL|1|A|MAIN^R2^^RIVERSIDE",
        "AIP|1|A|7001^Okafor^Ruth^^^Dr",
    ]
    return _join(segments)


def adt(
    trigger: str, control_id: str, patient: SyntheticPatient, *, at: datetime, died: bool = False
) -> bytes:
    """ADT^A28 for a new person, ADT^A31 for changed demographics."""
    publicity = "PD1|||||||||||01^No reminder^HL70215" if patient.channel == "no-contact" else ""
    pid = _pid(patient) + ("|" * 15 + "Y" if died else "")
    return _join(
        [_msh("ADT", trigger, "ADT_A05", control_id, at), f"EVN|{trigger}|{_time(at)}", pid, publicity]
    )


def _msh(kind: str, trigger: str, structure: str, control_id: str, at: datetime) -> str:
    return (
        f"MSH|^~\\&|{SENDER}|{FACILITY}|CARELOOM|{FACILITY}|{_time(at)}||{kind}^{trigger}^{structure}"
        f"|{control_id}|P|2.5.1|||||USA|UNICODE UTF-8"
    )


def _pid(patient: SyntheticPatient) -> str:
    mail = f"~^NET^Internet^{patient.email}" if patient.email else ""
    return (
        f"PID|1||{patient.mrn}^^^RIVERSIDE^MR||{patient.last_name}^{patient.first_name}^^^^^L||"
        f"{patient.birth_date:%Y%m%d}|{patient.sex}|||12 Mill Lane^^Riverside^NY^12000^USA^H||"
        f"^PRN^PH^^1^{patient.phone[:3]}^{patient.phone[3:]}{mail}||{patient.language}"
    )


def _time(moment: datetime) -> str:
    return moment.strftime("%Y%m%d%H%M%S%z")


def _join(segments: list[str]) -> bytes:
    return ("\r".join(each for each in segments if each) + "\r").encode()
