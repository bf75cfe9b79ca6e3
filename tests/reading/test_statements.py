"""Who said what: sentences of our own writing, in a table by construction, and properties that hold for any text."""

from __future__ import annotations

import pytest
from growth import ends
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.model import Statement
from whoholds.reading.speech.statements import find_statements, headline_statements

Said = tuple[str, bool, str]  # speaker, direct, content

ROWS: list[tuple[str, list[Said]]] = [
    # Direct: the quotation before its cue, in every kind of mark.
    ("“We hold 12 villages,” Ana Brodek said.", [("Ana Brodek", True, "We hold 12 villages")]),
    ('"We hold 12 villages," Ana Brodek said on Friday.', [("Ana Brodek", True, "We hold 12 villages")]),
    ("«We hold 12 villages», Ana Brodek said.", [("Ana Brodek", True, "We hold 12 villages")]),
    ("„We hold 12 villages“, Ana Brodek said.", [("Ana Brodek", True, "We hold 12 villages")]),
    ("“The road is open,” said Ana Brodek.", [("Ana Brodek", True, "The road is open")]),
    (
        "“The road is open,” said Ana Brodek, the mayor of Velin.",
        [("Ana Brodek", True, "The road is open")],
    ),
    (
        "“The road is open,” said the mayor of Velin, Ana Brodek.",
        [("Ana Brodek", True, "The road is open")],
    ),
    ("“Is the road open?” asked nobody. “It is open.” Ana Brodek stressed.", [("Ana Brodek", True, "It is open.")]),
    # Direct: the cue before its quotation.
    ("Ana Brodek said: “Half of the valley is ours.”", [("Ana Brodek", True, "Half of the valley is ours.")]),
    ('Ana Brodek told reporters, "Half of the valley is ours."', [("Ana Brodek", True, "Half of the valley is ours.")]),
    ('She said that "Half of the valley is ours." Nobody checked.', []),
    # Direct: split, several sentences, without a comma, with a word in marks inside.
    (
        "“We hold the bridge,” Brodek said, “and we will keep it.”",
        [("Brodek", True, "We hold the bridge"), ("Brodek", True, "and we will keep it.")],
    ),
    (
        "“We hold the bridge,” Brodek said. “We will keep it.”",
        [("Brodek", True, "We hold the bridge"), ("Brodek", True, "We will keep it.")],
    ),
    (
        "“We came at night. By noon 30 houses were ours,” Brodek told the Velin Post.",
        [("Brodek", True, "We came at night. By noon 30 houses were ours")],
    ),
    (
        '"The river line is holding in all five districts" the regional command said in a statement.',
        [("regional command", True, "The river line is holding in all five districts")],
    ),
    ("The so-called “safe zone” was never agreed.", []),
    ("They named it “Operation Winter Road” in 2014.", []),
    # Indirect: that, no that, reported speech with adjuncts.
    ("Brodek said that 12 villages were taken.", [("Brodek", False, "12 villages were taken")]),
    ("Brodek said 12 villages were taken.", [("Brodek", False, "12 villages were taken")]),
    ("Brodek said on Tuesday that 12 villages were taken.", [("Brodek", False, "12 villages were taken")]),
    ("Brodek told the Velin Post that 12 villages were taken.", [("Brodek", False, "12 villages were taken")]),
    ("Brodek told reporters 12 villages were taken.", [("Brodek", False, "12 villages were taken")]),
    (
        "Brodek said in a statement released by her office that 12 villages were taken.",
        [("Brodek", False, "12 villages were taken")],
    ),
    ("Officials say the bridge is closed.", [("Officials", False, "the bridge is closed")]),
    (
        "The Velin Monitoring Group also reported further losses along the river.",
        [("Velin Monitoring Group", False, "further losses along the river")],
    ),
    # Indirect: the cue at the end, with and without a comma, turned round.
    ("12 villages were taken, Brodek said.", [("Brodek", False, "12 villages were taken")]),
    ("12 villages were taken, the regional command noted.", [("regional command", False, "12 villages were taken")]),
    (
        "The army took 12 villages in the north the Velin Monitoring Group said on Monday.",
        [("Velin Monitoring Group", False, "The army took 12 villages in the north")],
    ),
    (
        "Some 900 people live in the besieged quarter said the UN.",
        [("UN", False, "Some 900 people live in the besieged quarter")],
    ),
    # Indirect: in the middle.
    (
        "At the pass, where, she said, 40 men remain, it snows. ",
        [],
    ),
    (
        "Dara Velic spoke first. At the pass where, she said, 40 men remain, it snows.",
        [("Dara Velic", False, "40 men remain, it snows")],
    ),
    (
        "By then, according to Brodek, 40 men had left.",
        [("Brodek", False, "40 men had left")],
    ),
    # According to, in the words of, figures put, reports.
    ("According to Brodek, 12 villages were taken.", [("Brodek", False, "12 villages were taken")]),
    ("According to the Velin News media outlet 12 men left.", [("Velin News", False, "12 men left")]),
    (
        "12 villages were taken, according to the Ministry of Defence.",
        [("Ministry of Defence", False, "12 villages were taken")],
    ),
    ("In Brodek's words, the valley is lost.", [("Brodek", False, "the valley is lost")]),
    ("In the words of General Ivo Tesar, the valley is lost.", [("Ivo Tesar", False, "the valley is lost")]),
    ("Brodek put the figure at 40 percent.", [("Brodek", False, "the figure at 40 percent")]),
    (
        "The Velin Group's report says half of the valley is lost.",
        [("Velin Group", False, "half of the valley is lost")],
    ),
    (
        "A report by the Velin Group said half of the valley was lost.",
        [("Velin Group", False, "half of the valley was lost")],
    ),
    ("The United Nations estimates 900 people live there.", [("United Nations", False, "900 people live there")]),
    # Participles and a second verb with the same subject.
    (
        "The army said it had left, adding that 40 men stayed.",
        [("army", False, "it had left"), ("army", False, "40 men stayed")],
    ),
    (
        "Brodek said that the road was open and added that 40 men stayed.",
        [("Brodek", False, "the road was open"), ("Brodek", False, "40 men stayed")],
    ),
    (
        "The Northern Army crossed the river, claiming it had taken 12 villages.",
        [("Northern Army", False, "it had taken 12 villages")],
    ),
    (
        "Fighting resumed, with Velin saying that its troops held the pass.",
        [("Velin", False, "its troops held the pass")],
    ),
    # Several speakers in one sentence.
    (
        "Brodek said 40 percent was lost, while the army reported that 20 percent was.",
        [("Brodek", False, "40 percent was lost"), ("army", False, "20 percent was")],
    ),
    (
        "Brodek claimed half of the town; the Northern Army stated that it held all of it.",
        [("Brodek", False, "half of the town"), ("Northern Army", False, "it held all of it")],
    ),
    # Chains: the origin, not the relay.
    (
        "The Velin Post quoted Defence Minister Ivo Tesar as saying that 12 villages were taken.",
        [("Ivo Tesar", False, "12 villages were taken")],
    ),
    (
        "The Velin Post reported, citing local officials, that 12 villages were taken.",
        [("local officials", False, "12 villages were taken")],
    ),
    # Names: roles before and after, ranks, apposition, brackets, articles, possessives.
    ("Velin's governor Ana Brodek said the road was open.", [("Ana Brodek", False, "the road was open")]),
    ("The head of the Velin Guard, Ivo Tesar, said the road was open.", [("Ivo Tesar", False, "the road was open")]),
    ("Ivo Tesar, head of the Velin Guard, said the road was open.", [("Ivo Tesar", False, "the road was open")]),
    ("Ivo Tesar, who leads the Velin Guard, said the road was open.", [("Ivo Tesar", False, "the road was open")]),
    ("Guard commander Colonel Ivo Tesar said the road was open.", [("Ivo Tesar", False, "the road was open")]),
    ("The Northern Front (NF) said the road was open.", [("Northern Front", False, "the road was open")]),
    ("The Guard's spokesman said the road was open.", [("Guard's spokesman", False, "the road was open")]),
    ("A spokesman for the rebels said the road was open.", [("spokesman for the rebels", False, "the road was open")]),
    ("Velin and Tarsk said the road was open.", [("Velin and Tarsk", False, "the road was open")]),
    (
        "The Velin Observatory - which has people in the valley - also said the road was open.",
        [("Velin Observatory", False, "the road was open")],
    ),
    ("The UN's Ana Brodek said the road was open.", [("Ana Brodek", False, "the road was open")]),
    ("Theresa May said the road was open.", [("Theresa May", False, "the road was open")]),
    ("The Velin Times said the road was open.", [("Velin Times", False, "the road was open")]),
    ("Officials in Tarsk said the road was open.", [("Officials in Tarsk", False, "the road was open")]),
    ("Guards interviewed by the Velin Post said the road was open.", [("Guards", False, "the road was open")]),
    (
        "Activists and a Guard commander say the road is open.",
        [("Activists and a Guard commander", False, "the road is open")],
    ),
    # Newswire without commas.
    (
        "The road is open in all of Velin the army said adding that 9 men left.",
        [("army", False, "The road is open in all of Velin"), ("army", False, "9 men left")],
    ),
    (
        "The Velin Observatory a group based in Tarsk said 12 villages fell.",
        [("Velin Observatory", False, "12 villages fell")],
    ),
    ("The road is open said Ana Brodek a Guard spokeswoman.", [("Ana Brodek", False, "The road is open")]),
    ("Ana Brodek told a briefing 12 villages fell.", [("Ana Brodek", False, "12 villages fell")]),
    ("Ana Brodek said on Monday Velin lost 12 villages.", [("Ana Brodek", False, "Velin lost 12 villages")]),
    ("Ana Brodek said in a statement Velin lost 12 villages.", [("Ana Brodek", False, "Velin lost 12 villages")]),
    # Passive.
    ("It was announced by the Velin Guard that 12 villages fell.", [("Velin Guard", False, "12 villages fell")]),
    ("The rebels said to have taken the bridge fled.", []),
    ("My Government has stated that 12 villages fell.", []),
    ("Ana Brodek said on 12 May 40 villages fell.", [("Ana Brodek", False, "40 villages fell")]),
    ("In May 2012 Brodek said that 12 villages fell.", [("Brodek", False, "12 villages fell")]),
    # No saying at all.
    ("The Guard claimed responsibility for the attack.", []),
    ("The flood claimed the lives of 40 people.", []),
    ("ISIL was reported to control 5 percent of the district.", []),
    ("It is estimated that 900 people live there.", []),
    ("The Guard reportedly holds 40 percent.", []),
    ("We say that the valley is ours.", []),
    ("I would like to say that 40 percent is lost.", []),
    ("The general did not say how many men he lost.", []),
    ("The United States holds the 55 km zone.", []),
    ("The delegates have no territorial claims to the islands.", []),
]


def told(statements: tuple[Statement, ...]) -> list[Said]:
    return [(s.speaker, s.direct, s.content) for s in statements]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_one_paragraph(text: str, expected: list[Said]) -> None:
    assert told(find_statements([text])) == expected


PAGES: list[tuple[str, list[str], list[tuple[str, str]]]] = [
    (
        "a surname finds its full name, a pronoun the person named last",
        [
            "General Ivo Tesar said the pass was held.",
            "Snow fell.",
            "Tesar noted that 40 men stayed. He added that 9 left.",
        ],
        [("Ivo Tesar", "the pass was held"), ("Ivo Tesar", "40 men stayed"), ("Ivo Tesar", "9 left")],
    ),
    (
        "a rank in small letters finds its bearer",
        ["Colonel General Ivo Tesar said the pass was held.", "The colonel general also said that 40 men stayed."],
        [("Ivo Tesar", "the pass was held"), ("Ivo Tesar", "40 men stayed")],
    ),
    (
        "somebody who did not speak before",
        ["Governor Ana Brodek came to the bridge on Monday. She said that it was safe."],
        [("Ana Brodek", "it was safe")],
    ),
    (
        "a body is pointed at",
        [
            "The Velin Observatory said 12 villages fell.",
            "The monitoring group added that 3 were retaken. It said 2 burned.",
        ],
        [
            ("Velin Observatory", "12 villages fell"),
            ("Velin Observatory", "3 were retaken"),
            ("Velin Observatory", "2 burned"),
        ],
    ),
    (
        "a short name of a body",
        ["The Velin Observatory for Peace said 12 villages fell. The Observatory said 3 burned."],
        [("Velin Observatory for Peace", "12 villages fell"), ("Velin Observatory for Peace", "3 burned")],
    ),
    (
        "one source is not another",
        ["A rebel source said 12 villages fell. A military source said 3 fell."],
        [("rebel source", "12 villages fell"), ("military source", "3 fell")],
    ),
    (
        "a quotation that runs on over paragraphs",
        ["“We hold the bridge,” Ana Brodek said. “We came at night.", "“We will not leave,” she added."],
        [
            ("Ana Brodek", "We hold the bridge"),
            ("Ana Brodek", "We came at night."),
            ("Ana Brodek", "We will not leave"),
        ],
    ),
    (
        "a paragraph that is only a quotation goes with the one before",
        ["“We hold the bridge,” Ana Brodek said.", "“Nobody will take it from us.”"],
        [("Ana Brodek", "We hold the bridge"), ("Ana Brodek", "Nobody will take it from us.")],
    ),
    (
        "a colon announces the next paragraph",
        ["Ana Brodek said:", "“Nobody will take the bridge from us.”"],
        [("Ana Brodek", "Nobody will take the bridge from us.")],
    ),
    (
        "a colon announces a paragraph without quotation marks",
        ["Ana Brodek explained:", "The bridge is ours. So are 9 towns.", "It rained."],
        [("Ana Brodek", "The bridge is ours. So are 9 towns.")],
    ),
    (
        "a colon announces a list",
        ["The ministry said in its bulletin:", "- 12 villages fell", "- 3 burned", "It rained."],
        [("ministry", "- 12 villages fell"), ("ministry", "- 3 burned")],
    ),
    (
        "a pointer goes on over a paragraph's end, a pronoun does not",
        ["Brodek said 12 villages fell.", "This represents half of the valley.", "It rained.", "It has 9 towns."],
        [("Brodek", "12 villages fell"), ("Brodek", "This represents half of the valley.")],
    ),
    (
        "a paragraph finds its speaker in the next",
        ["Brodek spoke.", "It rained. 12 villages fell.", "Ivo Tesar said this on Monday. He added that 9 burned."],
        [("Ivo Tesar", "It rained. 12 villages fell."), ("Ivo Tesar", "9 burned")],
    ),
    ("a quotation of nobody", ["“Nobody will take the bridge from us.”", "The bridge fell."], []),
]


@pytest.mark.parametrize(("name", "page", "expected"), PAGES, ids=[row[0] for row in PAGES])
def test_over_sentences_and_paragraphs(name: str, page: list[str], expected: list[tuple[str, str]]) -> None:
    assert [(s.speaker, s.content) for s in find_statements(page)] == expected


def test_role_rank_occasion_and_date() -> None:
    page = [
        "Head of the Velin Defense Center Colonel General Ivo Tesar said on May 3 "
        "during a meeting of the two staffs that it rained.",
        "“It will go on,” Tesar added.",
        "Velin Trade Ministry spokeswoman Ana Brodek said that 9 shops closed.",
    ]
    first, second, third = find_statements(page)
    assert (first.role, first.rank) == ("Head of the Velin Defense Center", "Colonel General")
    assert (first.date, first.occasion) == ("--05-03", "a meeting of the two staffs")
    assert (second.role, second.rank, second.date, second.occasion) == (
        first.role,
        first.rank,
        first.date,
        first.occasion,
    )
    assert (third.role, third.rank, third.date, third.occasion) == (
        "Velin Trade Ministry spokeswoman",
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        ("Brodek said on May 3, 2017 that it rained.", None, "2017-05-03"),
        ("On 3 May 2017, Brodek said that it rained.", None, "2017-05-03"),
        ("Brodek said on May 3 that it rained.", "2017-05-04", "2017-05-03"),
        ("Brodek said on December 30 that it rained.", "2018-01-02", "2017-12-30"),
        ("Brodek said on Monday that it rained.", "2018-12-12", "2018-12-10"),
        ("Brodek said on Monday that it rained.", None, None),
        ("Brodek said that it rained on May 3.", None, None),
    ],
)
def test_date(text: str, published: str | None, date: str | None) -> None:
    (statement,) = find_statements([text], published=published)
    assert statement.date == date


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("Brodek said at a news conference in Velin that it rained.", "a news conference in Velin"),
        ("Speaking at the old mill on 3 May, Brodek said that it rained.", "the old mill"),
        (
            "Brodek said in an interview with the Velin Post on Friday that it rained.",
            "an interview with the Velin Post",
        ),
        ("Brodek said in the morning that it rained.", None),
    ],
)
def test_occasion(text: str, occasion: str | None) -> None:
    (statement,) = find_statements([text])
    assert statement.occasion == occasion


@pytest.mark.xfail(strict=True, reason="known to fail")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Single quotation marks are not read.
        ("‘We hold 12 villages,’ Ana Brodek said.", [("Ana Brodek", True, "We hold 12 villages")]),
        # A noun of saying.
        ("Ana Brodek's claim that 12 villages fell was not confirmed.", [("Ana Brodek", False, "12 villages fell")]),
        # A script: who speaks stands before a colon.
        ("Brodek: We hold 12 villages.", [("Brodek", True, "We hold 12 villages")]),
        # The maker of a report is named in one sentence, what it says in the next.
        (
            "The Velin Group wrote a report last year. It has now been confirmed there that half was lost.",
            [("Velin Group", False, "half was lost")],
        ),
    ],
)
def test_not_read_yet(text: str, expected: list[Said]) -> None:
    assert told(find_statements([text])) == expected


_PIECES = st.sampled_from(
    [
        "said",
        "according to",
        "that",
        "the army",
        "General Tesar",
        "he",
        "“",
        "”",
        '"',
        "«",
        "»",
        ",",
        ".",
        ":",
        ";",
        "(",
        ")",
        " ",
        "\n",
        "\n\n",
        "12 villages fell",
        "adding",
        "quoted",
        "as saying",
        "and",
        "while",
        "-",
        "–",
        "Brodek's",
        "report",
        "on May 3",
        "SOHR",
        "…",
        "‘",
        "\ue000",
    ]
)


@pytest.mark.parametrize(
    ("headline", "said"),
    [
        ("Brodek: Half of Velin is free", [("Ana Brodek", "Half of Velin is free")]),
        ("Half of Velin is free, says Brodek", [("Ana Brodek", "Half of Velin is free")]),
        ("Half of Velin Is Free, Brodek Says", [("Ana Brodek", "Half of Velin Is Free")]),
        ("Half of Velin is free – UN envoy", [("UN envoy", "Half of Velin is free")]),
        ("Velin: Half of the town is free", []),
        ("Half of Velin Is Free", []),
        ("Brodek: Half of Velin is free.", []),
    ],
)
def test_a_headline_knows_who_speaks_below_it(headline: str, said: list[tuple[str, str]]) -> None:
    page = find_statements(["Ana Brodek said that it snowed."])
    assert [(s.speaker, s.content) for s in headline_statements(headline, page)] == said


@settings(deadline=None, max_examples=200)
@given(st.lists(st.one_of(st.lists(_PIECES, max_size=30).map(" ".join), st.text(max_size=60)), max_size=4))
def test_spans_lie_in_the_text(page: list[str]) -> None:
    for statement in find_statements(page, published="2018-12-11"):
        assert statement.paragraph is not None
        start, end = statement.span
        assert 0 <= start < end <= len(page[statement.paragraph])
        assert page[statement.paragraph][start:end] == statement.content
        assert statement.speaker.strip() == statement.speaker != ""


@pytest.mark.parametrize(
    "piece",
    [
        "said ",
        '" ',
        '"a ',
        "!",
        "\n   ",
        "the army said that ",
        "“",
        "a.",
        "a-",
        "according to the ",
        "“Yes. ",
        "(",
        "x",
        ", said ",
        "Gen. ",
        "said.The ",
        "40 that the army says ",
        "Source: ",
    ],
)
def test_hostile_text_ends_soon(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    with ends():
        find_statements([text])
