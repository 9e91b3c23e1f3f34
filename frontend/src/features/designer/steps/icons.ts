// The icon of every kind.
import { IconQuestionMark } from "@tabler/icons-react";
import { icon as await_ } from "./await_/card";
import { icon as branch } from "./branch/card";
import { icon as call } from "./call/card";
import { icon as exit } from "./exit/card";
import { icon as form } from "./form/card";
import { icon as repeat } from "./repeat/card";
import { icon as send } from "./send/card";
import { icon as split } from "./split/card";
import { icon as task } from "./task/card";
import { icon as update } from "./update/card";
import { icon as wait } from "./wait/card";

const ICONS = { send, wait, await: await_, branch, split, repeat, update, task, call, form, exit };

export const iconOf = (kind: string) => ICONS[kind as keyof typeof ICONS] ?? IconQuestionMark;
