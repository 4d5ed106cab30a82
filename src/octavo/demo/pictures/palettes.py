"""Paper and inks. Scenes ask for roles, so that a palette may change and the drawing need not."""

from dataclasses import dataclass

from PIL import ImageColor

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Palette:
    """Six tones that were mixed to lie beside each other."""

    paper: str
    dark: str
    mid: str
    accent: str
    bright: str
    pale: str

    def ink(self, role: str) -> Colour:
        """Return the colour of a role, or of a hexadecimal code."""
        code = role if role.startswith("#") else getattr(self, role)
        red, green, blue = ImageColor.getrgb(code)[:3]
        return red, green, blue


PALETTES = {
    "cinnabar": Palette("#f3e8d2", "#1c2333", "#2f6068", "#cf3f28", "#e8a33a", "#e3cfa9"),
    "indigo": Palette("#efe5d0", "#152040", "#3a588a", "#dd5237", "#efb548", "#b5c3cd"),
    "jade": Palette("#f1ead6", "#14302c", "#44806a", "#d4502c", "#e6b650", "#b9cfb3"),
    "plum": Palette("#f5e6d8", "#2a1832", "#74405f", "#d23f48", "#f0a45c", "#e4bcae"),
    "dusk": Palette("#f6e4ca", "#221d38", "#5f4d80", "#e25b38", "#f5b452", "#dab29f"),
    "sea": Palette("#eeeedd", "#0e293d", "#23758a", "#df4f39", "#f1be4a", "#a5cdc8"),
    "sand": Palette("#f7ead0", "#3a2720", "#a8622f", "#c63c29", "#e9a941", "#e5cb9b"),
    "rose": Palette("#f8e9df", "#33202b", "#3d6f78", "#d8434a", "#f3b15f", "#eec3bb"),
    "moss": Palette("#f2ebd3", "#22291d", "#6a7b3c", "#c9482b", "#e2b23c", "#cfd0a0"),
    "lamplight": Palette("#f7e6bd", "#1b1a2b", "#37527d", "#d7482c", "#f4b23e", "#8fa6b5"),
    "woodcut": Palette("#efe7d6", "#171411", "#6a5f52", "#b3251d", "#c9973c", "#d3c7b0"),
}
