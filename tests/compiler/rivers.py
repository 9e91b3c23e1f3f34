"""Journey documents for the tests of pictures and comparisons: from a few lines, and arbitrary ones."""

from hypothesis import strategies as st

from engine.compiler.load import load
from engine.compiler.read import read
from engine.journey.diagnostics import Problems
from engine.journey.journey import Journey

HEAD = "journey: drawn\ntitle: Drawn\npurpose: treatment\nenroll: {on: appointment.booked}\nsteps:\n"


def journey_of(steps: str, head: str = HEAD) -> Journey:
    """The document; it must be readable."""
    problems = Problems()
    node = load(head + steps, "journey.yaml", problems)
    assert node is not None
    found = read(Journey, node, problems)
    assert found is not None, problems.sorted()
    return found


def _block(draw: st.DrawFn, depth: int, ids: list[int], indent: str) -> str:
    lines = ""
    for _ in range(draw(st.integers(1, 3))):
        ids.append(len(ids))
        name, inner = f"s{len(ids)}", indent + "        "
        kinds = ["wait", "send", "exit"] + (["branch", "repeat", "await", "split"] if depth else [])
        match draw(st.sampled_from(kinds)):
            case "wait":
                lines += f"{indent}- wait: {name}\n{indent}  for: 3d\n"
            case "send":
                lines += f"{indent}- send: {name}\n{indent}  message: hello\n"
            case "exit":
                lines += f"{indent}- exit: {name}\n"
            case "repeat":
                lines += (
                    f"{indent}- repeat: {name}\n{indent}  every: 1d\n{indent}  at_most: 3\n{indent}  steps:\n"
                )
                lines += _block(draw, depth - 1, ids, indent + "    ")
            case "await":
                lines += f"{indent}- await: {name}\n{indent}  for: [viewed, clicked]\n{indent}  timeout: 3d\n"
                lines += f"{indent}  on:\n{indent}    viewed:\n{_block(draw, depth - 1, ids, inner)}"
            case "split":
                lines += f"{indent}- split: {name}\n{indent}  paths:\n{indent}    a: {{weight: 50}}\n"
                lines += f"{indent}    b:\n{indent}      weight: 50\n{indent}      steps:\n"
                lines += _block(draw, depth - 1, ids, inner)
            case _:
                lines += f"{indent}- branch: {name}\n{indent}  cases:\n"
                for case in range(draw(st.integers(1, 3))):
                    lines += f"{indent}    - name: case {case}\n{indent}      when: confirmed()\n"
                    lines += f"{indent}      steps:\n{_block(draw, depth - 1, ids, inner)}"
    return lines


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    """Any river of waits, sends, exits and blocks up to three deep."""
    return journey_of(_block(draw, draw(st.integers(0, 3)), [], "  "))
