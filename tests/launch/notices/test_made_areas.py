"""Made areas, by shape, notation, unit and misprint: nothing is silently wrong, and most is right."""

from collections import Counter

from made_areas import made_text, outcome

COUNT, SEED = 400, 70_000


def test_no_made_area_is_silently_wrong() -> None:
    found: Counter[str] = Counter()
    wrong = []
    for seed in range(SEED, SEED + COUNT):
        made = made_text(seed)
        what, read = outcome(made)
        found[what if not made.misprinted else f"misprinted {what}"] += 1
        if what == "silent":
            wrong.append((made.text, read))
    assert not wrong
    clean = found["right"] + found["reported"]
    assert found["right"] >= 0.95 * clean
    assert found["misprinted right"] + found["misprinted reported"] > 0
