"""English, about tickets."""

from typing import Final

from cards.wording.tickets.model import TicketWording
from catalog.model import Category

ENGLISH: Final = TicketWording(
    see_preview="See what will be sent",
    preview_title="This is what an admin will get",
    preview_text="Nothing else is sent. Is it right?",
    preview_secrets="Passwords, tokens and other secrets were replaced by [***].",
    change="Change",
    cancel="Cancel",
    cancelled="Cancelled: nothing was sent.",
    nothing_to_send="Paste an error first, then I can pass it on to an admin.",
    label_from="From:",
    label_about="About:",
    label_note="Note:",
    label_paste="What was pasted:",
    label_tried="Tried so far:",
    labelled="{what}:",
    tried={
        "remedy": "steps of “{what}”",
        "answer.failing": "the first steps; it still failed",
        "answer.worked": "said that it worked, then asked",
    },
    unnamed="An error that I could not name",
    unknown_code="{code}, which the catalog does not know",
    ticket_title="Ticket #{number}",
    states={
        "new": "new",
        "claimed": "being worked on",
        "waiting": "waiting for an answer",
        "resolved": "resolved",
        "confirmed": "confirmed",
        "withdrawn": "withdrawn",
    },
    person_states={
        "new": "Your admins have it. Nobody has taken it up yet.",
        "claimed": "{name} is working on it.",
        "waiting": "{name} needs something from you.",
        "resolved": "{name} has resolved it. Does it work for you now?",
        "confirmed": "Done: you said that it works again.",
        "withdrawn": "You withdrew it. Nobody will work on it.",
    },
    someone="An admin",
    former_admin="A former admin",
    former_person="Somebody",
    erased="The person asked to be forgotten: their name and everything written here are gone.",
    expired="This ticket is older than tickets are kept: names and everything written here are gone.",
    handled_by="Handled by:",
    erased_for_person=(
        "What was written here is gone, and your name with it. Your admins keep the error, its times and "
        "how it ended."
    ),
    kept_for_later=(
        "Your organisation has not told me yet where tickets go. Yours is safe with me and "
        "will be delivered as soon as an admin sets that up. If it is urgent, call your IT help desk."
    ),
    added_to_open="You already had an open ticket about this error, so I added this to it.",
    part_of_incident="Several people have this error. Your admins handle it as one problem, #{number}.",
    last_word="Last word, from {name}:",
    add_comment="Add a comment",
    comment_label="What should the admin know?",
    comment_placeholder="For example: it also happens on my laptop",
    text_required="Please write a few words.",
    choice_required="Please choose somebody.",
    send="Send",
    withdraw="Withdraw",
    answer="Answer",
    answer_label="Your answer",
    answer_offered="Is this your answer to the question about ticket #{number}? Then send it.",
    it_works_now="It works now",
    still_broken="Still broken",
    still_broken_label="What happens now? (optional)",
    my_tickets_title="Your tickets",
    my_tickets_none="You have no tickets. Paste an error; if it cannot be mended, ask an admin.",
    sent_line="Sent. Your ticket is #{number}; I will tell you here when something happens.",
    told={
        "claimed": "{by} is now working on your ticket #{number}: {title}",
        "asked_back": (
            "{by} asks about your ticket #{number}: {text}\n"
            "Answer on the ticket’s card, or type: reply #{number} and your answer"
        ),
        "resolved": (
            "{by} resolved your ticket #{number}: {text}\n"
            "Please tell us on the ticket’s card: does it work now?"
        ),
        "reopened": "{by} reopened your ticket #{number}: {title}",
        "undelivered": (
            "I could not reach your admins’ channel with ticket #{number}. It is kept, and the "
            "operator can see it. If it is urgent, call your IT help desk."
        ),
    },
    asks_for_help="{name} asks for help",
    since="Since",
    sureness={
        "sure": "sure",
        "likely": "likely",
        "unsure": "unsure, please check",
        "chosen": "chosen by the person",
        "unknown": "code not in the catalog",
        "none": "not recognised",
    },
    evidence={
        "code": "{what} is in the paste",
        "message": "the paste quotes: {what}",
        "words": "by the words of the paste",
    },
    label_match="Match:",
    label_product="Product:",
    nobody="nobody",
    unfold_paste="What was pasted",
    unfold_steps="What you can do",
    unfold_earlier="Earlier tickets",
    earlier_same_person="Same person, last 30 days",
    earlier_same_error="Same error, last 30 days",
    look_up="Look up {code}",
    sign_in_logs="Sign-in logs",
    chat_with="Chat with {name}",
    claim="Claim",
    assign_to="Assign to…",
    assign_label="Who takes ticket #{number}?",
    assign="Assign",
    assign_too_many="This team has more members than fit here. To give it to somebody else, type: {command}",
    ask_back="Ask back",
    ask_back_label="Your question to {name}",
    resolve="Resolve",
    resolve_label="What was done, in words for {name}",
    resolve_placeholder="For example: I gave you back access; sign in again",
    release="Release",
    reopen="Reopen",
    back="Back",
    question_asked="Asked {name}:",
    resolution="Resolution:",
    thread={
        "forgotten": "#{number} is withdrawn: the person asked to be forgotten.",
        "emptied": "This line was removed: it named somebody whose data is no longer kept.",
        "claimed": "{by} claimed #{number}.",
        "assigned": "{by} assigned #{number} to {text}.",
        "asked_back": "{by} asked {person}: {text}",
        "answered": "{person} answered: {text}",
        "commented": "{by} commented: {text}",
        "resolved": "{by} resolved #{number}: {text}",
        "released": "{by} released #{number}: it is free to take.",
        "reopened": "{by} reopened #{number}.",
        "confirmed": "{person} confirmed: it works again.",
        "still_broken": "{person} says that it is still broken. {text}",
        "withdrawn": "{person} withdrew #{number}.",
        "asked_again": "{person} asked again about the same error. {text}",
        "gathered": "#{number} from {person} joined.",
        "undelivered": (
            "{person} cannot be reached about #{number}: they blocked or removed me. "
            "Please contact them another way."
        ),
    },
    refused={
        "already_claimed": "{name} already has #{number}. It can change hands with Assign to…",
        "same_assignee": "#{number} is already assigned to them.",
        "wrong_state": "#{number} is {state} by now, so that no longer fits.",
        "text_missing": "Please write a few words with it: #{number} was left as it is.",
        "assignee_missing": "I find nobody of that name in this team: #{number} was left as it is.",
        "not_allowed": (
            "Thank you, but only members of the admins’ team can do that. Nothing has changed; "
            "the attempt was noted."
        ),
        "not_theirs": "That ticket belongs to somebody else, so I left it alone.",
        "no_ticket": "I know no ticket with that number here. “my tickets” lists yours.",
        "no_incident": "I know no open problem with that number here.",
        "stale": "Somebody was faster. This is how #{number} stands now.",
        "stale_incident": "That problem was resolved in the meantime.",
        "elsewhere": "Please ask me that in the admins’ channel or in our own chat: others read along here.",
        "privately": "Please ask me that in our own chat: others read along here.",
    },
    tickets_title="Tickets: {what}",
    tickets_none="No tickets: {what}.",
    list_open="open",
    tickets_row="{person} · {state} · {assignee}",
    incident_title="#{number} · {count} people have the same problem",
    incident_text="New tickets about it go into this thread, without noise.",
    incident_list="Tickets",
    incident_more="and {count} more",
    incident_resolved="{name} resolved it for everybody:",
    resolve_all="Resolve all",
    resolve_all_label="One note, sent to everybody who asked",
    known_problem="Known problem since",
    known_problem_text=(
        "Several people have it, and your admins are working on it. You can wait, or try the steps."
    ),
    set_up_done="Done: tickets come to this channel from now on. Its team’s members are the admins.",
    set_up_test="Reconnect checks that it can post here. It can.",
    set_up_wrong_code=(
        "That code is wrong, used or too old. On the server, reconnect setup-code prints a new one."
    ),
    set_up_in_channel=(
        "Please type that in the channel that shall receive tickets: add me to its team, "
        "then mention me there."
    ),
    set_up_post_failed=(
        "I could not post to this channel, so nothing was set up. I work in standard channels; "
        "private ones are not reliable. Try another channel with a new code."
    ),
    status_title="Where tickets go",
    status_none=(
        "No channel receives tickets yet; they are kept until one does. In the channel that shall, "
        "type @Reconnect set up CODE. The server prints the code when it starts, and "
        "reconnect setup-code prints a new one."
    ),
    status_default="All other tickets",
    status_route="set by {name}",
    route_done="Done: tickets about {category} come to this channel from now on.",
    route_unknown="I do not know “{category}”. The families are: {categories}.",
    route_first="First choose the channel for all tickets: type @Reconnect set up CODE there.",
    categories={
        Category.MULTIFACTOR: "second factor",
        Category.CONDITIONAL_ACCESS: "conditional access",
        Category.DEVICE: "device state",
        Category.ACCOUNT: "accounts",
        Category.CONSENT: "consent",
        Category.APP_REGISTRATION: "app registration",
        Category.FEDERATION: "federation",
        Category.TOKENS: "tokens",
        Category.TENANT: "tenant",
        Category.ON_PREMISES: "on premises",
        Category.PASSWORD_RESET: "password reset",
        Category.TRANSIENT: "passing faults",
        Category.PROTOCOL: "protocol",
        Category.CONNECTION: "connections",
    },
    admin_commands={
        "tickets": "open tickets; also: tickets mine, tickets all, tickets AADSTS50076, tickets Alex",
        "ticket #12": "one ticket with its buttons",
        "claim #12": "take it up",
        "assign #12 Dana": "give it to a member of the team",
        "ask back #12 Which phone?": "ask the person",
        "resolve #12 Sign in again": "say what was done",
        "release #12": "let others take it",
        "reopen #12": "take it up again",
        "resolve all #7 Mended": "answer everybody of one problem",
        "set up CODE": "send tickets to this channel",
        "route device state here": "send one family to this channel",
        "admin status": "where tickets go, and this list",
    },
)
