"""Deliveries: what was promised to be told is told, also after a crash, an outage or a refusal."""

from bot.deliveries.addressing import Addresses, Categories
from bot.deliveries.backing_off import BackOff
from bot.deliveries.making import Maker
from bot.deliveries.pacing import Pacer
from bot.deliveries.worker import DeliveryWorker, Tempo, Watch

__all__ = ["Addresses", "BackOff", "Categories", "DeliveryWorker", "Maker", "Pacer", "Tempo", "Watch"]
