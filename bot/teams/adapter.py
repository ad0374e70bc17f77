"""The SDK's adapter, sending through our connector."""

import structlog
from botbuilder.core import CloudAdapterBase, TurnContext
from botbuilder.schema import (
    Activity,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
    ResourceResponse,
)

from bot.teams.authentication import ChannelAuthentication
from bot.teams.connector import ServiceConnector
from bot.teams.envelope import Envelope
from bot.teams.outbound import invoke_activity, wire
from bot.telemetry.turns import REFERENCE
from dialogs.messages import Outgoing, Person

log = structlog.get_logger(__name__)


class TeamsAdapter(CloudAdapterBase):  # type: ignore[misc]  # the SDK is untyped
    """Runs turns as the SDK does; sends, updates and deletes without threads and without msrest."""

    def __init__(self, authentication: ChannelAuthentication) -> None:
        super().__init__(authentication)
        self.on_turn_error = self._end

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        """Send in order. Raises ConnectorError, TokenError."""
        return [await self._send(context, activity) for activity in activities]

    async def update_activity(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        """Replace an activity of ours in place. Raises ConnectorError, TokenError."""
        created = await self._service(context).update(activity.conversation.id, activity.id, wire(activity))
        return ResourceResponse(id=created or activity.id)

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        """Take an activity of ours away. Raises ConnectorError, TokenError."""
        await self._service(context).delete(reference.conversation.id, reference.activity_id)

    async def _send(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        match activity.type:
            case "invokeResponse":
                context.turn_state[self._INVOKE_RESPONSE_KEY] = activity
                return ResourceResponse(id="")
            case "trace":
                return ResourceResponse(id="")
        service, conversation = self._service(context), activity.conversation.id
        if activity.reply_to_id:
            created = await service.reply(conversation, activity.reply_to_id, wire(activity))
        else:
            created = await service.send(conversation, wire(activity))
        return ResourceResponse(id=created or "")

    async def _end(self, context: TurnContext, error: Exception) -> None:
        """End a turn whose answer did not get out: the log has the cause, an invoke its answer."""
        log.error(
            "answer not delivered",
            reference=structlog.contextvars.get_contextvars().get(REFERENCE),
            exc_info=error,
        )
        if context.activity.type == "invoke" and self._INVOKE_RESPONSE_KEY not in context.turn_state:
            await context.send_activity(invoke_activity(Outgoing()))

    def _service(self, context: TurnContext) -> ServiceConnector:
        service: ServiceConnector = context.turn_state[self.BOT_CONNECTOR_CLIENT_KEY]
        return service


def turn_activity(envelope: Envelope) -> Activity:
    """The activity of a turn, as far as the SDK needs it: the address, and nothing of what was said."""
    return Activity(
        type=envelope.type,
        id=envelope.id or None,
        name=envelope.name,
        channel_id=envelope.channel,
        service_url=envelope.service_url,
        from_property=_account(envelope.sender),
        recipient=_account(envelope.recipient),
        conversation=ConversationAccount(id=envelope.conversation, tenant_id=envelope.tenant or None),
        reply_to_id=envelope.reply_to,
        locale=envelope.locale,
    )


def _account(person: Person) -> ChannelAccount:
    return ChannelAccount(id=person.id, name=person.name, aad_object_id=person.directory_id)
