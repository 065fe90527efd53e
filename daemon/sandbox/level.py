"""How far a child is shut in on this machine: resource limits always, the rest as far as the kernel has it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """What took hold in a child."""

    no_new_privileges: bool = False
    landlock: int = 0  # the kernel's version of it; 0: none
    seccomp: bool = False

    @property
    def full(self) -> bool:
        """Whether files, system calls and privileges are all shut off."""
        return self.no_new_privileges and self.landlock > 0 and self.seccomp

    def __str__(self) -> str:
        parts = ["resource limits"]
        if self.no_new_privileges:
            parts.append("no new privileges")
        parts.append(f"Landlock {self.landlock}" if self.landlock else "no Landlock")
        parts.append("seccomp" if self.seccomp else "no seccomp")
        return ", ".join(parts)
