// The meanings. A tone always comes with an icon and a word; colour alone says nothing.
import {
  IconCircleCheck,
  IconCircleDot,
  IconHandStop,
  IconInfoCircle,
  type IconProps,
  IconShieldLock,
} from "@tabler/icons-react";
import type { ComponentType } from "react";

export type Tone = "good" | "attention" | "stop" | "protected" | "neutral";

export const toneIcon: Record<Tone, ComponentType<IconProps>> = {
  good: IconCircleCheck,
  attention: IconInfoCircle,
  stop: IconHandStop,
  protected: IconShieldLock,
  neutral: IconCircleDot,
};

export const toneInk: Record<Tone, string> = {
  good: "var(--good)",
  attention: "var(--attention)",
  stop: "var(--stop)",
  protected: "var(--protected)",
  neutral: "var(--ink-faint)",
};

export const toneTint: Record<Tone, string> = {
  good: "var(--good-tint)",
  attention: "var(--attention-tint)",
  stop: "var(--stop-tint)",
  protected: "var(--protected-tint)",
  neutral: "var(--sunken)",
};
