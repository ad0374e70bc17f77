"""What ``reconnect doctor`` looks at, and what it makes of it."""

from bot.doctor.examining import examine
from bot.doctor.finding import Finding

__all__ = ["Finding", "examine"]
