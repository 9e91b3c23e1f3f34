"""Policy packs: dated data files that switch rules on, make them stricter and set their parameters."""

from engine.compiler.packs.judge import judged
from engine.compiler.packs.pack import Pack, packs
from engine.compiler.packs.policy import Policy, Switch, policy_of

__all__ = ["Pack", "Policy", "Switch", "judged", "packs", "policy_of"]
