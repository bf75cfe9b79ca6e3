"""The nouns of Whoholds, as frozen, typed structs that encode to the JSON of the contract.

A page becomes a `Report`; its numbers about ground become `Figure`s. A published table or a map of control becomes
`PartTable`s. A figure tried on part tables becomes a `Reckoning`. Nothing here computes.

Every name, value and field of `Figure` means what the project's annotation guide says. Offsets are Python string
offsets, half-open, into the text that the figure stands in: `text[span[0]:span[1]] == quote`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Bound = Literal["exact", "about", "at_least", "at_most"]
Kind = Literal["share", "area", "count", "people", "distance"]
Relation = Literal["holds", "contests", "gained", "lost", "none"]
Status = Literal["controlled", "contested", "influence", "unknown"]
Verdict = Literal["as stated", "only if", "no reading", "cannot tell"]
Flow = Literal["held", "gained", "lost"]
Contested = Literal["with", "half", "against", "left out"]
Span = tuple[int, int]
WHOLE_COUNTRY = "the whole country"
# The holder of ground that is said to be contested and no more: nobody holds it for certain.
CONTESTED = "Contested"
# Square kilometres in each unit of area.
KM2_PER_UNIT = {"km2": 1.0, "mi2": 2.589988110336, "ha": 0.01, "m2": 1e-6}


class Struct(msgspec.Struct, frozen=True, kw_only=True):
    """The base of every noun: frozen, compared by value, made by keyword."""


# ---------------------------------------------------------------------------------------------------- the report


class Figure(Struct, frozen=True, kw_only=True):
    """A quantity about ground in a report, with its exact words and where they stand.

    `value` and `high` are plain numbers in `unit` (a fifth is 20 percent). `last_place` is the place value of the
    last digit that was stated: 0.1 for 96.5, 1 for 20, 1000 for "27 thousand", None for a fraction, in words or in
    digits ("a third", "1/3"). `in_words` says that the figure is such a fraction. `or_contested` says that its words
    count contested ground with what is held ("controls or contests"). `where` is "headline", "body",
    "note", "caption" or "comment ID"; one of `paragraph`, `note`, `image` and `comment` then says which one
    (an index into the report's list; for a comment its ID). `asserted` is false where the sentence denies, supposes or
    only foresees it. `earlier` is set where the words name a past time and no date: a duration before the day of the
    text ("P3Y": three years ago), or "unknown" ("at its peak"). `since` is when the period began in which ground was
    gained or lost, as far as the sentence says: a day, a month or a year, whose first day counts; "--01-01" without a
    year ("this year"); or a duration before `as_of` ("P6M": the past six months).
    """

    quote: str
    span: Span
    value: float
    high: float | None = None
    bound: Bound = "exact"
    kind: Kind
    unit: str
    relation: Relation = "none"
    holder: str | None = None
    base: str | None = None
    measure: str | None = None
    as_of: str | None = None
    earlier: str | None = None
    since: str | None = None
    speaker: str | None = None
    quoted: bool = False
    last_place: float | None = None
    in_words: bool = False
    or_contested: bool = False
    where: str | None = None
    paragraph: int | None = None
    note: int | None = None
    image: int | None = None
    comment: int | str | None = None
    asserted: bool = True


class Statement(Struct, frozen=True, kw_only=True):
    """What one speaker said in one place of the report: source, cue and content.

    `speaker` is the person if named, else the body; `role` what the page calls them ("Russian Foreign Ministry
    spokesman"), `rank` a military or similar title ("Colonel General"), `cue` the word that marks it ("said",
    "according to"). `content` is what was said, as it stands; `direct` is true for words in quotation marks.
    `span` is where the content stands in paragraph number `paragraph` (or in note number `note`).
    `date` is ISO 8601; "--12-11" is a day without a year.
    """

    speaker: str
    role: str | None = None
    rank: str | None = None
    cue: str | None = None
    content: str
    direct: bool
    occasion: str | None = None
    date: str | None = None
    paragraph: int | None = None
    note: int | None = None
    span: Span


class Note(Struct, frozen=True, kw_only=True):
    """An editor's own remark inside a report: "[SF: …]", "Editor's note: …", "Update: …", "Correction: …".

    `text` is the remark with its brackets and its label taken off, `label` what marked it, `by` whose it is, if
    the page says. `kind` is "note", "update" or "correction". A note of its own stands after paragraph number
    `after` (-1: before the first). A note inside a paragraph has `paragraph` and the `span` that it fills there.
    """

    text: str
    by: str | None = None
    label: str | None = None
    kind: Literal["note", "update", "correction"] = "note"
    after: int | None = None
    paragraph: int | None = None
    span: Span | None = None


class Image(Struct, frozen=True, kw_only=True):
    """A picture on the page: its address, the words under it and its text for those who cannot see it."""

    src: str | None = None
    caption: str | None = None
    alt: str | None = None


class Comment(Struct, frozen=True, kw_only=True):
    """One reader's comment. `id` is a running number in plain text and the page's own ID in HTML.

    `parent` is the ID of the comment that it answers, or None; `depth` is 0 for a comment that answers none.
    `posted` is as the page gives it, in ISO 8601 where it could be read. `votes` is what readers gave it: those for it,
    less those against it where the page counts both.
    """

    id: int | str
    parent: int | str | None = None
    author: str | None = None
    posted: str | None = None
    text: str
    depth: int = 0
    votes: int | None = None


class Appeal(Struct, frozen=True, kw_only=True):
    """The page's request for money: what it asks, the marks on its scale, the goal and what was raised.

    `currency` is the ISO 4217 code.
    """

    asks: str | None = None
    marks: tuple[float, ...] = ()
    goal: float | None = None
    raised: float | None = None
    currency: str | None = None


class Review(Struct, frozen=True, kw_only=True):
    """A check of a claim that a page has in its markup for search engines (`ClaimReview`).

    `claim` is what was checked, `by` who said it and `said` when, `rating` the verdict in the reviewer's own words.
    """

    claim: str
    by: str | None = None
    said: str | None = None
    rating: str | None = None
    reviewer: str | None = None


class Origin(Struct, frozen=True, kw_only=True):
    """Where a run of a report's paragraphs comes from, in a source that has several pages or posts.

    `paragraph` is the index of the first of them; they go up to the next origin. `page` is the number of the page of a
    PDF, from 1; `post` the number of a post of a chat, `author` who wrote it and `posted` when.
    """

    paragraph: int
    page: int | None = None
    post: int | None = None
    author: str | None = None
    posted: str | None = None


class Report(Struct, frozen=True, kw_only=True):
    """What was read from one page, and where it came from.

    `paragraphs` are the body's, without the headline, captions, notes of their own, comments and the appeal.
    Dates are ISO 8601; `event_date` may be "--12-11", a day whose year the page does not give.
    `origins` say which page of a PDF, or which post of a chat, a paragraph stands in. `warnings` say in whole sentences
    what could not be read, and where.
    """

    headline: str | None = None
    url: str | None = None
    site: str | None = None
    published: str | None = None
    event_date: str | None = None
    language: str | None = None
    images: tuple[Image, ...] = ()
    paragraphs: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    thread: tuple[Comment, ...] = ()
    appeal: Appeal | None = None
    reviews: tuple[Review, ...] = ()
    origins: tuple[Origin, ...] = ()
    warnings: tuple[str, ...] = ()


# ---------------------------------------------------------------------------------------------------- the evidence


class Evidence(Struct, frozen=True, kw_only=True):
    """The papers of one layer: who assessed it, for which date, where it was seen, under which licence.

    `as_of` is a day, a month or a year as the source gives it. `kind` is "shares", "units", "points" or "polygons".
    `note` is what the reader must know of it ("the shares add up to 99.0"). `precision_km` is how far a map's lines may
    be off, None where that is not known; `assumed` says that this is not the source's own word. `since` is set where
    two tables of the source are compared: it is the date of the earlier one, and `as_of` that of the later. A
    reckoning's evidence then has the papers of both besides, each for itself. `printed` says that instead the source
    itself prints what was gained, in a period that starts on the day `since` and ends with `as_of`.
    """

    source: str
    as_of: str
    url: str | None = None
    licence: str | None = None
    kind: Literal["shares", "units", "points", "polygons"] = "shares"
    note: str | None = None
    precision_km: float | None = None
    assumed: bool = False
    since: str | None = None
    printed: bool = False


class Part(Struct, frozen=True, kw_only=True):
    """A piece that no way of counting splits: one holder, one status, one value of the table's measure.

    `holder` is the atlas's name of the holder, or None for a remainder that the source leaves unsaid and for ground
    that nobody holds. `name` is what the source calls it. `rounding` is half the place value of the last digit that
    the source printed (0.05 for 59.6), 0 for an exact count.
    """

    name: str
    holder: str | None = None
    status: Status = "controlled"
    value: float
    rounding: float = 0.0


class Strip(Struct, frozen=True, kw_only=True):
    """What lies along a line of a map: part `of` has it, and part `to` would if the line moved as far as it may be off.

    Parts are called by `Part.name` and status. `value` is in the table's unit.
    """

    to: str
    to_status: Status
    of: str
    of_status: Status
    value: float


class PartTable(Struct, frozen=True, kw_only=True):
    """One layer's parts by one measure: all that a reading sums over.

    `unit` is "percent", "km2" or a plural noun ("districts"). `total` is the whole in the same unit: 100 for a
    table of shares, or what the source states, or None if it states none. A remainder between the parts and the
    total stands among the parts with no holder. `day` is the last day of `evidence.as_of` (ISO 8601), by which
    tables are put in order. `base` names what the whole is: "the whole country", "Donetsk oblast". `strips` are what a
    map's parts would gain and lose if its lines moved.
    """

    evidence: Evidence
    place: str
    measure: str
    unit: str
    day: str
    base: str = WHOLE_COUNTRY
    parts: tuple[Part, ...]
    total: float | None = None
    strips: tuple[Strip, ...] = ()


class Claim(Struct, frozen=True, kw_only=True):
    """A figure with its names settled: what `reckon` tries on part tables.

    `holders` are the atlas's names of those whom the words count. `enemies` are the sides that the text names as
    the one from whom ground was taken. `blocs` maps the name of each bloc that the atlas knows for the date to its
    holders; a bloc that bears the name of a holder says whom that holder is made of, where a table tells them apart.
    `on` is the day that the figure is for (ISO 8601), `place` the country (ISO 3166 alpha-3), `base` the part of it
    that the words take as the whole, by the name that tables give it. `since` is the first day of the period in which
    the ground was gained or lost; the state before it is that of the eve.
    """

    value: float
    high: float | None = None
    bound: Bound = "exact"
    kind: str = "share"
    unit: str = "percent"
    relation: Relation = "holds"
    measure: str | None = "area"
    holders: tuple[str, ...] = ()
    enemies: tuple[str, ...] = ()
    blocs: dict[str, tuple[str, ...]] = {}
    last_place: float | None = None
    in_words: bool = False
    on: str | None = None
    place: str | None = None
    base: str = WHOLE_COUNTRY
    since: str | None = None


# ---------------------------------------------------------------------------------------------------- the reckoning


class Reading(Struct, frozen=True, kw_only=True, gc=False):
    """One fully specified way of counting.

    `evidence` is an index into the reckoning's evidence. `counted` are the holders whose ground counts; when
    `all_but` is not empty, the reading is instead the whole without the ground of those named there, what the
    source leaves unsaid included. `contested` says what is done with contested ground. `base` is what the sum is
    divided by. `flow` is "held" on the date, or what was "gained" or "lost" `since` the date of an earlier table of the
    same source. `unsaid` says that what the source leaves unsaid counts too. `also` are further statuses whose ground
    counts for a holder beside what it controls ("influence", where the source gives the holder both; "unknown", what
    could not be confirmed).
    """

    evidence: int
    measure: str
    counted: tuple[str, ...] = ()
    all_but: tuple[str, ...] = ()
    contested: Contested = "against"
    base: str = WHOLE_COUNTRY
    flow: Flow = "held"
    since: str | None = None
    unsaid: bool = False
    also: tuple[Status, ...] = ()


class Departure(Struct, frozen=True, kw_only=True, gc=False):
    """One named difference between a reading and the literal reading.

    `dimension` is one of "holder", "bloc", "all but", "measure", "base", "contested", "date", "since", "flow" and
    "source"; `to` is what the reading has there ("SDF", "2018-08"); `say` is it in words ("land held by the SDF is
    counted").
    """

    dimension: str
    to: str
    say: str


class Tried(Struct, frozen=True, kw_only=True, gc=False):
    """A reading with what it comes to. `value` is in the claim's unit.

    `rounding` is how far the evidence's own rounding may move it. `cost` is the number of departures. `range` is
    between what and what it lies if the lines of the map are off by as much as they may be; None for published figures
    and where a reading is only listed.
    """

    reading: Reading
    value: float
    holds: bool
    gives: bool
    rounding: float = 0.0
    cost: int = 0
    departures: tuple[Departure, ...] = ()
    range: tuple[float, float] | None = None


class Explanation(Struct, frozen=True, kw_only=True):
    """A minimal set of departures that gives the figure, said in one plain sentence. `range` is as in `Tried`."""

    departures: tuple[Departure, ...]
    reading: Reading
    value: float
    range: tuple[float, float] | None = None
    say: str


class Chance(Struct, frozen=True, kw_only=True):
    """How easily a figure like this one comes out.

    Of `could_have_been_said` figures of the same precision between `low` and `high`, `given` would have been given
    by some reading of at most `cost` departures. Of `deals` random deals of the parts to the holders (seed `seed`),
    `deals_that_give` gave an explanation of at most that cost. `say` is it in one sentence.
    """

    cost: int
    low: float
    high: float
    could_have_been_said: int
    given: int
    deals: int
    deals_that_give: int
    seed: int
    say: str


class Union(Struct, frozen=True, kw_only=True):
    """Some of the parts of a map together: those `counted`, and those `left_out`. `value` is in the claim's unit.

    `near` says that it lies within the search's reach of the figure, `gives` that it gives the figure as its words go.
    `say` names it by the shorter of the two lists: "all but HTS and allies".
    """

    counted: tuple[str, ...]
    left_out: tuple[str, ...]
    value: float
    near: bool
    gives: bool
    say: str


class UnionSearch(Struct, frozen=True, kw_only=True):
    """Which unions of a map's parts come to the figure, whoever it is said of, and how many figures come out so.

    The parts are the map's holders, each with all its ground, and each piece of ground that no holder has to itself.
    Of the `unions` that they make, `unions_near` lie within `reach` of the figure and `unions_that_give` give it as its
    words go; `found` are the closest of both, at most a dozen. Of the `targets`, the figures of the same precision from
    `targets_low` to `targets_high`, `targets_near` lie within `reach` of some union, and some union gives
    `targets_given` as the words go. `evidence` is an index into the reckoning's evidence.
    """

    evidence: int
    measure: str
    base: str
    parts: tuple[str, ...]
    unions: int
    reach: float
    unions_near: int
    unions_that_give: int
    found: tuple[Union, ...]
    targets_low: float
    targets_high: float
    targets: int
    targets_near: int
    targets_given: int
    say: str


class Missing(Struct, frozen=True, kw_only=True):
    """What is missing before a figure can be reckoned: `what` it is, in one sentence, and the option that gives it."""

    what: str
    say: str
    option: str | None = None


class LeftOut(Struct, frozen=True, kw_only=True):
    """How much one rule left out of a reckoning.

    `rule` is the rule's name and `say` it in one sentence. `kind` is "table" for tables that were not tried, "reading"
    for ways of counting that were not, and "explanation" for readings that were tried and explain nothing all the same.
    `number` is how many; `tables` names the tables, at most a dozen.
    """

    rule: str
    kind: Literal["table", "reading", "explanation"]
    say: str
    number: int
    tables: tuple[str, ...] = ()


class Reckoning(Struct, frozen=True, kw_only=True):
    """A claim tried on all readings.

    `figure` is the index of its figure in the report. `literal` is the reading that the words ask for, on the
    nearest evidence; `by_source` is the same reading on the nearest evidence of every source. `nearest` is the
    reading that comes closest where none gives the figure; `at_least_holds` are the cheapest readings under which
    the words at least hold. `coincidence` is `chance.given / chance.could_have_been_said`, `by_dealing`
    `chance.deals_that_give / chance.deals`. `over_time` is what the cheapest explanations come to on the other dates of
    the same source, whether they give the figure there or not. `holds_window` and `gives_window` are the two windows
    of the figure before the evidence's own rounding widens them. `in_range` are the cheapest readings that give the
    figure only inside the range of their map's lines. `readings` are all that were tried. `unions` are the
    searches over all unions of a map's parts, where a map is among the evidence and the figure does not hold as stated.
    `left_out` says by which rules tables and ways of counting were left out, and how many of them. A claim is never its
    own evidence, so the verdict is by others' tables; `own_source_agrees` says whether the figure holds by the
    claimant's own one, read literally, and is None where there is none.
    """

    figure: int | None = None
    claim: Claim | None = None
    holds_window: tuple[float, float] | None = None
    gives_window: tuple[float, float] | None = None
    literal: Tried | None = None
    by_source: tuple[Tried, ...] = ()
    verdict: Verdict
    own_source_agrees: bool | None = None
    say: str
    explanations: tuple[Explanation, ...] = ()
    nearest: Tried | None = None
    at_least_holds: tuple[Tried, ...] = ()
    readings_tried: int = 0
    readings_that_give: int = 0
    coincidence: float | None = None
    by_dealing: float | None = None
    chance: Chance | None = None
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()
    readings: tuple[Tried, ...] = ()
    over_time: tuple[Tried, ...] = ()
    in_range: tuple[Tried, ...] = ()
    unions: tuple[UnionSearch, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Show it in a notebook as the page does. Nothing else here knows how things are shown."""
        from whoholds.showing import in_notebook

        return in_notebook(self)


class Check(Struct, frozen=True, kw_only=True):
    """A check inside the report, which needs no map.

    `kind` names it ("sum to a whole", "remainder against area", "same figure before", …), `figures` are the
    indexes of the figures that it is about, `holds` is whether they fit each other (None: shown, not judged), `say`
    is it in one or two plain sentences, and `sources` where the outside facts come from (an area, an earlier
    statement).
    """

    kind: str
    figures: tuple[int, ...]
    holds: bool | None
    say: str
    sources: tuple[Evidence, ...] = ()


class Given(Struct, frozen=True, kw_only=True):
    """What the user gave beside the page, as it was given.

    The date `on` goes before those of the page; `place`, `holder` and `since` count where its sentences do not say it.
    """

    on: str | None = None
    place: str | None = None
    holder: str | None = None
    since: str | None = None


class Answer(Struct, frozen=True, kw_only=True):
    """What `check` says: the report, a reckoning for each figure that can have one, and the checks inside it.

    `given` is what the user gave beside the page.
    """

    report: Report
    reckonings: tuple[Reckoning, ...]
    checks: tuple[Check, ...]
    given: Given = Given()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Show it in a notebook as the page does."""
        from whoholds.showing import in_notebook

        return in_notebook(self)
