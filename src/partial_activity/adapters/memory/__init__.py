"""Every store in memory: for tests, for trying out, and the oracle that the others are held to."""

from partial_activity.adapters.memory.clock import HandClock, NumberedIds
from partial_activity.adapters.memory.file_store import MemoryFileStore
from partial_activity.adapters.memory.unit_of_work import MemoryUnitOfWork, MemoryUnitsOfWork

__all__ = ["HandClock", "MemoryFileStore", "MemoryUnitOfWork", "MemoryUnitsOfWork", "NumberedIds"]
