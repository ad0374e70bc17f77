"""English."""

from typing import Final

from cards.wording.expiry import ENGLISH_EXPIRY
from cards.wording.model import Wording
from cards.wording.privacy.en import ENGLISH as ENGLISH_PRIVACY
from cards.wording.tickets.en import ENGLISH as ENGLISH_TICKETS
from catalog.model import Fixer, Product, Role

ENGLISH: Final = Wording(
    product_names={
        Product.VIVA_GOALS: "Viva Goals",
        Product.POWER_PLATFORM: "Power Platform",
        Product.OTHER: "Another app",
    },
    role_names={
        Role.OWNER: "Mine",
        Role.SHARED: "Shared",
        Role.ADMIN: "App admin",
        Role.TENANT_ADMIN: "IT admin",
    },
    fixer_names={
        Fixer.PERSON: "you",
        Fixer.CONNECTION_OWNER: "the owner of the connection",
        Fixer.APP_OWNER: "the owner of the app",
        Fixer.TENANT_ADMIN: "your IT admin",
        Fixer.DEVELOPER: "the app’s developers",
        Fixer.MICROSOFT: "Microsoft support",
    },
    you_can_fix="You can fix this",
    needs="Needs {who}",
    nothing_to_fix="Nothing to fix",
    passes_within="Clears by itself, usually within {minutes} minutes",
    what_happened="What happened",
    what_to_do="What to do now",
    then="Then press for the steps:",
    how_you_know="How you know it worked",
    your_role="Whose?",
    also_helps="Or:",
    which_product="Where?",
    other_meanings="Other meanings",
    unhelpful="What does not help",
    does_not_help="**{remedy}** does not help here. {because}",
    known_as="Error {code}",
    also_mentioned="Also in what you pasted: {codes}",
    details="Details",
    detail_labels={
        "code": "Error code",
        "name": "Error name",
        "correlation_id": "Correlation ID",
        "trace_id": "Trace ID",
        "timestamp": "Time",
        "app": "App",
        "resource": "Tried to open",
        "reference": "Our reference",
    },
    no_details="What you pasted had no ids or times in it.",
    it_worked="It worked",
    still_failing="Still failing",
    ask_an_admin="Ask an admin",
    worked_title="Good, that is working again",
    worked_text="If it breaks again, paste the new message here. It may be a different error.",
    show_steps="Show steps",
    failing_title="Let us try something else",
    failing_hint="Still stuck after this? Press **Ask an admin**.",
    ask_title="Ask an admin for help",
    ask_about="About: {title}",
    ask_about_nothing="About: an error that we could not name",
    note_label="Anything they should know? (optional)",
    note_placeholder="For example: since Monday, on my phone only",
    tried_label="What have you tried already?",
    send="Send",
    back="Back",
    tickets=ENGLISH_TICKETS,
    privacy=ENGLISH_PRIVACY,
    expiry=ENGLISH_EXPIRY,
    choice_title="Which of these is it?",
    choice_text="What you pasted could be one of these. Choose the closest one.",
    choice_none="None of these",
    unknown_title="I do not know {code} yet",
    unknown_text=(
        "It looks like a real sign-in error, but I have no advice for it, and I will not guess. "
        "I noted the code so that it can be added. An admin can look it up for you now."
    ),
    no_match_title="I could not place this error",
    no_match_text=(
        "Paste the whole message if you can, with any code such as AADSTS50076. "
        "On the error page, **More details** often shows it. "
        "I know sign-in errors of Microsoft work accounts and broken Power Platform or Viva Goals "
        "connections."
    ),
    search_nothing=("Nothing found. Type the beginning of a code, such as 50076, or words from the message."),
    welcome_title="Hello, I am Reconnect",
    welcome_text=(
        "When a sign-in or a connection breaks, paste what you see on the screen here. "
        "I tell you what happened and what to do now."
    ),
    welcome_languages="Parlez-vous français ? Press **Français**.",
    try_an_example="Try an example",
    example_paste=(
        "AADSTS50076: Due to a configuration change made by your administrator, or because you moved to"
        " a new "
        "location, you must use multi-factor authentication to access 'Azure DevOps'."
    ),
    help_title="Paste an error, get the way out",
    help_text=(
        "Paste a code, a whole message, the address from the browser, or text copied from a screenshot. "
        "Leave out passwords; I never need them."
    ),
    help_commands="You can also type:",
    commands={
        "it worked": "tell me that the steps helped",
        "still failing": "see what to try next",
        "ask an admin": "hand the last error to an admin",
        "my tickets": "see what became of what you asked",
        "details": "see the ids and times of the last error",
        "privacy": "see what is kept about you, get it, or have it removed",
        "language fr": "passer en français",
        "help": "see this again",
    },
    greeting="Hello! Paste the error you see, and I will tell you what to do.",
    not_an_error="I see no error in that. Paste the message or the code that your screen shows.",
    thanks="You are welcome. Paste another error whenever one turns up.",
    need_text_title="I can read text, not pictures",
    need_text=(
        "Please type or paste the words of the error. "
        "On Windows, **Windows key + Shift + T** or the Snipping Tool can copy text out of a picture. "
        "The code alone, such as AADSTS50076, is often enough."
    ),
    nothing_to_show="Paste an error first, then I can help you with it.",
    language_set="I will speak English with you from now on.",
    failure_title="Something went wrong on my side",
    failure_text=(
        "Your message is not to blame; please send it again in a minute. If I fail again, give an "
        "admin this reference: {reference}"
    ),
    button_expired="I no longer know what this button was for. Please paste the error again.",
    too_fast="That is a lot at once. Give me a minute, then try again.",
    too_many="Many people are writing to me just now. Try again in a minute: nothing of this was kept.",
)
