"""What the compiler says in another language: whole, with the same words in it, and never half English."""

import ast
from pathlib import Path
from typing import Any

import pytest

from engine.compiler import compile_workspace
from engine.compiler.voice import tell
from engine.compiler.voice.phrasebook import Phrasebook, holes
from engine.compiler.voice.tell import BOOKS, OURS, Book
from engine.journey import codes
from engine.journey.codes import CODES
from engine.journey.diagnostics import Diagnostic, Problems
from engine.journey.span import whole_file
from tests.language.examples import Fragment, cases, lay_out, pages

EXAMPLES = [(page.code, page.bad) for page in pages()] + [(one.name, one.fragments) for one in cases()]
COMPILER = Path(__file__).resolve().parents[3] / "engine" / "compiler"
SAME = {"| join(', ')"}  # code, which is written alike in every language


@pytest.fixture(params=BOOKS.values(), ids=BOOKS.keys())
def book(request: pytest.FixtureRequest) -> Book:
    found: Book = request.param
    return found


def test_every_code_has_a_sentence_with_the_same_holes(book: Book) -> None:
    """An article of English need not be told."""
    wanted = {name: holes(code.template) - {"article"} for name, code in CODES.items()}
    assert {name: holes(sentence) for name, sentence in book.sentences.items()} == wanted


def test_every_phrase_has_the_same_holes(book: Book) -> None:
    rooms = [book.hints, book.labels, book.phrases]
    pairs = [pair for room in rooms for pair in room.phrases.items()]
    assert [pair for pair in pairs if holes(pair[0]) != holes(pair[1]) or not pair[1]] == []


@pytest.mark.parametrize(("name", "fragments"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_no_word_of_english_is_left_of_any_example(
    name: str, fragments: list[Fragment], tmp_path: Path
) -> None:
    found = compile_workspace(lay_out(fragments, tmp_path)).all_diagnostics
    assert [text for one in found for text in _left_in_english(one, BOOKS["es"])] == [], name


def _left_in_english(one: Diagnostic, book: Book) -> list[str]:
    """Hints and sentences that no book knows; a single word is one of the journey's own language."""
    said = [(book.hints, one.hint), *((book.labels, place.text) for place in one.labels)]
    said += [(book.phrases, text) for name, text in one.words if name in OURS and not _is_list(text)]
    return [text for room, text in said if " " in text and text not in SAME and not _knows(room, text)]


def _is_list(text: str) -> bool:
    """Names with commas between them, a text of the author in quotes, a tag."""
    return all(" " not in part for part in text.split(", ")) or text[0] in '"{'


def _knows(room: Phrasebook, text: str) -> bool:
    return room.find(text, lambda _, words: words) is not None


def test_every_hint_that_stands_in_the_source_is_known(book: Book) -> None:
    """Also of those that no example shows."""
    hints = [hint for path in _sources() for hint in _hints_in(path)]
    assert len(hints) > 60
    assert [hint for hint in hints if hint not in SAME and not _knows(book.hints, hint)] == []


def _sources() -> list[Path]:
    """What is printed at a terminal is told there, in English."""
    return [path for path in sorted(COMPILER.rglob("*.py")) if "report" not in path.parts]


def _hints_in(path: Path) -> list[str]:
    """Texts that are given as `hint=`, or to a name that ends like it."""
    values: list[ast.expr] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.keyword(arg="hint", value=value):
                values.append(value)
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name.lower().endswith("hint"):
                values.append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if name == "_HINT":
                values.append(value)
    return [text for value in values for text in _texts(value) if text]


def _texts(value: ast.expr) -> list[str]:
    match value:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            return ["".join(str(p.value) if isinstance(p, ast.Constant) else "x" for p in parts)]
        case ast.BoolOp(values=values):
            return [text for each in values for text in _texts(each)]
        case ast.IfExp(body=body, orelse=orelse):
            return _texts(body) + _texts(orelse)
        case _:
            return []


def _reported(code: codes.Code, **words: Any) -> Diagnostic:
    problems = Problems()
    problems.report(code, whole_file("journey.yaml"), **words)
    return problems.sorted()[0]


def told(code: codes.Code, **words: Any) -> str:
    return tell([_reported(code, **words)], "es")[0].message


def test_words_of_the_author_stay_as_they_are_written() -> None:
    """Even where the compiler has such a word, too."""
    assert told(codes.UNKNOWN_STEP, name="a list") == 'ningún paso se llama "a list"'
    assert told(codes.WRONG_TYPE, expected="a list", found='"a mapping"') == (
        'se esperaba una lista, pero hay "a mapping"'
    )


def test_a_phrase_within_a_phrase_is_told_too() -> None:
    found = told(codes.UNKNOWN_KEY, key="after", of='an expectation of "skip"')
    assert found == '"after" no es una palabra de una expectativa de "skip"'


def test_what_a_library_says_in_words_nobody_knows_is_told_in_general() -> None:
    found = told(codes.YAML_SYNTAX, problem="a sentence of a version to come")
    assert found == "esto no es YAML: aquí se rompe su estructura"


def test_english_and_a_language_that_nobody_speaks_change_nothing() -> None:
    one = _reported(codes.UNKNOWN_STEP, name="helo")
    assert tell([one], "en") == tell([one], "xx") == [one]


def test_place_severity_and_code_stay() -> None:
    one = _reported(codes.UNKNOWN_STEP, name="helo")
    (other,) = tell([one], "es")
    assert (other.code, other.severity, other.path, other.line, other.words) == (
        one.code,
        one.severity,
        one.path,
        one.line,
        one.words,
    )


def test_a_language_is_called_as_the_reader_calls_it() -> None:
    said = told(codes.LANGUAGE_MISSING, message="hello", language="Spanish", language_tag="es")
    assert said == '"hello" no está escrito en español (es)'
