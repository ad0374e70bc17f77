"""Cards for everything around an answer: welcome, help, a picture without text, a failure of ours."""

from cards.elements import Card, card, container, press, text
from cards.wording import wording
from catalog.language import Language


def welcome_card(language: Language) -> Card:
    """The first thing a person sees."""
    words = wording(language)
    body = [
        container(
            [text(words.welcome_title, bold=True, size="large", heading=True)], style="accent", bleed=True
        ),
        text(words.welcome_text),
        text(words.welcome_languages, size="small", subtle=True),
    ]
    actions = [
        press(words.try_an_example, "example.try", style="positive"),
        press("English", "language.set", {"language": "en"}),
        press("Français", "language.set", {"language": "fr"}),
    ]
    return card(body, language=language, fallback=words.welcome_text, actions=actions)


def help_card(language: Language, *, greeting: str | None = None) -> Card:
    """What to paste and what to type."""
    words = wording(language)
    commands = "\n".join(f"- **{command}**: {meaning}" for command, meaning in words.commands.items())
    body = [
        container(
            [text(words.help_title, bold=True, size="medium", heading=True)], style="accent", bleed=True
        ),
        *([text(greeting)] if greeting else []),
        text(words.help_text),
        text(words.help_commands, bold=True, size="small", subtle=True),
        text(commands, spacing="none"),
    ]
    actions = [press(words.try_an_example, "example.try"), press(words.privacy.open, "privacy.show")]
    return card(body, language=language, fallback=words.help_text, actions=actions)


def need_text_card(language: Language) -> Card:
    """A picture or file came without text."""
    words = wording(language)
    body = [
        container(
            [text(words.need_text_title, bold=True, size="medium", heading=True)],
            style="emphasis",
            bleed=True,
        ),
        text(words.need_text),
    ]
    return card(body, language=language, fallback=words.need_text)


def failure_card(reference: str, language: Language) -> Card:
    """Something failed inside; ``reference`` leads to the log."""
    words = wording(language)
    body = [
        container(
            [text(words.failure_title, bold=True, size="medium", heading=True)], style="attention", bleed=True
        ),
        text(words.failure_text.format(reference=reference)),
    ]
    return card(body, language=language, fallback=words.failure_text.format(reference=reference))
