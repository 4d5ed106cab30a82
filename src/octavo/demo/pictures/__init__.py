"""The illustrator: editorial pictures as screen prints, cut and pulled by code.

A `Sheet` is paper; a `Plate` is a stencil for one ink. A scene in `scenes/`
cuts plates and pulls them, one over the other, slightly out of register, as a
printer would. The same name and seed give the same picture.
"""
