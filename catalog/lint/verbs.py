"""Checks that each step starts with what to do."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from catalog.language import Language
from catalog.lint.texts import Kind, Prose, opening

ENGLISH_VERBS: Final = frozenset(
    """
    accept activate adapt add adjust agree align allow analyse analyze answer apply approve arrange
    ascertain ask assess assign attach attempt authenticate authorise authorize avoid back block
    bring browse buy cache call cancel capture catch cease change check choose clarify clean clear click close
    collect combine commit compare complete compose conclude conduct configure confirm connect
    consent consider consult contact continue convert copy correct correlate count cover create
    deactivate decide decline define delay delegate delete deny deploy describe deselect detach determine
    direct disable disconnect discover dismiss distinguish do document download drag draw drop
    duplicate edit educate eliminate email empty enable encode end enforce enrol enroll ensure enter
    erase escalate establish evaluate examine exchange exclude execute exempt expand expect expire
    explain export expose extend fetch file fill filter find finish fix flag flip follow force
    forget forward gather generate get give go grant guide hand handle have help highlight hold host
    hover identify ignore implement import improve include increase inform insert inspect install instruct
    interrupt introduce investigate invite isolate issue join keep know launch lead leave lengthen
    let lift limit link list load locate lock log look loosen lower maintain make manage map mark
    match measure mention merge migrate minimise minimize modify mix monitor move name narrow navigate
    normalise note notice notify obtain offboard offer onboard open order override pair park pass
    paste pause perform permit phone pick pin place plan plug point post prefer prepare press prevent
    print proceed process promote prompt propose protect prove provide publish pull purchase push
    put quarantine query quit quote raise reach reactivate read reapply reassess reassign reattach
    rebuild recall recheck recommend reconcile reconfigure reconnect record recover recreate redeem
    redeploy redirect redo reduce reenable reenter reestablish refer refresh refuse regenerate register
    reimport reinstall reissue reject rejoin relaunch relax release relink reload rely remain
    remediate remember remind remove rename renew reopen reorder repair repeat rephrase repin
    replace replay replenish reply repoint report reproduce republish request require reread rerun
    reselect resend reserve reset resolve respond restart restore restrict resubmit resume retain
    retest rethink retire retry return retype review revoke rewrite roll rotate rule run sanitise
    save say scan schedule scroll search secure see select send separate serve set settle share
    shorten show shut sign simplify skip solve sort specify spell split stage standardise start
    state stay stick stop store strengthen strip submit subscribe supply support surface suspend
    swap switch sync synchronise synchronize tag tailor take tap target teach tell test think tick tighten
    toggle touch trace track transfer treat trigger troubleshoot trust try turn type unassign
    unblock uncheck uncover undelete understand undo unenrol unenroll unhide unify uninstall unlink
    unlock unplug unregister untick update upgrade upload use validate verify view visit void wait
    wake warn watch welcome widen wipe withdraw work wrap write
    """.split()
)
"""Imperatives that a step may start with. Extend it freely."""

FRENCH_VERBS: Final = frozenset({"dites", "faites", "refaites", "redites", "défaites"})
"""Imperatives that do not end in ``-ez``."""

NOT_VERBS: Final = frozenset({"assez", "chez", "nez", "rez"})
"""French words in ``-ez`` that are no imperative."""

LEADERS: Final[Mapping[Language, frozenset[str]]] = {
    "en": frozenset("again also always double finally first just never next now only please re then".split()),
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
    first, *clauses = _CLAUSE.split(prose.text.replace("*", "").replace("'", "’"))
    words = _words(first)
    if _starts_with_verb(words, prose.language):
        return
    is_opened = bool(words) and words[0] in OPENERS[prose.language] | LEADERS[prose.language]
    if is_opened and any(_starts_with_verb(_words(clause), prose.language) for clause in clauses):
        return
    yield f"The step does not start with a verb: “{opening(prose.text)} …”."


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(text)]


def _starts_with_verb(words: list[str], language: Language) -> bool:
    """Tell whether the first word, past leaders such as “then” or « ne », is an imperative."""
    verb = next((word for word in words if word not in LEADERS[language]), "")
    if language == "en":
        return verb in ENGLISH_VERBS
    return verb in FRENCH_VERBS or (verb.endswith("ez") and verb not in NOT_VERBS)
