"""English, about privacy."""

from typing import Final

from cards.wording.privacy.model import Kept, PrivacyWording

ENGLISH: Final = PrivacyWording(
    title="Privacy",
    about=(
        "Your organisation runs this Reconnect service and answers for it. What you send stays in its own "
        "database, which only those who run the service can open.",
        "Reconnect reads what you send to it: your messages to the bot, the buttons you press, and what you "
        "type into its search box. It cannot read your other messages, your mail or your files.",
        "Passwords, tokens and other secrets that it recognises are removed before anything is kept. What "
        "you type into the search box is not kept.",
    ),
    kept=(
        Kept(
            "The beginning of what you pasted, and the note that you write for an admin",
            "So that you can still send them to an admin",
            "A day",
            "Nobody but you",
        ),
        Kept(
            "Which error it was, with its codes, ids, times and names of apps, and which steps you tried",
            "So that the buttons on your cards go on working",
            "{days} days",
            "You, and whoever is in the chat where you asked",
        ),
        Kept(
            "A ticket: your name and ids, the error, what you pasted, your note, and all that was said since",
            "So that an admin can help you, and both of you see how it stands",
            "{days} days after the last change",
            "You, your admins, and whoever else is in the admin channel",
        ),
        Kept(
            "Where in Teams you asked, and when messages about your ticket were sent",
            "So that you hear of it in the right chat, once, and not too fast for Teams",
            "As long as the ticket",
            "Nobody",
        ),
        Kept(
            "The language that you chose",
            "So that you are answered in it",
            "{days} days, and as long as anything else of you is kept",
            "Nobody",
        ),
        Kept(
            "Of admins: who took, was given, answered or resolved a ticket, and who set up a channel",
            "So that people know who helps them",
            "As long as the ticket; a channel as long as it receives tickets",
            "The admins, and the person whose ticket it is",
        ),
        Kept(
            "Codes that the catalog lacks, and how often they were met, without any name",
            "So that they can be added",
            "{days} days after they were last met",
            "Those who write the catalog",
        ),
    ),
    label_why="Why:",
    label_how_long="How long:",
    label_who="Who sees it:",
    rights=(
        "In the chat with Reconnect, type **my data** to get all that is kept about you, or **forget me** "
        "to have it removed."
    ),
    stays=(
        "When you are forgotten, your open tickets are withdrawn. Of every ticket your organisation keeps "
        "the error, its times, how it ended and which admin had it, so that it knows what breaks how often. "
        "Your name, your ids and every word written on it go, also from the cards in the admin channel.",
        "If you are an admin, “a former admin” stands in place of your name, and your tickets are free to "
        "take.",
        "Messages in your own chat with Reconnect, and what people typed themselves, are kept by Teams: "
        "delete them there. Backups and logs last as long as your organisation keeps them.",
    ),
    open="Privacy",
    what_is_kept="What is kept, and why",
    what_stays="What stays",
    see_data="My data",
    forget_me="Forget me",
    forget_title="Shall I forget you?",
    forget_text="This cannot be undone. Open tickets are withdrawn, and nobody will answer them.",
    forget_yes="Yes, forget me",
    keep="Keep everything",
    kept_as_it_was="Good: everything stays as it was.",
    forgotten_title="You are forgotten",
    forgotten="Removed:",
    forgotten_nothing="Nothing was kept about you.",
    counts_answers="answers: {count}",
    counts_tickets="your tickets: {count}",
    counts_withdrawn="of these, withdrawn because they were open: {count}",
    counts_handled="your name, as an admin, on tickets: {count}",
    counts_language="the language that you chose",
    data_title="All that is kept about you",
    data_text="It follows below, as JSON, which both people and programs can read.",
    data_nothing="Nothing is kept about you.",
    data_part="Part {number} of {count}",
    data_more="The rest does not fit into a chat. Ask whoever runs this service for all of it.",
)
