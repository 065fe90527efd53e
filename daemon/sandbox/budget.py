"""What one document may use up before its parsing is stopped. Pages, objects, cells and ratios are the readers' own budgets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """`cpu_seconds` is the child's own computing; `seconds` is the wall clock, which is longer because a busy machine makes
    everybody wait. At `patience` of the CPU budget the reader at work is interrupted, so that what cheaper ones saw is kept.
    """

    cpu_seconds: int = 30
    seconds: float = 120.0
    patience: float = 0.6
    memory_bytes: int = 1 << 30  # address space beyond what the readers take by being loaded
    open_files: int = 64
    document_bytes: int = 64 << 20
    answer_bytes: int = 64 << 20


ONE_DOCUMENT = Budget()
PICTURES = Budget(cpu_seconds=240, seconds=360.0, patience=0.8, memory_bytes=3 << 30)
"""For letters read from pictures: seconds a page, and an engine with its models in memory."""
SECONDS_A_MAIL = 480.0
"""For all documents of one mail: the loop that reads mails must come round again, however many slow files a mail holds."""
