"""The three themes: a bright hall, a dark hall, and high contrast; colour never carries a meaning alone."""

from __future__ import annotations

from textual.theme import Theme

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows

BRIGHT = Theme(
    name="bright",
    primary="#0b4f8a",
    secondary="#3a6b35",
    accent="#8a3b12",
    warning="#8a5a00",
    error="#a3152a",
    success="#1f6b3a",
    foreground="#1b1f24",
    background="#fbfaf7",
    surface="#f3f1eb",
    panel="#e6e2d8",
    dark=False,
    variables={
        "border": "#c9c3b4",
        "border-blurred": "#d9d4c8",
        "footer-key-foreground": "#0b4f8a",
        "input-selection-background": "#0b4f8a 25%",
        "block-cursor-background": "#0b4f8a",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#dce6ef",
        "block-cursor-blurred-foreground": "#1b1f24",
        "scrollbar": "#cfc9bb",
        "scrollbar-background": "#f3f1eb",
        "scrollbar-background-hover": "#f3f1eb",
        "scrollbar-background-active": "#f3f1eb",
        "scrollbar-hover": "#b3ac9b",
        "scrollbar-active": "#0b4f8a",
    },
)
"""Dark ink on warm white, for a projector in daylight."""

DARK = Theme(
    name="dark",
    primary="#8ab8e6",
    secondary="#a3c9a0",
    accent="#e6b678",
    warning="#e6c35c",
    error="#f08a8a",
    success="#8fd0a0",
    foreground="#e4e2dc",
    background="#14171c",
    surface="#1b1f26",
    panel="#262b34",
    dark=True,
    variables={
        "border": "#3c4450",
        "border-blurred": "#2d333d",
        "footer-key-foreground": "#8ab8e6",
        "input-selection-background": "#8ab8e6 30%",
        "block-cursor-background": "#8ab8e6",
        "block-cursor-foreground": "#10131a",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#2b3440",
        "block-cursor-blurred-foreground": "#e4e2dc",
        "scrollbar": "#3c4450",
        "scrollbar-background": "#1b1f26",
        "scrollbar-background-hover": "#1b1f26",
        "scrollbar-background-active": "#1b1f26",
        "scrollbar-hover": "#566070",
        "scrollbar-active": "#8ab8e6",
    },
)
"""Soft light on near-black, for a dimmed hall."""

CONTRAST = Theme(
    name="contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ff8080",
    success="#80ff80",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#202020",
    dark=True,
    luminosity_spread=0.2,
    text_alpha=1.0,
    variables={
        "border": "#ffffff",
        "border-blurred": "#a0a0a0",
        "footer-key-foreground": "#ffff00",
        "input-selection-background": "#ffff00 40%",
        "block-cursor-background": "#ffff00",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#404040",
        "block-cursor-blurred-foreground": "#ffffff",
        "scrollbar": "#ffffff",
        "scrollbar-background": "#202020",
        "scrollbar-background-hover": "#202020",
        "scrollbar-background-active": "#202020",
        "scrollbar-hover": "#ffffff",
        "scrollbar-active": "#ffff00",
    },
)
"""White and yellow on black, at least 7:1 everywhere (WCAG 2.2, 1.4.6)."""

THEMES = (BRIGHT, DARK, CONTRAST)
"""In the order one key goes through them."""

NAMES = {
    "bright": N_("Bright hall"),
    "dark": N_("Dark hall"),
    "contrast": N_("High contrast"),
}


def after(name: str) -> Theme:
    """The theme that follows the one called `name`; the first for a name of somebody else's."""
    names = [theme.name for theme in THEMES]
    return THEMES[(names.index(name) + 1) % len(THEMES)] if name in names else THEMES[0]
