"""Short recordings, made of sine waves and noise."""

import math
import random
import struct
import wave
from io import BytesIO

RATE_HZ = 11_025
LULLABY = (
    (392, 0.5),
    (440, 0.5),
    (523, 1.0),
    (440, 0.5),
    (392, 0.5),
    (330, 1.0),
    (294, 0.5),
    (330, 0.5),
    (392, 1.5),
    (330, 0.5),
    (262, 2.0),
)
# The first two lines of Mo li hua, a song of the lower Yangzi that nobody owns.
JASMINE = (
    (659, 0.5),
    (659, 0.25),
    (784, 0.25),
    (880, 0.25),
    (1047, 0.25),
    (1047, 0.25),
    (880, 0.25),
    (784, 0.5),
    (784, 0.25),
    (880, 0.25),
    (784, 1.4),
    (659, 0.5),
    (659, 0.25),
    (784, 0.25),
    (880, 0.25),
    (1047, 0.25),
    (1047, 0.25),
    (880, 0.25),
    (784, 0.5),
    (784, 0.25),
    (880, 0.25),
    (784, 1.8),
)
BELLS = ((523, 2.2), (659, 2.2), (440, 3.0))
TUNES = {"lullaby": LULLABY, "jasmine": JASMINE, "bell": BELLS}


def tune_wav(name: str) -> bytes:
    """Return a recording called lullaby, jasmine, bell or rain as a mono WAV."""
    samples = _rain() if name == "rain" else _notes(TUNES[name])
    buffer = BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return buffer.getvalue()


def _notes(notes: tuple[tuple[int, float], ...]) -> list[int]:
    samples: list[int] = []
    for frequency_hz, seconds in notes:
        count = int(RATE_HZ * seconds)
        turn = 2 * math.pi * frequency_hz / RATE_HZ
        # A plucked string: it fades, and its overtone fades sooner.
        samples += [
            int(
                9000 * math.exp(-2.4 * i / count) * (math.sin(turn * i) + 0.3 * math.exp(-3 * i / count) * math.sin(2 * turn * i))
            )
            for i in range(count)
        ]
    return samples


def _rain(seconds: float = 5.0) -> list[int]:
    rng = random.Random("rain")  # noqa: S311 - weather, not secrets
    level, samples = 0.0, []
    for _ in range(int(RATE_HZ * seconds)):
        level = 0.86 * level + 0.14 * rng.uniform(-1, 1)
        drop = rng.uniform(-1, 1) if rng.random() < 0.002 else 0
        samples.append(int(12_000 * level + 9_000 * drop))
    return samples
