"""Everything that can be pressed or typed about tickets, in one table."""

from collections.abc import Mapping

from dialogs.escalation.admin import AdminDesk
from dialogs.escalation.asking import Asking, Handler
from dialogs.escalation.changing import Changing
from dialogs.escalation.desk import Desk
from dialogs.escalation.drawing import Drawings
from dialogs.escalation.incidents import IncidentDesk
from dialogs.escalation.own import OwnTickets
from dialogs.escalation.setup import Setup
from dialogs.knowledge import Library


class Escalation:
    """Both sides of a ticket, put together over one desk."""

    def __init__(self, desk: Desk, library: Library) -> None:
        drawings = Drawings(desk, library)
        changing = Changing(desk)
        self.own = OwnTickets(desk, drawings, changing)
        self.incidents = IncidentDesk(desk, drawings)
        self.verbs: Mapping[str, Handler] = {
            **Asking(desk, drawings).verbs,
            **self.own.verbs,
            **AdminDesk(desk, drawings, changing, self.own).verbs,
            **self.incidents.verbs,
            **Setup(desk).verbs,
        }
