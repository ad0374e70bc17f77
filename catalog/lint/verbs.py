"""Checks that each step starts with what to do."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from catalog.language import Language
from catalog.lint.texts import Kind, Prose

ENGLISH_VERBS: Final = frozenset(
    """
    accept activate adapt add adjust agree align allow answer apply approve ask assess assign attach
    attempt avoid back block bring browse buy call cancel change check choose clean clear click
    close collect compare complete configure confirm connect consent consider contact continue
    convert copy correct correlate create decide define delegate delete deploy describe disable
    disconnect discover do download drop edit email enable encode end enrol enroll ensure enter
    exclude expect explain export extend file fill filter find finish fix follow force forget get
    give go grant have hold host identify import include increase inform inspect install investigate
    invite isolate issue join keep know leave let limit link list locate lock log look lower make
    manage map mark match mention merge migrate monitor move name narrow note notice notify obtain
    offer open order park pass paste pause pick plan plug point prefer press prevent propose provide
    publish purchase put query quit quote raise reach reactivate read reapply reassign recheck
    reconfigure reconnect record recover recreate redeem redirect redo reduce reenter reestablish
    refer refresh regenerate register reimport reinstall rejoin relaunch release relink rely remain
    remember remind remove rename renew reopen repair repeat replace reply repoint report republish
    request require reread rerun reselect resend reset resolve restart restore restrict resubmit
    resume retest retire retry return retype review revoke roll rotate run save say scan schedule
    scroll search see select send serve set share shorten show shut sign skip specify start state
    stay stop store submit subscribe swap switch sync synchronise synchronize take tap tell test
    tick tighten track transfer treat trust try turn type unblock uncheck undo uninstall unlink
    unlock unplug unregister untick update upgrade upload use validate verify view visit wait warn
    watch widen withdraw work write
    """.split()
)
"""Imperatives that a step may start with. Extend it freely."""

FRENCH_VERBS: Final = frozenset({"dites", "faites", "refaites", "redites", "défaites"})
"""Imperatives that do not end in ``-ez``."""

NOT_VERBS: Final = frozenset({"assez", "chez", "nez", "rez"})
"""French words in ``-ez`` that are no imperative."""

LEADERS: Final[Mapping[Language, frozenset[str]]] = {
    "en": frozenset("again also always finally first just never next now only otherwise please then".split()),
    "fr": frozenset("abord alors aussi d enfin ensuite maintenant n ne ou puis sinon toujours".split()),
}
"""Words that may stand right before the verb."""

OPENERS: Final[Mapping[Language, frozenset[str]]] = {
    "en": frozenset(
        """
        after as at because before below beside between beyond by during each every for from if in inside
        instead next of on once outside since through to under unless until when whenever where while with
        within without
        """.split()
    ),
    "fr": frozenset(
        """
        à afin après au aux avant avec d dans de depuis dès devant en entre hors jusqu lors lorsqu lorsque où
        par parmi pendant pour près qu quand s sans sauf selon si sinon sous sur tant toutes une chez
        """.split()
    ),
}
"""Words that may open a condition or a place, with the verb after a comma: “If it fails, choose …”."""

_WORDS: Final = re.compile(r"[^\W\d_]+", re.UNICODE)
_CLAUSE: Final = re.compile(r"[,:;–—]\s+")


def verbless_step(prose: Prose) -> Iterator[str]:
    """A step says what to do: it starts with a verb, or with a condition or a place and then a verb."""
    if prose.kind not in (Kind.STEP, Kind.ADMIN_STEP):
        return
    opening, *clauses = _CLAUSE.split(prose.text.replace("*", "").replace("'", "’"))
    words = _words(opening)
    if _starts_with_verb(words, prose.language):
        return
    is_opened = bool(words) and words[0] in OPENERS[prose.language] | LEADERS[prose.language]
    if is_opened and any(_starts_with_verb(_words(clause), prose.language) for clause in clauses):
        return
    yield f"The step does not start with a verb: “{' '.join(prose.text.split()[:4])} …”."


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(text)]


def _starts_with_verb(words: list[str], language: Language) -> bool:
    """Tell whether the first word, past leaders such as “then” or « ne », is an imperative."""
    verb = next((word for word in words if word not in LEADERS[language]), "")
    if language == "en":
        return verb in ENGLISH_VERBS
    return verb in FRENCH_VERBS or (verb.endswith("ez") and verb not in NOT_VERBS)
