"""The language server as an editor meets it: a process of its own, over its pipes."""

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from tests.lsp.client import Client, connected

JOURNEY = """\
journey: visit
title: Visit
purpose: treatment
topic: visits
enroll: {on: appointment.booked, once_per: appointment}
exit:
  - on: appointment.cancelled
steps:
  - send: hello
    message: hello
    at: {before: appointment.start, by: 7d, if_past: skip}
    expires: appointment.start
  - branch: after
    cases:
      - name: "😀 seen"
        when: engaged("hello") && patient.age > 18
        steps:
          - exit: seen
    unknown: []
"""
SCENARIOS = """\
scenarios:
  - name: it works
    appointment: {start: 2026-03-10T09:00}
    events:
      - {at: 2026-03-01T09:00, event: appointment.booked}
      - {after: hello, by: 1h, event: clicked}
    expect:
      - send: hello
    never: [after]
"""


@pytest.fixture
def journey(folder: Path) -> Path:
    path = folder / "visit/journey.yaml"
    path.write_text(JOURNEY, "utf-8")
    (folder / "visit/scenarios.yaml").write_text(SCENARIOS, "utf-8")
    return path


async def edited(client: Client, path: Path, text: str) -> str:
    await client.open(path, text)
    return text


def labels(found: dict[str, Any]) -> list[str]:
    return [item["label"] for item in found["items"]]


async def test_problems_come_as_one_types_and_go_when_they_are_mended(client: Client, journey: Path) -> None:
    await client.open(journey)
    await client.change(journey, JOURNEY.replace("patient.age >", "patient.agee >"))
    (problem,) = await client.problems(journey, ["unknown-field"])
    line = JOURNEY.split("\n")[problem["range"]["start"]["line"]]
    start, end = problem["range"]["start"]["character"], problem["range"]["end"]["character"]
    assert line[start:end] == "patient.age "
    assert 'did you mean "patient.age"?' in problem["message"]
    await client.change(journey, JOURNEY, 3)
    await client.problems(journey, [])


async def test_columns_are_counted_in_utf_16(client: Client, journey: Path) -> None:
    text = JOURNEY.replace("title: Visit", 'title: "😀😀", x')
    await client.open(journey, text)
    (problem, *_) = await client.problems(journey, ["yaml-syntax"])
    assert problem["range"]["start"] == {"line": 1, "character": len('title: "😀😀"') + 2}


async def test_an_unsaved_message_counts_for_its_journey(client: Client, journey: Path) -> None:
    message = journey.parent / "messages/hello.mjml"
    await client.open(message, message.read_text().replace("</mj-text>", "{{ patient.nmae }}</mj-text>"))
    await client.problems(message, ["unknown-field"])
    await client.close(message)
    await client.problems(message, [])


async def test_an_edited_dictionary_counts_for_all_journeys(client: Client, journey: Path) -> None:
    dictionary = journey.parents[1] / "dictionary.yaml"
    await client.open(journey)
    await client.open(dictionary, dictionary.read_text().replace("  age:", "  years:"))
    await client.problems(journey, ["unknown-field"])
    await client.close(dictionary)
    await client.problems(journey, [])


async def test_what_git_changes_on_disk_counts(client: Client, journey: Path) -> None:
    await client.open(journey)
    # The server asks to be told once it has begun, which may be after this opening.
    await client.ask("textDocument/documentSymbol", {"textDocument": {"uri": journey.as_uri()}})
    assert client.watched == ["**/*.yaml", "**/*.mjml"]
    consents = journey.parents[1] / "consents.yaml"
    consents.write_text(consents.read_text("utf-8").replace("  visits:", "  appointments:"), "utf-8")
    changes = [{"uri": consents.as_uri(), "type": 2}]
    await client.notify("workspace/didChangeWatchedFiles", {"changes": changes})
    await client.problems(journey, ["unknown-topic"])


@pytest.mark.parametrize(
    ("before", "after", "some", "none"),
    [
        ("  - branch: after", "  - ¦", {"send", "wait", "task"}, {"message"}),
        ("    message: hello", "    ¦", {"message", "on_skipped", "track"}, {"send", "at"}),
        ("    message: hello", "    message: ¦", {"hello"}, {"after"}),
        ("topic: visits", "topic: ¦", {"visits"}, {"over-65"}),
        ("purpose: treatment", "purpose: ¦", {"treatment", "marketing"}, set()),
        (
            "{before: appointment.start, by: 7d, if_past: skip}",
            "{before: ¦}",
            {"appointment.start"},
            {"patient.age"},
        ),
        (
            "{before: appointment.start, by: 7d, if_past: skip}",
            "{before: appointment.start, ¦}",
            {"by"},
            {"before"},
        ),
        ("{before: appointment.start, by: 7d, if_past: skip}", "{by: ¦}", {"4h", "2bd"}, set()),
        ("  - on: appointment.cancelled", "  - on: app¦", {"appointment.cancelled"}, {"clicked()"}),
        ("  - on: appointment.cancelled", "  - ¦", {"on"}, {"send"}),
        ("patient.age > 18", "patient.¦", {"patient.age", "engaged"}, set()),
        ('engaged("hello")', 'engaged("¦', {"hello", "after", "seen"}, {"patient.age"}),
        ('engaged("hello")', 'segment("¦', {"over-65"}, {"hello"}),
        ('engaged("hello") &&', '>-\n          engaged("¦', {"hello"}, {"patient.age"}),
        (
            "{before: appointment.start, by: 7d, if",
            "{\n      before: appointment.start,\n      ¦",
            {"by"},
            {"before"},
        ),
        (
            "enroll: {on: appointment.booked, once_per: appointment}",
            "enroll: {again: ¦}",
            {"after 30d"},
            set(),
        ),
        ("title: Visit", "ti¦", {"title", "owner"}, {"journey", "steps"}),
    ],
)
async def test_completion_offers_what_may_stand_there(
    client: Client, journey: Path, before: str, after: str, some: set[str], none: set[str]
) -> None:
    text = await edited(client, journey, JOURNEY.replace(before, after.replace("¦", ""), 1))
    needle = after if after.strip(" -") != "¦" else JOURNEY.split(before, maxsplit=1)[0][-12:] + after
    found = set(labels(await client.at("completion", journey, text, needle)))
    assert some <= found
    assert not none & found


@pytest.mark.parametrize(
    ("tag", "some", "none"),
    [
        ("{{ patient.¦ }}", {"patient.first_name", "link.portal"}, {"if"}),
        ("{{ patient.first_name | ¦ }}", {"default", "upper"}, {"patient.age"}),
        ('{% segment "¦" %}', {"over-65"}, {"if"}),
        ("{% ¦ %}", {"if", "segment", "endif"}, {"over-65"}),
    ],
)
async def test_completion_knows_messages(
    client: Client, journey: Path, tag: str, some: set[str], none: set[str]
) -> None:
    path = journey.parent / "messages/hello.mjml"
    text = await edited(client, path, path.read_text() + tag.replace("¦", ""))
    found = set(labels(await client.at("completion", path, text, tag)))
    assert some <= found
    assert not none & found


async def test_completion_knows_front_matter(client: Client, journey: Path) -> None:
    path = journey.parent / "messages/hello.mjml"
    text = await edited(client, path, "---\nsubject: Hi\nclass: \npre\n---\n<mjml/>\n")
    assert "clinical" in labels(await client.at("completion", path, text, "class: ¦"))
    assert labels(await client.at("completion", path, text, "pre¦\n")) == ["preheader"]


async def test_a_completion_replaces_what_was_typed(client: Client, journey: Path) -> None:
    text = await edited(client, journey, JOURNEY.replace("patient.age > 18", "patient.a"))
    found = await client.at("completion", journey, text, "patient.a¦")
    item = next(item for item in found["items"] if item["label"] == "patient.age")
    start, end = item["textEdit"]["range"]["start"], item["textEdit"]["range"]["end"]
    assert end["character"] - start["character"] == len("patient.a")
    assert item["detail"] == "int, demographic"


@pytest.mark.parametrize(
    ("needle", "says"),
    [
        ("mess¦age: hello", "**message** of a send step: The message"),
        ("patient.a¦ge", "int, **demographic**"),
        ("topic: vis¦its", "a topic"),
        ("on: appointment.boo¦ked", "An appointment was made"),
        ("  - sen¦d: hello", "a step: Decides, renders"),
        ('engaged("hel¦lo")', "a send: line 9"),
        ("eng¦aged(", "(string) → bool"),
        ("message: hel¦lo", "visit/messages/hello.mjml"),
    ],
)
async def test_hover_says_what_it_is(client: Client, journey: Path, needle: str, says: str) -> None:
    await client.open(journey)
    found = await client.at("hover", journey, JOURNEY, needle)
    assert says in found["contents"]["value"]


async def test_hover_over_a_problem_tells_its_rule(client: Client, journey: Path) -> None:
    text = await edited(client, journey, JOURNEY.replace("topic: visits", "topic: vists"))
    await client.problems(journey, ["unknown-topic"])
    found = await client.at("hover", journey, text, "topic: vis¦ts")
    assert "# unknown-topic" in found["contents"]["value"]
    assert "## Bad" not in found["contents"]["value"]


@pytest.mark.parametrize(
    ("needle", "file", "line"),
    [
        ('engaged("hel¦lo")', "visit/journey.yaml", "  - send: hello"),
        ("message: hel¦lo", "visit/messages/hello.mjml", "---"),
        ("topic: vis¦its", "consents.yaml", "  visits:"),
        ("patient.ag¦e", "dictionary.yaml", "  age:"),
    ],
)
async def test_one_jumps_to_where_a_name_is_given(
    client: Client, journey: Path, needle: str, file: str, line: str
) -> None:
    await client.open(journey)
    (found, *_) = await client.at("definition", journey, JOURNEY, needle)
    assert found["uri"] == (journey.parents[1] / file).as_uri()
    text = (journey.parents[1] / file).read_text("utf-8")
    assert text.split("\n")[found["range"]["start"]["line"]].startswith(line)


async def test_answers_of_a_form_are_fields(client: Client, journey: Path) -> None:
    form = journey.parent / "forms/well.yaml"
    form.parent.mkdir()
    form.write_text("form: well\ntitle: How are you?\nquestions:\n  - {id: pain, ask: Pain?, type: number}\n")
    text = await edited(client, journey, JOURNEY.replace("patient.age > 18", "answers.pain > 3"))
    assert "answers.pain" in labels(await client.at("completion", journey, text, "answers.p¦"))
    assert (
        "int, **clinical**" in (await client.at("hover", journey, text, "answers.pa¦in"))["contents"]["value"]
    )
    (place,) = await client.at("definition", journey, text, "answers.pa¦in")
    assert place["uri"] == form.as_uri()


async def test_policy_packs_are_known(client: Client, journey: Path) -> None:
    path = journey.parents[1] / "organization.yaml"
    text = await edited(client, path, path.read_text() + "policy:\n  packs: [minors]\n")
    assert {"minors", "can-spam"} <= set(labels(await client.at("completion", path, text, "packs: [¦")))
    assert "In force since" in (await client.at("hover", path, text, "min¦ors"))["contents"]["value"]


async def test_references_of_a_step_are_found_in_conditions_and_scenarios(
    client: Client, journey: Path
) -> None:
    await client.open(journey)
    found = await client.at(
        "references", journey, JOURNEY, "send: hel¦lo", context={"includeDeclaration": True}
    )
    names = [one["uri"].rpartition("/")[2] for one in found]
    assert names == ["journey.yaml", "journey.yaml", "scenarios.yaml", "scenarios.yaml"]


async def test_renaming_a_step_changes_every_file_that_speaks_of_it(client: Client, journey: Path) -> None:
    await client.open(journey)
    place = await client.at("prepareRename", journey, JOURNEY, 'engaged("he¦llo")')
    assert place["end"]["character"] - place["start"]["character"] == len("hello")
    change = await client.at("rename", journey, JOURNEY, 'engaged("he¦llo")', newName="first-word")
    for uri, edits in change["changes"].items():
        path = Path(uri.removeprefix("file://"))
        path.write_text(applied(path.read_text("utf-8"), edits), "utf-8")
    after = journey.read_text("utf-8")
    assert after == JOURNEY.replace("send: hello", "send: first-word").replace('"hello"', '"first-word"')
    scenarios = journey.with_name("scenarios.yaml").read_text("utf-8")
    assert scenarios == SCENARIOS.replace("hello", "first-word")


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda one: tuple(one["range"]["start"].values()), reverse=True):
        start, end = edit["range"]["start"], edit["range"]["end"]
        assert start["line"] == end["line"]
        line = lines[start["line"]].encode("utf-16-le")
        written = (
            line[: 2 * start["character"]]
            + edit["newText"].encode("utf-16-le")
            + line[2 * end["character"] :]
        )
        lines[start["line"]] = written.decode("utf-16-le")
    return "\n".join(lines)


@pytest.mark.parametrize(("new", "says"), [("Not A Name", "kebab-case"), ("seen", "already")])
async def test_a_name_that_cannot_be_is_refused_in_words(
    client: Client, journey: Path, new: str, says: str
) -> None:
    await client.open(journey)
    place = client.place(journey, JOURNEY, "send: hel¦lo")
    answer = await client.whole("textDocument/rename", place | {"newName": new})
    assert says in answer["error"]["message"]


async def test_the_outline_shows_steps_within_steps(client: Client, journey: Path) -> None:
    await client.open(journey)
    found = await client.ask("textDocument/documentSymbol", {"textDocument": {"uri": journey.as_uri()}})
    steps = next(one for one in found if one["name"] == "steps")["children"]
    assert [(one["name"], one["detail"]) for one in steps] == [("hello", "send"), ("after", "branch")]
    cases = steps[1]["children"][0]
    assert cases["name"] == "cases"
    assert cases["children"][0]["name"] == "😀 seen"
    assert cases["children"][0]["children"][0]["name"] == "seen"


async def test_formatting_answers_the_canonical_text(client: Client, journey: Path) -> None:
    await client.open(
        journey, JOURNEY.replace("journey: visit\ntitle: Visit", "title: 'Visit'\njourney: visit")
    )
    options = {"textDocument": {"uri": journey.as_uri()}, "options": {"tabSize": 2, "insertSpaces": True}}
    (edit,) = await client.ask("textDocument/formatting", options)
    assert edit["newText"] == JOURNEY
    await client.change(journey, "a: [")
    assert await client.ask("textDocument/formatting", options) == []


async def test_a_misspelt_name_is_repaired_by_a_code_action(client: Client, journey: Path) -> None:
    text = await edited(client, journey, JOURNEY.replace('engaged("hello")', 'engaged("helo")'))
    (problem,) = await client.problems(journey, ["unknown-step"])
    (action,) = await client.ask(
        "textDocument/codeAction",
        {
            "textDocument": {"uri": journey.as_uri()},
            "range": problem["range"],
            "context": {"diagnostics": [problem]},
        },
    )
    assert action["title"] == 'Change to "hello"'
    assert applied(text, action["edit"]["changes"][journey.as_uri()]) == JOURNEY


async def test_garbage_is_survived(client: Client, journey: Path) -> None:
    await client.raw(b"{not json")
    await client.raw(b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": 5}')
    await client.raw(b'{"jsonrpc": "2.0", "id": 9999, "method": "no/such"}')
    await client.notify(
        "textDocument/didChange", {"textDocument": {"uri": "untitled:x", "version": 1}, "contentChanges": []}
    )
    for text in (
        "\x00\ud800",
        "{" * 5_000,
        "a: b\u2028c: d\n",
        "- - - ¦\n  x: {[",
        "steps:\n  - : :\n  -\n\t- x",
    ):
        await client.open(journey, text)
        for line in range(4):
            where = {"textDocument": {"uri": journey.as_uri()}, "position": {"line": line, "character": 7}}
            for method in ("completion", "hover", "definition", "prepareRename"):
                await client.ask(f"textDocument/{method}", where)
        await client.ask("textDocument/documentSymbol", {"textDocument": {"uri": journey.as_uri()}})
    await client.open(journey)
    await client.problems(journey, [])


async def test_a_file_that_is_too_large_is_said_to_be_and_nothing_hangs(
    client: Client, journey: Path
) -> None:
    large = JOURNEY + "# x\n" * 2_000_000
    begin = time.monotonic()
    await client.open(journey, large)
    await client.problems(journey, ["file-too-large"])
    assert labels(await client.at("completion", journey, large, "topic: ¦")) == []
    assert time.monotonic() - begin < 15


async def test_a_file_outside_of_any_directory_of_journeys_is_left_alone(
    client: Client, tmp_path: Path
) -> None:
    path = tmp_path / "values.yaml"
    await client.open(path, "a:   b")
    assert await client.at("hover", path, "a:   b", "¦a") is None
    assert path.as_uri() not in client.diagnostics


async def test_columns_are_counted_as_the_editor_wants(folder: Path, journey: Path) -> None:
    async with connected(["utf-32"]) as client:
        await client.open(journey, JOURNEY.replace("title: Visit", 'title: "😀😀", x'))
        (problem, *_) = await client.problems(journey, ["yaml-syntax"])
        assert problem["range"]["start"]["character"] == len('title: "😀😀"')


async def test_the_server_ends_when_its_editor_is_gone() -> None:
    async with connected() as client:
        assert client.process.stdin is not None
        client.process.stdin.close()
        assert await asyncio.wait_for(client.process.wait(), 30) == 0
