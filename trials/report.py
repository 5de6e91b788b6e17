"""What a trial prints: how it goes on, the figures, and the faults in words."""

from collections import Counter
from collections.abc import Iterable, Mapping

from .acts import Act, Outcome
from .verdict import Fault, Kind

MOST_FAULTS = 20


def count(acts: Iterable[Act], kind: type[Act], outcome: Outcome) -> int:
    return sum(isinstance(act, kind) and act.outcome is outcome for act in acts)


def print_report(title: str, figures: Mapping[str, object], faults: list[Fault], kinds: Iterable[Kind]) -> int:
    """Print the table; 1 when there are faults, else 0: the exit status of the trial."""
    found = Counter(fault.kind for fault in faults)
    rows = dict(figures) | {kind.value: found[kind] for kind in [*kinds, *(set(found) - set(kinds))]}
    width = max(map(len, rows))
    print(f"\n{title}")
    for name, value in rows.items():
        print(f"  {name:<{width}}  {value:>8}")
    for fault in faults[:MOST_FAULTS]:
        print(f"  FAULT {fault.kind.value}: {fault.words}")
    if len(faults) > MOST_FAULTS:
        print(f"  … and {len(faults) - MOST_FAULTS} more.")
    print("FAILED" if faults else "PASSED", flush=True)
    return 1 if faults else 0


def say(words: str) -> None:
    print(words, flush=True)
