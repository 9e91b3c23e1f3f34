"""How a step can end, and where each way leads: what drawings, coverage and scenarios speak of. Pure."""

from typing import Final

from engine.journey.plan import LEAVE, Await, Branch, Call, Exit, Form, Node, Repeat, Send, Split, Task

OUTCOMES_OF_ALL: Final = frozenset({"completed"})  # how every journey can end without an exit step


def kind_of(node: Node) -> str:
    """The author's word for the kind: send, wait, await …"""
    return str(node.__struct_config__.tag).partition("@")[0]


def ways_of(node: Node) -> dict[str, int]:
    """Way → successor, in the order written. A way that the author did not tell apart is left out.

    The names are those that `way_of` gives to visits.
    """
    match node:
        case Send():
            return _send(node)
        case Await():
            return {**node.on, "timeout": node.on_timeout}
        case Branch():
            return _branch(node)
        case Split():
            return {path.name: path.then for path in node.paths}
        case Repeat():
            until = {node.until_event or "until": node.next} if node.until_event or node.until_when else {}
            return {"round": node.body, **until, "finished": node.next}
        case Task() if node.waits:
            done = node.next if node.on_done is None else node.on_done
            return {"done": done, "overdue": node.next if node.on_overdue is None else node.on_overdue}
        case Call() if node.on_failed is not None:
            return {"called": node.next, "failed": node.on_failed}
        case Form():
            return {"submitted": node.on_submitted, "timeout": node.on_timeout}
        case Exit():
            return {node.id: LEAVE}
    return {_ONLY.get(kind_of(node), "passed"): node.next}


_ONLY: Final = {"update": "updated", "task": "opened", "call": "called"}


def _send(node: Send) -> dict[str, int]:
    ways = {"sent": node.next}
    if node.on_skipped is not None:
        ways["skipped"] = node.on_skipped
    if node.on_failed is not None:
        ways["failed"] = node.on_failed
    return ways


def _branch(node: Branch) -> dict[str, int]:
    ways = {case.name: case.then for case in node.cases} | {"otherwise": node.otherwise}
    if node.unknown != node.otherwise:
        ways["unknown"] = node.unknown
    return ways


def way_of(node: Node, outcome: str) -> str:
    """The way that a visit with this outcome took; "" where it was left in the midst of the step."""
    word = outcome.partition(":")[0]
    if isinstance(node, Repeat) and outcome.startswith("round-"):
        word = "round"
    elif isinstance(node, Send) and word == "uncertain":
        word = "sent"
    elif isinstance(node, Branch | Split | Exit) or outcome in ways_of(node):
        word = outcome
    ways = ways_of(node)
    if word in ways:
        return word
    if isinstance(node, Branch) and outcome == "unknown":
        return "otherwise"
    if isinstance(node, Await | Form) and word in ("skipped", "failed"):
        return "timeout"  # the moment it would have waited for does not exist
    if word in ("skipped", "failed", "passed", "updated") and len(ways) == 1:
        return next(iter(ways))
    return ""
