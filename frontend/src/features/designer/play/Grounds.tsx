// Why: every rule about a mail, or every condition of a branch, with a tick or a cross and what it looked at.
import { IconCheck, IconX } from "@tabler/icons-react";
import type { Rule } from "~/api/generated/types";
import { w } from "~/words";
import { lookedAt, ruleWords } from "~/words/rules";
import { conditionWords } from "../model/conditions";
import classes from "./Play.module.css";

function Condition({ rule }: { rule: Rule }) {
  return (
    <>
      <b>{rule.code}</b>: {conditionWords(rule.says).words} · {w.play.asked[rule.source] ?? rule.source}
      {rule.value && <small> {w.play.looked(rule.value)}</small>}
    </>
  );
}

export function Grounds({ rules, branch }: { rules: Rule[]; branch: boolean }) {
  return (
    <ul className={classes.grounds}>
      {rules.map((rule) => (
        <li key={`${rule.code}${rule.says}`} data-holds={rule.passed || undefined}>
          {rule.passed ? <IconCheck size={14} aria-hidden /> : <IconX size={14} aria-hidden />}
          <span>
            {branch ? <Condition rule={rule} /> : ruleWords(rule.code, rule.says)}
            {!branch && rule.value && <small> {lookedAt(rule.value)}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}
