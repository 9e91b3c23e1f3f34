"""The same clinical mail to people with a certificate, with an OpenPGP key, and with neither."""

import re
import shutil
import subprocess
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from infra.demo.keys import KeyRing
from infra.demo.people import SyntheticPatient
from tests.e2e.installation import Installation, until
from tests.e2e.people import BIRTH_DATE, ahead, person

_LINK = re.compile(r"/(?:l|portal)/[A-Za-z0-9_-]{40,}")
_KIND = "office-visit"  # what the mail is about: clinical, so it may never be seen outside its protection


def _owner(who: dict[str, str], channel: str) -> SyntheticPatient:
    return SyntheticPatient(
        number=int(who["mrn"]),
        mrn=who["mrn"],
        first_name=who["first"],
        last_name=who["last"],
        birth_date=date(1970, 1, 2),
        sex="F",
        language="en",
        email=who["email"],
        phone="",
        temper="silent",
        channel=channel,  # type: ignore[arg-type]  the test's parameter
    )


async def _book_with_key(quick: Installation, who: dict[str, str], kind: str, material: str) -> None:
    register = quick.siu("S12", who, ahead(days=9)).replace(b"SIU^S12^SIU_S12", b"ADT^A28^ADT_A05")
    await quick.send(b"\r".join(each for each in register.split(b"\r") if not each.startswith(b"SCH")))
    patient = await quick.patient_of(who["email"])
    answer = await quick.http.put(f"/api/patients/{patient}/keys", json={"kind": kind, "material": material})
    assert answer.status_code == 200, answer.text
    await quick.send(quick.siu("S12", who, ahead(days=9)))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl program")
async def test_a_mail_to_a_certificate_is_opened_by_openssl(quick: Installation, tmp_path: Path) -> None:
    who = person("Sam")
    owner, keys = _owner(who, "smime"), KeyRing(tmp_path / "keys")
    await _book_with_key(quick, who, "smime", keys.public_material(owner))
    mail = await quick.mail_to(who["email"])
    sealed = bytes(mail)
    assert _KIND not in sealed.decode("utf-8", "replace")
    assert str(mail["Subject"]) == "[...]"
    (tmp_path / "mail.eml").write_bytes(sealed)
    names = [str(tmp_path / "keys" / f"{who['mrn']}.{kind}") for kind in ("key", "crt")]
    given = ["-in", str(tmp_path / "mail.eml"), "-inkey", names[0], "-recip", names[1]]
    opened = _run(["openssl", "cms", "-decrypt", *given])
    inner = message_from_bytes(opened, policy=policy.default)
    assert str(inner["Subject"]) == "About your visit"
    assert _KIND in _text(inner)


@pytest.mark.skipif(shutil.which("gpg") is None, reason="needs the gpg program")
async def test_a_mail_to_an_openpgp_key_is_opened_by_gpg(quick: Installation, tmp_path: Path) -> None:
    who = person("Pia")
    home = tmp_path / "gnupg"
    home.mkdir(mode=0o700)
    gpg = ["gpg", "--homedir", str(home), "--batch", "--quiet", "--passphrase", ""]
    _run([*gpg, "--quick-generate-key", f"<{who['email']}>", "default", "default", "never"])
    await _book_with_key(quick, who, "openpgp", _run([*gpg, "--armor", "--export"]).decode())
    mail = await quick.mail_to(who["email"])
    sealed = list(mail.iter_parts())[1].get_content()
    opened = _run([*gpg, "--decrypt"], sealed if isinstance(sealed, bytes) else str(sealed).encode())
    inner = message_from_bytes(opened, policy=policy.default)
    assert str(inner["Subject"]) == "About your visit" and str(mail["Subject"]) == "[...]"
    assert _KIND in _text(inner)


async def test_without_a_key_a_notice_that_says_nothing_leads_to_the_portal(quick: Installation) -> None:
    who = person("Noa")
    await quick.send(quick.siu("S12", who, ahead(days=9)))
    notice = await quick.mail_to(who["email"])
    text = _text(notice)
    assert _KIND not in text and who["first"] not in text
    link = _first_link(notice)
    asked = await quick.http.get(link, follow_redirects=True)
    assert _KIND not in asked.text
    wrong = await quick.http.post(asked.url.path, data={"birth_date": "1970-01-03"})
    assert wrong.status_code == 403 and _KIND not in wrong.text
    opened = await quick.http.post(asked.url.path, data={"birth_date": BIRTH_DATE})
    assert opened.status_code == 200 and _KIND in opened.text
    patient = await quick.patient_of(who["email"])

    async def viewed() -> bool | None:
        story = await quick.get(f"/api/patients/{patient}/timeline")
        return any(item["code"] == "viewed" for item in story["items"]) or None

    await until(viewed, "the portal view did not become an event")


async def test_five_wrong_birth_dates_close_the_link(quick: Installation) -> None:
    who = person("Eve")
    await quick.send(quick.siu("S12", who, ahead(days=9)))
    notice = await quick.mail_to(who["email"])
    asked = await quick.http.get(_first_link(notice), follow_redirects=True)
    codes = [
        (await quick.http.post(asked.url.path, data={"birth_date": f"1970-02-{day:02d}"})).status_code
        for day in range(1, 6)
    ]
    assert codes == [403, 403, 403, 403, 410]
    assert (await quick.http.post(asked.url.path, data={"birth_date": BIRTH_DATE})).status_code == 410


async def test_the_message_page_tells_method_evidence_and_why(quick: Installation) -> None:
    who = person("Ida")
    await quick.send(quick.siu("S12", who, ahead(days=9)))
    await quick.mail_to(who["email"])
    patient = await quick.patient_of(who["email"])

    async def message() -> str | None:
        story = await quick.get(f"/api/patients/{patient}/timeline")
        sent = [item for item in story["items"] if (item["kind"], item["code"]) == ("message", "sent")]
        return str(sent[0]["message"]) if sent else None

    detail = await quick.get(f"/api/messages/{await until(message, 'no sent message is shown')}")
    assert detail["method"] == "portal"
    assert detail["evidence"]
    assert detail["why"]["facts"] and all(fact["holds"] for fact in detail["why"]["facts"])
    opened = await quick.http.post(f"/api/messages/{detail['id']}/open")
    assert _KIND in opened.json()["html"]
    audited = await quick.query("SELECT count(*) AS n FROM audit WHERE action = 'message.opened'")
    assert audited[0]["n"] >= 1


def _run(command: list[str], given: bytes = b"") -> bytes:
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def _text(mail: EmailMessage) -> str:
    part = mail.get_body(("plain", "html"))
    return str(part.get_content()) if part else ""


def _first_link(mail: EmailMessage) -> str:
    stop = _LINK.findall(str(mail.get("List-Unsubscribe", "")))
    return next(link for link in _LINK.findall(_text(mail)) if link not in stop)
