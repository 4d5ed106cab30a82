"""Why a file is not read at all, said so that its owner can do something about it."""

ASK = "Nothing of it was read. Ask where the file comes from."
MEND = "Nothing of it was read. Get the file again, or make it again with the program it comes from."
UNLOCK = "Nothing of it was read. Ask the publisher for a file without copy protection."


class EpubRefused(Exception):
    """The message names the file, what is wrong with it, the rule it breaks and the next step."""

    def __init__(self, name: str, reason: str, *, next_step: str = MEND) -> None:
        super().__init__(f"{name}: {reason}. {next_step}")
        self.reason = reason
