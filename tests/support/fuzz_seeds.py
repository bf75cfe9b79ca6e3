"""What the fuzzer starts from: small pages of every kind that the readers know, all in our own words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "fuzz" / "cases"
PAGES = ROOT / "reading" / "pages"
EXAMPLES = ROOT.parent / "examples"
LONGEST = 1600  # bytes

# Sentences that hold figures, in the languages that are read.
SENTENCES = [
    "The rebels hold about 20 percent of the country, 41 of 407 districts, and the remaining 27,000 sq km.",
    "“More than 96.5% of Syria was retaken,” General Ivan Ivanov said on December 11, 2018.",
    "Between March 2 and May 3 the army took 1,411 villages and lost from 10 to 15 percent of the province.",
    "According to a paper that cites the minister, every fifth square kilometre is in the hands of the militia.",
    "They hold all 18 provinces, ninety-nine point five per cent and a quarter of it, some 10,425 square miles.",
    "The group’s share fell from 56.7 to 38.1 percent, said a spokesman, who denied that a third was lost.",
    "Армия контролирует более 96,5 процента территории страны, заявил генерал Иванов 11 декабря 2018 года.",
    "Повстанцы удерживают около 20 тыс. кв. км, или треть области; осталось освободить 41 из 407 районов.",
    "Збройні сили утримують 80 відсотків області, а решту, близько 5 400 кв. км, окуповано.",
    "يسيطر الجيش على ٩٦٫٥ في المئة من مساحة البلاد، وبقي ٢٧٬٠٠٠ كيلومتر مربع بيد المعارضة.",
    "وقال المتحدث إن ثلث المحافظة، أي نحو 20% من الأراضي، لا يزال خارج السيطرة منذ 3 مايو.",
    "Ordu ülkenin yüzde 96,5'ini kontrol ediyor; kalan 27.000 kilometrekare muhaliflerin elinde.",
    "L’armée contrôle plus de 96,5 % du pays, soit un tiers des communes et 6 000 kilomètres carrés.",
    "El ejército controla más del 96,5 por ciento del país y dos tercios de los 41 municipios.",
]
NOTES = [
    "[AB: It is unclear how he came to 96.5%. Most likely 3.5% is the north.]",
    "Editor's note: 1/3 of the land is theirs, another 1/10, two-thirds, 10 to 15 percent, 3,5%, 1.411 villages.",
    "Update (13:00): they hold 10,425 square miles (27,000 sq km).",
    "Correction: an earlier version said 60 percent; it is 40.",
]
APPEALS = ["0 $\n500 $\n1,000 $\n410 $", "Do you like this? Please help us! We have 410 of 1,000 euros."]

COMMENTS = [
    '<ol class="commentlist"><li id="comment-1" class="comment depth-1"><div class="comment-author vcard"><cite'
    ' class="fn">One'
    '</cite></div><div class="comment-meta"><time datetime="2018-12-12T10:41:00Z">12 Dec</time></div><p>20% of it</p>'
    '<ul class="children"><li id="comment-2" class="comment depth-2"><cite class="fn">Two</cite><p>Half</p>'
    "</li></ul></li></ol>",
    '<div id="disqus_thread"><ul class="post-list"><li class="post" id="post-9"><span class="author'
    ' publisher-anchor-color">'
    '<a>Ana</a></span><div class="post-message"><p>A third</p></div><ul class="children"><li class="post" id="post-10">'
    '<span class="author">Bo</span><div class="post-message">No</div></li></ul></li></ul></div>',
    '<div class="topic-body crawler-post" itemprop="comment" itemscope itemtype="http://schema.org/Comment"'
    ' id="post_2">'
    '<span itemprop="author"><span itemprop="name">Cy</span></span><time itemprop="datePublished"'
    ' datetime="2018-12-12">'
    '</time><div class="post" itemprop="text"><p>60 percent?</p></div></div>',
    '<div class="remark42__comment root__thread"><div class="comment" id="remark42__comment-a"><span'
    ' class="comment__username">'
    'Di</span><div class="comment__text">A fifth</div></div></div>',
    '<div id="isso-thread"><div class="isso-comment" id="isso-7"><span class="isso-author">Ed</span><div'
    ' class="isso-text">'
    '<p>30%</p></div><div class="isso-follow-up"><div class="isso-comment" id="isso-8"><p>Why?</p></div></div>'
    "</div></div>",
    '<div class="post has-profile" id="p5"><p class="author">by <strong><a class="username">Flo</a></strong> »'
    " 12 Dec 2018"
    '</p><div class="content">Half of it<blockquote><cite>Ana wrote:</cite>A third</blockquote></div></div>',
    '<div class="coral-comment" id="comment-x"><button class="coral-username">Gus</button><div'
    ' class="coral-content">40%</div></div>',
]
LINKED = [
    {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Half",
        "datePublished": "2018-12-11T10:00:00Z",
        "author": {"@type": "Person", "name": "Ana"},
        "comment": [
            {
                "@type": "Comment",
                "text": "20%",
                "author": "Bo",
                "@id": "#1",
                "comment": [{"@type": "Comment", "text": "Half", "parentItem": {"@id": "#1"}, "upvoteCount": 3}],
            }
        ],
    },
    {
        "@graph": [
            {
                "@type": "ClaimReview",
                "claimReviewed": "They hold 60%",
                "itemReviewed": {"author": {"name": "Ivan"}, "datePublished": "2018-12-10"},
                "reviewRating": {"alternateName": "False"},
                "author": {"name": "Us"},
            },
            {
                "@type": "DiscussionForumPosting",
                "text": "A third",
                "author": {"name": "Cy"},
                "comment": {"@type": "Comment"},
            },
        ]
    },
]
BOXES = [
    '<aside class="editor-note"><p>The figure is the ministry’s: 96.5 percent.</p></aside>',
    '<div class="donate-box"><p>Please help us!</p><p>0 $</p><p>500 $</p><p>1,000 $</p><progress value="410"'
    ' max="1000">'
    "</progress></div>",
    "<figure><img src=a.png alt='A map'><figcaption>Who holds what: 60% and 40%</figcaption></figure>",
    "<table><tr><th>Who<th>Share</tr><tr><td>Army<td>60%</tr><tr><td>Others<td>40%</tr></table>",
    "<ul><li>Army: 60 percent<li>Others: 40 percent</ul>",
    "<blockquote><p>“Half of it is ours,” he said.</p></blockquote>",
]


def _html(language: str, *parts: str) -> str:
    return (
        f"<!DOCTYPE html><html lang={language}><head><meta charset=utf-8><title>Half</title>"
        '<meta property="article:published_time" content="2018-12-11T10:00:00Z"><link rel=canonical'
        ' href="https://example.org/a">'
        f"</head><body><article><h1>Half of It</h1>{''.join(parts)}</article></body></html>"
    )


def _pages() -> Iterator[str]:
    """Small pages, so that many are read: a sentence each, with a box and a note, with comments, or with JSON-LD."""
    for number, sentence in enumerate(SENTENCES):
        note, box = NOTES[number % len(NOTES)], BOXES[number % len(BOXES)]
        yield _html("en", f"<p>{sentence}</p>", box, f"<p>{note}</p>")
    for number, comments in enumerate(COMMENTS):
        yield _html("ru", f"<p>{SENTENCES[-number]}</p></article>{comments}<article>")
    for number, linked in enumerate(LINKED):
        script = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
        yield _html("ar", script, f"<p>{SENTENCES[number]}</p>")
    yield "<p>Half the country."


def _texts() -> Iterator[str]:
    for number, sentence in enumerate(SENTENCES):
        note, appeal = NOTES[number % len(NOTES)], APPEALS[number % len(APPEALS)]
        yield (
            f"Headline Of The Page\n\nPublished: 12 December 2018\n\n{sentence}\n\n{note}\n\n{appeal}\n\n3 Comments\n\n"
            f"  • Reader One, 12 December 2018\n\n    Half of it!\n\n    • Reader Two\n\n      {sentence}\n"
        )


def _markdowns() -> Iterator[str]:
    for number, sentence in enumerate(SENTENCES):
        yield (
            f"---\ntitle: Half\ndate: 2018-12-11\nsource: https://example.org/a\n---\n# Half\n\n{sentence} See"
            f" [this](a).\n\n"
            f"> {NOTES[number % len(NOTES)]}\n\n| Who | Share |\n| - | - |\n| Army | **60%** |\n\n- Ana\n\n "
            f" Half?\n\n  - Bo\n\n"
            "    A third.\n\n```\n41 of 407\n```\n\n![Map](a.png 'Who')\n\n<div>20 percent</div>\n\n1. One\n2. Two\n"
        )


def _messages() -> Iterator[str]:
    head = "From: Press Office <p@example.org>\nTo: a@example.org\nSubject: Re: Half\n"
    head += "Date: Tue, 11 Dec 2018 10:41:00 +0300\n"
    for sentence in SENTENCES:
        yield (
            f"{head}Message-ID: <1@example.org>\n\n{sentence}\n\nOn 10 December 2018 at 09:00, Ana Li "
            f"<ana@example.org> wrote:\n"
            "> 60 percent?\n>\n> On 9 December 2018 Bo wrote:\n>> A third.\n\n-- \nPress Office\n"
        )
    yield (
        f"{head}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type:"
        f" multipart/alternative; "
        f"boundary=c\n\n--c\nContent-Type: text/plain; charset=koi8-r; format=flowed\n\nHalf \nof it.\n--c\n"
        f"Content-Type: text/html\n"
        f"\n<p>{SENTENCES[0]}<blockquote type=cite>A third</blockquote>\n--c--\n--b\nContent-Type:"
        f" application/pdf; name=a.pdf\n"
        "Content-Transfer-Encoding: base64\n\nSGFsZg==\n--b--\n"
    )
    passed = "---------- Forwarded message ---------\nFrom: Ministry <m@example.org>\n"
    passed += "Date: 10 December 2018\nSubject: A Third\n\n"
    yield f"{head}\nFor you.\n\n{passed}{SENTENCES[1]}\n"
    answered = "-----Original Message-----\nFrom: Ana\nSent: 10 December 2018\nSubject: Half\n\n"
    yield f"{head}\nYes.\n\n{answered}{SENTENCES[2]}\n"
    box = "From a@example.org Tue Dec 11 10:41:00 2018\n"
    first = f"{box}{head}Message-ID: <1@a>\n\n{SENTENCES[0]}\n\n"
    yield f"{first}{box}{head}Message-ID: <2@a>\nIn-Reply-To: <1@a>\n\nHalf?\n"


def _chats() -> Iterator[str]:
    for number, sentence in enumerate(SENTENCES):
        messages = [
            {"id": 1, "type": "service", "date": "2018-12-10T10:00:00", "action": "create_channel"},
            {"id": 2, "type": "message", "date": "2018-12-10T10:00:00", "from": "Front", "text": sentence},
            {
                "id": 3,
                "type": "message",
                "date": "2018-12-11T10:00:00",
                "date_unixtime": "1544522400",
                "from": "Ana",
                "text": ["They hold ", {"type": "bold", "text": "half"}, " of it.\n\n", sentence],
                "forwarded_from": "Press",
            },
            {
                "id": 4,
                "type": "message",
                "date": "2018-12-11T11:00:00",
                "from": "Bo",
                "text": NOTES[number % len(NOTES)],
                "reply_to_message_id": 3,
            },
            {
                "id": 5,
                "type": "message",
                "date": "2018-12-12T11:00:00",
                "from": "Cy",
                "text": "20%",
                "reply_to_message_id": 4,
            },
        ]
        kind = "public_channel" if number % 2 else "private_supergroup"
        end = "\n" if number % 3 else ""
        yield (
            json.dumps({"name": "Front", "type": kind, "id": 1, "messages": messages}, indent=1, ensure_ascii=False)
            + end
        )


def _lines_of_pdfs() -> Iterator[str]:
    for sentence in SENTENCES:
        words = sentence.split()
        cut = len(words) // 2
        first, second = " ".join(words[:cut]), " ".join(words[cut:])
        yield (
            f"72 800 8 PRESS SERVICE\n72 760 20 Most of It Is Free\n72 700 11 {first}\n72 687 11-{second}"
            f" two\n72 674 11 thirds\n"
            f"320 700 11 {second}\n280 30 8 Page 1 of 2\n\n72 800 8 PRESS SERVICE\n72 700 11 {second}\n280 30 8"
            f" Page 2 of 2\n"
        )


SEEDS: dict[str, Callable[[], Iterable[str]]] = {
    "html": _pages,
    "text": _texts,
    "markdown": _markdowns,
    "mail": _messages,
    "telegram": _chats,
    "pdflines": _lines_of_pdfs,
    "pdf": _lines_of_pdfs,
    "passage": lambda: SENTENCES + NOTES,
    "inside": _texts,
    "lines": lambda: (json.dumps({"id": "a", "text": sentence}) + "\n{}\nno JSON\n" for sentence in SENTENCES),
}


def seeds(target: str) -> Iterator[bytes]:
    """Give the pages that a target starts from, the project's own examples and what was found before among them."""
    if target == "bytes":
        for text in [*_texts(), *_pages()]:
            yield from (text.encode(encoding, "replace")[:LONGEST] for encoding in ("utf-8", "utf-16", "cp1251"))
        yield from (text.encode() for text in [*_messages(), *_chats(), *_markdowns()])
        return
    yield from (text.encode()[:LONGEST] for text in SEEDS[target]())
    if target == "html":
        for path in sorted(PAGES.glob("*.html")):
            yield path.read_bytes()[:LONGEST]
    if target == "text":
        for path in sorted(EXAMPLES.glob("*.txt")):
            yield path.read_bytes()[:LONGEST]
    for path in sorted(CASES.glob(f"{target}-*")):
        if path.suffix != ".why":
            yield path.read_bytes()[:LONGEST]
