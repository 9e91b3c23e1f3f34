// The component library, dressed in our tokens. Colours live in tokens.css; this maps them.
import {
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  Menu,
  Modal,
  Paper,
  Popover,
  Table,
  TextInput,
  Tooltip,
  type VariantColorsResolver,
} from "@mantine/core";
import type { MouseEvent } from "react";
import { w } from "~/words";

const loom: MantineColorsTuple = [
  "#e2f0ee",
  "#c5e2de",
  "#9dd0ca",
  "#63c3b9",
  "#3fa79d",
  "#268a81",
  "#17786f",
  "#0f6862",
  "#0a524d",
  "#073d39",
];

const warm: MantineColorsTuple = [
  "#faf9f6",
  "#f3f1ec",
  "#e6e2da",
  "#d8d3c9",
  "#bfb9ad",
  "#9d968a",
  "#6c675d",
  "#545048",
  "#35322c",
  "#211f1b",
];

const night: MantineColorsTuple = [
  "#eeebe4",
  "#bfb9ad",
  "#9d968a",
  "#847d71",
  "#34312b",
  "#292722",
  "#1f1d1a",
  "#171613",
  "#131210",
  "#0d0c0b",
];

/** A filled button of the main colour wears the tokens: the library would put white on the light teal of the dark. */
const resolveVariant: VariantColorsResolver = (input) => {
  const found = defaultVariantColorsResolver(input);
  const colour = input.color ?? "loom";
  if (input.variant === "light" && TINTED[colour]) return { ...found, ...TINTED[colour] };
  return input.variant === "filled" && FILLED[colour] ? { ...found, ...FILLED[colour] } : found;
};

const tint = (tone: string, ink: string) => ({
  background: `var(--${tone}-tint)`,
  hover: `color-mix(in srgb, var(--${tone}-tint) 85%, var(--${tone}))`,
  color: `var(--${ink})`,
});

/** The library's own tints of red and yellow are too pale for the words on them. */
const TINTED: Record<string, { background: string; hover: string; color: string }> = {
  loom: tint("accent", "accent-strong"),
  red: tint("stop", "stop"),
  yellow: tint("attention", "attention"),
};

const FILLED: Record<string, { background: string; hover: string; color: string }> = {
  loom: { background: "var(--accent)", hover: "var(--accent-strong)", color: "var(--on-accent)" },
  red: { background: "var(--stop)", hover: "var(--stop-strong)", color: "var(--on-stop)" },
  "var(--stop)": { background: "var(--stop)", hover: "var(--stop-strong)", color: "var(--on-stop)" },
};

/** The second press of a double click was meant for what opened the dialog, not for what is beside it. */
function firstAlone(event: MouseEvent) {
  if (event.detail > 1) event.stopPropagation();
}

export const theme = createTheme({
  primaryColor: "loom",
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  variantColorResolver: resolveVariant,
  colors: { loom, gray: warm, dark: night },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: '"JetBrains Mono", ui-monospace, monospace',
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "16px", sm: "20px", md: "20px", lg: "24px", xl: "28px" },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "32px" },
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "8px", xl: "16px" },
  defaultRadius: "md",
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "20px", lineHeight: "28px" },
      h2: { fontSize: "16px", lineHeight: "24px" },
      h3: { fontSize: "14px", lineHeight: "20px" },
    },
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Badge: Badge.extend({ defaultProps: { variant: "light", radius: "sm", tt: "none", fw: 500 } }),
    Button: Button.extend({ defaultProps: { size: "sm", fw: 500 } }),
    TextInput: TextInput.extend({ defaultProps: { size: "sm" } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 10, horizontalSpacing: 12, fz: 13 } }),
    Paper: Paper.extend({ defaultProps: { withBorder: true } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 250, fz: 12, transitionProps: { duration: 120 } } }),
    Popover: Popover.extend({ defaultProps: { shadow: "md", transitionProps: { duration: 120 } } }),
    Menu: Menu.extend({
      // Without the placeholder the first thing to do has the focus, and a menu holds nothing but what one can do.
      defaultProps: { shadow: "md", transitionProps: { duration: 120 }, withInitialFocusPlaceholder: false },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        styles: { title: { fontSize: 16, fontWeight: 600, lineHeight: "24px" } },
        transitionProps: { duration: 140 },
        closeButtonProps: { "aria-label": w.parts.close },
        overlayProps: { onClickCapture: firstAlone },
      },
    }),
  },
});

const mapped = {
  "--mantine-color-body": "var(--ground)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--ink-faint)",
  "--mantine-color-placeholder": "var(--ink-faint)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-hover": "var(--hover)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--hairline)",
  "--mantine-color-error": "var(--stop)",
  "--mantine-shadow-md": "var(--float)",
  "--mantine-shadow-sm": "var(--float)",
  "--mantine-shadow-xl": "var(--float)",
};

export const resolveVariables: CSSVariablesResolver = () => ({ variables: {}, light: mapped, dark: mapped });
