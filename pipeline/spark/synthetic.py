"""Makes news out of the bundled articles: fiction upon fiction, as many articles as are asked for.

    python3 synthetic.py 20000 testdata/articles > articles.jsonl

Paragraphs of the bundled articles are put together anew, with other people and firms in them. As in real news some matters are told
again and again: the same paragraphs with the same names by other outlets on other days, agency copy word for word, pages read twice,
corrected versions of a page, and records that are no articles. The same arguments give the same bytes.
"""
import datetime
import json
import pathlib
import random
import re
import sys

NAME = re.compile(r"\b[A-ZÀ-Ž][\w’-]+(?: [A-ZÀ-Ž][\w’-]+)+")
PLACES = re.compile(r"\b(United|North|South|New|European|Czech|Hong|Prime|Trade|Business|Environment|Foreign|Defen[cs]e|Minist\w+|Union|Court|President|Secretary|Monday|Tuesday|Wednesday|Thursday|Friday)\b")
SYLLABLES = "ba den kor lim ost rav sel tar vin mor hal jen pet ruk sol wen dal fir gan lor".split()


def invented(rng):
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.choice((2, 2, 3)))).capitalize()


def renamed(paragraph, world):
    """The paragraph with the people and firms of a world: the same name is the same other name throughout it."""
    def other(match):
        name = match.group()
        if PLACES.search(name):
            return name
        rng = random.Random(f"{name} {world}")
        return " ".join(invented(rng) for _ in name.split())
    return NAME.sub(other, paragraph)


def articles(folder):
    out = []
    for path in sorted(pathlib.Path(folder).glob("*.txt")):
        _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
        meta = dict(line.split(": ", 1) for line in head.strip().splitlines() if ": " in line)
        out.append((meta["title"], [p for p in text.strip().split("\n\n") if p]))
    return out


def lines(count, folder, seed=1):
    rng, bundled, written = random.Random(seed), articles(folder), []
    start = datetime.date(2019, 1, 1)
    for n in range(count):
        kind = rng.random()
        if kind < 0.005:
            yield rng.choice(("{broken", json.dumps({"title": f"Empty {n}", "text": ""}), json.dumps({"url": f"https://o.example/{n}", "text": "a\u0000b"})))
            continue
        if written and kind < 0.03:  # the same record once more
            yield json.dumps(rng.choice(written))
            continue
        if written and kind < 0.05:  # a corrected version: the address stays
            old = rng.choice(written)
            yield json.dumps(old | {"text": old["text"].rsplit("\n\n", 1)[0] + f"\n\nThis report was corrected in edition {n}."})
            continue
        matter = int(min(rng.paretovariate(0.9), 1e9)) - 1 if rng.random() < 0.3 else n  # old matters come again, some of them very often
        own = random.Random(f"matter {matter} {seed}")
        title, own_paragraphs = own.choice(bundled)
        world = own.randrange(max(count // 10, 10))
        more = [p for _ in range(3) for p in rng.choice(bundled)[1] if rng.random() < 0.5]
        text = [renamed(p, world) for p in own_paragraphs] + [renamed(p, f"{world} {rng.randrange(50)}") for p in more]
        if written and kind < 0.10:  # agency copy, headed anew
            text = ["From our wire service."] + rng.choice(written)["text"].split("\n\n")
        day = start + datetime.timedelta(days=matter * 1500 // max(count, 1) % 1500 + rng.randrange(20))
        site = f"outlet{rng.randrange(400)}.example"
        article = {"url": f"https://{site}/{n}", "title": renamed(title, world), "site": site, "published": day.isoformat(), "text": "\n\n".join(text)}
        if len(written) < 5000 or rng.random() < 0.1:
            written.append(article)
        yield json.dumps(article)


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]), sys.argv[2]):
        print(line)
