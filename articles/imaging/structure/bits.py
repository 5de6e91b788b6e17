"""Reading bit by bit, as coded video does."""

from ..refusal import Damaged


class Bits:
    """The bits of `content` from the highest of the first byte on."""

    def __init__(self, content: bytes) -> None:
        self._number = int.from_bytes(content, "big")
        self._left = 8 * len(content)

    def take(self, count: int) -> int:
        """The next `count` bits as a number. Raises Damaged past the end."""
        if count > self._left:
            raise Damaged
        self._left -= count
        return self._number >> self._left & ((1 << count) - 1)

    def skip(self, count: int) -> None:
        self.take(count)

    def exponential(self) -> int:
        """An Exp-Golomb number: ITU-T H.265 section 9.2."""
        zeros = 0
        while not self.take(1):
            zeros += 1
            if zeros > 32:
                raise Damaged
        return (1 << zeros) - 1 + self.take(zeros)
