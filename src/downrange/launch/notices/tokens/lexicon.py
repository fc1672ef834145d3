"""Plain words and phrases: what may be ignored by name, because it says nothing of where, when or what kind.

The lists are ``words/plain_words.txt`` and ``words/plain_phrases.txt``.
"""

from itertools import chain

from downrange.launch.notices.tokens.word_lists import sections

PLAIN: frozenset[str] = frozenset(chain.from_iterable(sections("plain_words").values()))
PHRASES: dict[str, tuple[str, ...]] = {}  # by their first word
for _phrase in sections("plain_phrases")["phrases"]:
    _first = _phrase.partition(" ")[0]
    PHRASES[_first] = (*PHRASES.get(_first, ()), _phrase)
