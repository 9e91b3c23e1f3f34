"""The colours of pictures, light and dark: those of the designer (`frontend/src/theme/tokens.css`)."""

from typing import Final

KIND_TONES: Final = {
    "enter": "ink",
    "send": "accent",
    "wait": "edge",
    "await": "edge",
    "branch": "fork",
    "split": "fork",
    "repeat": "attention",
    "update": "good",
    "task": "attention",
    "call": "good",
    "form": "accent",
    "exit": "stop",
}
_LIGHT: Final = {
    "ground": "#faf9f6", "surface": "#ffffff", "sunken": "#f3f1ec", "hairline": "#e6e2da",
    "edge": "#8c857a", "ink": "#211f1b", "ink-soft": "#545048", "ink-faint": "#6c675d",
    "accent": "#0f6862", "good": "#2a6f42", "attention": "#865200", "stop": "#ab3126", "fork": "#484aa3",
}  # fmt: skip
_DARK: Final = {
    "ground": "#171613", "surface": "#1f1d1a", "sunken": "#131210", "hairline": "#34312b",
    "edge": "#847d71", "ink": "#eeebe4", "ink-soft": "#bfb9ad", "ink-faint": "#9d968a",
    "accent": "#63c3b9", "good": "#80c796", "attention": "#e2b45f", "stop": "#f2958a", "fork": "#b1b4f7",
}  # fmt: skip
_TONES: Final = ("accent", "edge", "fork", "attention", "good", "stop", "ink")


def style_sheet(text: float, small: float) -> str:
    """Plain CSS; sizes in pixels."""
    tones = "".join(
        f".card.{tone}{{stroke:var(--{tone})}}.name.{tone}{{fill:var(--{tone})}}.key.{tone}{{fill:var(--{tone})}}"
        for tone in _TONES
    )
    return (
        f"svg{{{_variables(_LIGHT)}}}"
        f"@media (prefers-color-scheme:dark){{svg{{{_variables(_DARK)}}}}}"
        f"text{{font:{text:g}px system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;fill:var(--ink)}}"
        ".title{font-size:20px;font-weight:600}.soft{fill:var(--ink-soft)}"
        f".small{{font-size:{small:g}px;fill:var(--ink-faint)}}.middle{{text-anchor:middle}}"
        f".name{{font-weight:600}}"
        f".id{{font:{small:g}px ui-monospace,Menlo,Consolas,monospace;fill:var(--ink-faint)}}"
        ".ground{fill:var(--ground)}.card{fill:var(--surface);stroke-width:1.25}"
        ".frame{fill:var(--sunken);stroke:var(--hairline);stroke-dasharray:6 5}"
        ".way{fill:var(--sunken);stroke:var(--hairline)}.way.implied{fill:none;stroke-dasharray:3 3}"
        ".end{fill:var(--sunken);stroke:var(--edge)}"
        ".line,.tip{fill:none;stroke:var(--edge);stroke-width:1.5}"
        ".line.implied{stroke-dasharray:3 4}.line.back{stroke:var(--attention)}"
        f"{tones}"
    )


def _variables(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())
