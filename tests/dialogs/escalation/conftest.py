import pytest

from dialogs.assistant import Assistant
from tests.dialogs.escalation.memory import MemoryDesk
from tests.dialogs.escalation.playing import Play


@pytest.fixture
def play(assistant: Assistant, admins: MemoryDesk) -> Play:
    return Play(assistant, admins)
