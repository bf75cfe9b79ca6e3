"""Whose figure a figure is: sentences of our own writing, with the speaker and whether it is quoted."""

from __future__ import annotations

import pytest
from growth import ends
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.model import Figure
from whoholds.reading.speech.attribute import attribute_figures
from whoholds.reading.speech.statements import find_statements


def figure_at(text: str, quote: str, value: float = 40) -> Figure:
    start = text.index(quote)
    return Figure(quote=quote, span=(start, start + len(quote)), value=value, kind="share", unit="percent")


# text, the figure's words, its speaker, whether it stands in quotation marks
ROWS: list[tuple[str, str, str | None, bool]] = [
    # The reporter's own words.
    ("The Guard holds 40% of the valley.", "40%", None, False),
    ("Brodek said that it rained. The Guard holds 40% of the valley.", "40%", None, False),
    ("The Guard reportedly holds 40% of the valley.", "40%", None, False),
    ("The Guard is estimated to hold 40% of the valley.", "40%", None, False),
    ("It is said that the Guard holds 40% of the valley.", "40%", None, False),
    ("My Government holds 40% of the valley, and I say so.", "40%", None, False),
    ("We have said that 40% of our land is occupied.", "40%", None, False),
    ("The Guard, which holds 40% of the valley, said that it would stay.", "40%", None, False),
    ("The Guard demanded 40% of the valley.", "40%", None, False),
    ("40% of the valley is lost; according to Brodek, nobody is left there.", "40%", None, False),
    # A statement's content.
    ("Brodek said that the Guard holds 40% of the valley.", "40%", "Brodek", False),
    ("The Guard holds 40% of the valley, Brodek said.", "40%", "Brodek", False),
    ("According to Brodek, the Guard holds 40% of the valley.", "40%", "Brodek", False),
    ("The Guard holds 40% of the valley according to Brodek.", "40%", "Brodek", False),
    ("“The Guard holds 40% of the valley,” Brodek said.", "40%", "Brodek", True),
    ("Brodek said that the Guard “holds 40% of the valley”.", "40%", "Brodek", True),
    ("The Guard holds “40%” of the valley.", "40%", None, True),
    ("The Guard advanced, reporting it had taken 40% of the valley.", "40%", "Guard", False),
    ("The UN estimates that the Guard holds 40% of the valley.", "40%", "UN", False),
    ("Brodek's claim that 40% was lost was not confirmed.", "40%", "Brodek", False),
    # The innermost one; the origin, not the relay.
    ("The Velin Post reported that Brodek said that 40% was lost.", "40%", "Brodek", False),
    ("Brodek said that 40% was lost, the Velin Post reported.", "40%", "Brodek", False),
    ("The Velin Post quoted Brodek as saying that 40% was lost.", "40%", "Brodek", False),
    ("Brodek said it rained, while the Guard claimed that 40% was lost.", "40%", "Guard", False),
    ("Brodek said that 40% was lost, while the Guard claimed that it rained.", "40%", "Brodek", False),
    ("The Guard has counted 40% of the valley as its own, Brodek said.", "40%", "Brodek", False),
    # Whose paper it is, and who handed it on.
    ("The Guard holds 40% of the valley, according to its own submission to the Truce Council.", "40%", "Guard", False),
    ("At the time of the truce the Guard had 40%, according to its own figures.", "40%", "Guard", False),
    ("The Guard holds 40% of the valley, according to his own figures.", "40%", None, False),
    (
        "The Guard holds 40% of the valley, according to a new study published today by Velin Risk.",
        "40%",
        "Velin Risk",
        False,
    ),
    (
        "A further 40% was contested, in the Velin Council's assessment, which drew on data of May.",
        "40%",
        "Velin Council",
        False,
    ),
    ("Five years after Ivan Brodek declared the ‘caliphate’, 40% is lost, according to the UN.", "40%", "UN", False),
    ("“The Guard holds 40%,” the Velin news agency quoted Brodek.", "40%", "Brodek", True),
    (
        "Ivan Brodek made a declaration in a recent VELAS report, stating that 40% was lost.",
        "40%",
        "Ivan Brodek",
        False,
    ),
    # The head of the subject, not what stands behind it.
    ("On 9 July a Guard delegation in Velin claimed that it held 40%.", "40%", "Guard delegation in Velin", False),
    ("Colonel Ivo al-Tesar of Oru’s elite Border Service told the agency 40% was lost.", "40%", "Ivo al-Tesar", False),
    ("Ana Brodek of the Velin Border Service said that 40% was lost.", "40%", "Ana Brodek", False),
    ("The army in a statement said that 40% was lost.", "40%", "army", False),
    ("Ana Brodek in an interview on Monday said that 40% was lost.", "40%", "Ana Brodek", False),
    # Verbs that say something only with "that" or a colon, and only of somebody.
    ("Brodek highlighted that 40% was lost.", "40%", "Brodek", False),
    ("Brodek highlighted the loss of 40% of the valley.", "40%", None, False),
    ("The attack highlighted that 40% was lost.", "40%", None, False),
    ("Brodek proposed at the General Assembly (GA) that a zone take in 40% of the valley.", "40%", "Brodek", False),
    ("Oruland's proposed zone would take in 40% of the valley.", "40%", None, False),
    ("Recent trips to the valley show that 40% is lost.", "40%", None, False),
    # A number of which a relative clause tells.
    ("Brodek went to the 40% that the Guard says it has taken.", "40%", "Guard", False),
    ("Brodek said that it rained in the 40% that the Guard says it has taken.", "40%", "Guard", False),
    ("The Guard left the 40% that it held, the army says.", "40%", "army", False),
    # A concession behind the speaker is the writer's.
    ("It rained, according to Brodek, although the Guard holds 40%.", "40%", None, False),
    ("The Guard holds 40%, according to Brodek, although it rained.", "40%", "Brodek", False),
    # A number behind a weekday is no day of the month.
    ("Brodek told the agency on Sunday 40% had been retaken.", "40%", "Brodek", False),
    # A lost blank between two sentences.
    ("The Guard holds 40%, Brodek said.The Velin Observatory said on Monday that it rained.", "40%", "Brodek", False),
    ("Brodek said it rained.The Guard holds 40% of the valley.", "40%", None, False),
    ("It rained in Velin.The army said that 40% was lost.", "40%", "army", False),
    ("The site Velin.Net said that 40% was lost.", "40%", "Velin.Net", False),
    # What is denied is not asserted.
    ("The Guard denied that 40% was lost.", "40%", None, False),
    ("Brodek said that 40% was lost, but the Guard denied this.", "40%", "Brodek", False),
]


@pytest.mark.parametrize(("text", "quote", "speaker", "quoted"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_speaker_and_quotation(text: str, quote: str, speaker: str | None, quoted: bool) -> None:
    (found,) = attribute_figures([figure_at(text, quote)], text, find_statements([text]))
    assert (found.speaker, found.quoted) == (speaker, quoted)


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        ("It is unclear how Tesar reached this 40%.", "40%", "Ivo Tesar"),
        ("It is unclear how Tesar came up with the figure of 40%.", "40%", "Ivo Tesar"),
        ("We do not share Tesar’s 40%.", "40%", "Ivo Tesar"),
        ("We do not share Ivo Tesar's figure of 40%.", "40%", "Ivo Tesar"),
        ("Most likely the other 40% is the marsh.", "40%", "JK"),
        ("The Velin's 40% is marsh.", "40%", "JK"),
        ("Brodek said that 40% is marsh.", "40%", "Brodek"),
    ],
)
def test_in_an_editors_note(text: str, quote: str, speaker: str) -> None:
    statements = find_statements([text])
    (found,) = attribute_figures([figure_at(text, quote)], text, statements, own_voice="JK", known=["Ivo Tesar"])
    assert found.speaker == speaker


def test_a_figure_said_again_in_a_note_is_nobodys_claim() -> None:
    text = "It is unclear how Tesar reached this 40%. Still, 40.0% is not all, and 5% is marsh."
    figures = [figure_at(text, "40%"), figure_at(text, "40.0%"), figure_at(text, "5%", 5)]
    found = attribute_figures(figures, text, [], own_voice="JK", known=["Ivo Tesar"])
    assert [f.speaker for f in found] == ["Ivo Tesar", None, "JK"]


def test_a_figure_that_is_somebodys_on_the_page_is_not_the_editors() -> None:
    text = "Nobody said how the 40% was counted, and 5% is marsh."
    figures = [figure_at(text, "40%"), figure_at(text, "5%", 5)]
    page = [Figure(quote="40%", span=(0, 3), value=40, kind="share", unit="percent", speaker="Ivo Tesar")]
    found = attribute_figures(figures, text, [], own_voice="JK", known=["Ivo Tesar"], claimed=page)
    assert [f.speaker for f in found] == [None, "JK"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [("The Tesar´s 40% are about marsh.", "Tesar"), ("Velin's 40% are marsh.", None), ("I count 40%.", None)],
)
def test_a_readers_comment_keeps_the_name_as_written(text: str, speaker: str | None) -> None:
    (found,) = attribute_figures([figure_at(text, "40%")], text, [], known=["Ivo Tesar"], full_names=False)
    assert found.speaker == speaker


WHO: list[tuple[str, str | None]] = [
    # A name after a long title, at the end.
    ("40% is lost, President of Tarskia Ana Brodek said at a forum held in Velin.", "Ana Brodek"),
    ("40% is lost, Minister of Foreign Affairs of Tarskia Ana Brodek said.", "Ana Brodek"),
    ("40% is lost, the Mayor of New Velin City said.", "Mayor of New Velin City"),
    ("40% is lost, according to the acting head of Velin’s government-in-exile, Ana Brodek.", "Ana Brodek"),
    ("Velin's commander-in-chief, Ana Brodek, told the council 40% is lost.", "Ana Brodek"),
    ("Velin’s top general, Ivo Tesar, said that 40% is lost.", "Ivo Tesar"),
    # A paper speaks for its maker, wherever the maker stands; a map of a place is nobody's.
    ("According to a survey of the Velin Institute, 40% is lost.", "Velin Institute"),
    ("According to an analysis of VPI data, 40% is lost.", "VPI"),
    ("According to an analysis by the independent Velin Institute, 40% is lost.", "Velin Institute"),
    ("According to an estimate from analysts, 40% is lost.", "analysts"),
    ("According to a study published last week by the Velin Institute, 40% is lost.", "Velin Institute"),
    ("According to the latest Velin Institute report, 40% is lost.", "Velin Institute"),
    ("According to a map of Velin, 40% is lost.", "map of Velin"),
    ("A report published by the Velin Institute on Monday found that 40% is lost.", "Velin Institute"),
    ("The Velin Institute’s latest report found that 40% is lost.", "Velin Institute"),
    ("Data compiled by the Velin Institute show that 40% is lost.", "Velin Institute"),
    ("Data from the Velin Institute show that 40% is lost.", "Velin Institute"),
    ("Velin Institute data show that 40% is lost.", "Velin Institute"),
    ("40% is lost, an analysis of satellite images by the Velin Institute shows.", "Velin Institute"),
    ("Documents seen by the Velin Post show that 40% is lost.", "Documents"),
    ("The reports indicate that 40% is lost.", "reports"),
    ("Satellite images show that 40% is lost.", "Satellite images"),
    # By whose count, on whose map.
    ("By the army’s own count, 40% is lost.", "army"),
    ("By the estimate of the Velin Institute, 40% is lost.", "Velin Institute"),
    ("40% is lost, by Velin Institute estimates.", "Velin Institute"),
    ("On the Velin Institute's map 40% is lost.", "Velin Institute"),
    ("Per the Velin Institute, 40% is lost.", "Velin Institute"),
    ("40% is lost, as reported by the Velin Institute.", "Velin Institute"),
    ("The UN came. By its own account the Guard has lost 40%.", "Guard"),
    ("The UN says it rains. The rebels hold 40%, by their own count.", "rebels"),
    ("By most estimates, 40% is lost.", None),
    ("By January estimates 40% is lost.", None),
    ("On the map of Velin, 40% is lost.", None),
    ("Of every 9 men per village 40% is lost.", None),
    # A short name in brackets.
    ("The Special Office for Audit (SOA) said 40% is lost.", "Special Office for Audit"),
    ("The special inspector general for area repair (Sigar) found that 40% is lost.", "Sigar"),
    # What is said with a preposition, in the passive, or with a plural verb.
    ("The governor of Velin admitted to 40% lost.", "governor of Velin"),
    ("A military source spoke of 40%.", "military source"),
    ("The source spoke on 40% of the days.", None),
    ("The Guard claimed to hold 40% of the valley.", "Guard"),
    ("40% is lost, Ana Brodek was quoted as saying by the Velin Post.", "Ana Brodek"),
    ("Ana Brodek was quoted by the Velin Post as saying that 40% is lost.", "Ana Brodek"),
    ("40% is lost, the head of the Guard, Ivo Tesar, was quoted by the Velin Post as saying.", "Ivo Tesar"),
    ("According to both the Guard and state media, 40% is lost.", "Guard and state media"),
    ("The Guard's latest estimate is that 40% is lost.", "Guard"),
    ("The loss of 40% was announced by Governor Ana Brodek.", "Ana Brodek"),
    ("Analysts at the Velin Institute believe 40% is lost.", "Analysts at the Velin Institute"),
    ("The Velin Institute, a think tank, reckons 40% is lost.", "Velin Institute"),
    ("The ministry posted on Telegram that 40% is lost.", "ministry"),
    # Whose clause it is.
    ("The army in the Republic of Tarskia says 40% is lost.", "army in the Republic of Tarskia"),
    ("Independent monitor Velin Group for Peace, says 40% is lost.", "Velin Group for Peace"),
    ("Ana Brodek and the army said 40% is lost.", "Ana Brodek and the army"),
    ("40% is lost, the U.S.-led coalition estimates.", "U.S.-led coalition"),
    ("“The road is open,” Brodek told state television. “40% is lost.”", "Brodek"),
    ("Tarskia, which says it withdrew its men, holds 40% of the valley.", None),
    ("The Guard holds 40% of the islands that Tarskia claims.", None),
    ("Tarskia has counted 12 villages that were freed, 40% of all, Brodek said.", "Brodek"),
    ("The alliance fighting the group said that 40% is lost.", "alliance"),
    ("The guards leading the attack said that 40% is lost.", "guards"),
    ("40% is lost, the head of the group watching the river said on Monday.", "head of the group"),
    ("At a press briefing Brodek said that 40% is lost.", "Brodek"),
    ("40% is lost, Ana Brodek, spokeswoman of the Guard said.", "Ana Brodek"),
    ("40% is lost, states the Deputy Minister of Defence of Tarskia, Ana Brodek, during a telethon.", "Ana Brodek"),
    ("40% is lost, according to a VPI analysis of data supplied by the Velin Institute.", "VPI"),
    ("Velin Institute calculations based on VPI data show that 40% is lost.", "Velin Institute"),
    (
        "According to the Velin Institute for the Study of Rivers, 40% is lost.",
        "Velin Institute for the Study of Rivers",
    ),
    # A speaker who is named behind the sentence.
    ("It rained. 40% is lost. This was reported by the head of the Guard, Ivo Tesar.", "Ivo Tesar"),
    ("40% is lost. Ana Brodek stated this on Monday.", "Ana Brodek"),
    ("40% is lost. Ana Brodek said that the road is open.", None),
    ("40% is lost. This was a lie by Ana Brodek.", None),
    ("It rained. The Guard said that in the fights 40% of the valley was lost.", "Guard"),
    # The origin of a claim, not the relay, also behind it.
    (
        "40% is lost, Guard spokesman Ivo Tesar told a briefing on Tuesday, May 3, according to the Velin Post.",
        "Ivo Tesar",
    ),
    ("40% is lost, state media on Monday reported Governor Ana Brodek as saying, as it snowed.", "Ana Brodek"),
    # Marks of two kinds about one quotation.
    ('“To hold 40% and ask for more? They should be ashamed," Brodek said.', "Brodek"),
    ('"40% is lost. More will follow,” Brodek said.', "Brodek"),
    # The next sentence goes on with a paper, or with what was just told; else it is the writer's.
    ("According to a report by the Velin Group, 9 towns fell. Another 40% is contested.", "Velin Group"),
    ("Brodek said in a survey released on Monday that 9 towns fell. Some 40% is contested.", "Brodek"),
    ("According to a report by the Velin Group, 9 towns fell. It rained. Some 40% is contested.", None),
    ("According to a report by the Velin Group, 9 towns fell. In May 40% was contested.", None),
    ("According to the Velin Centre for Research, 9 towns fell. Another 40% is contested.", None),
    ("Nine towns fell, the report said. Some 40% is contested.", None),
    ("Brodek said that the Guard took 9 towns. It has lost 40% of the valley.", "Brodek"),
    ("Brodek said that the Guard took 9 towns. It lost 40% of the valley in May.", None),
    ("The Guard denied that 9 towns fell. This is 40% of the valley.", None),
    ("According to the study, 9 towns fell. Another 40% is contested.", "study"),
    ("According to the study, 9 towns fell. The army took 40% on Monday.", None),
    # A number between a participle and its agent.
    ("The Guard, put at 40% of its strength by the Velin Institute, holds the pass.", "Velin Institute"),
    ("Its strength was put by the UN at 40%.", "UN"),
    ("This differs from the figure of 40% provided by the Velin Institute.", "Velin Institute"),
    ("Nobody believes the claim by Ana Brodek that 40% is lost.", "Ana Brodek"),
    ("The aid provided by the Velin Institute reached 40% of the valley.", None),
    ("The Guard, put at 9 men by the UN, holds 40% of the valley.", None),
    ("The Guard, estimated at 40% of the rebels, is led by Brodek.", None),
    ("A monitoring group put the share under the rebels at 40%.", "monitoring group"),
    # What else happened while somebody spoke; what they did by speaking.
    ("40% of the valley is lost, Brodek said while visiting the front.", "Brodek"),
    ("40% of the valley is lost, Brodek said speaking on Monday.", "Brodek"),
    ("40% of the valley is lost, Brodek said in a May report.", "Brodek"),
    ("The mayor was glad: 40% of the valley, he said, is free.", "mayor"),
    ("Brodek surprised the council by announcing that 40% was lost.", "Brodek"),
    ("Brodek left the hall without saying that 40% was lost.", None),
    ("The valley is 40% marsh, which makes it, in the words of Brodek, a bog.", None),
    # Those who watch find and count; others do.
    ("The Velin Observatory documented the loss of 40%.", "Velin Observatory"),
    ("The VPI found the rebels had lost 40%.", "VPI"),
    ("The Guard found 40% of the houses empty.", None),
    ("The Guard recorded a loss of 40%.", None),
    ("Brodek countered claims that 40% was lost.", None),
    ("The emirate proclaimed by the rebels holds 40% of the valley.", None),
    ("Operation Reed was short. The side that began it holds 40% of the land it claims.", None),
    # Who they are: with their place, behind a paper, behind how they were reached; names like small words.
    ("Local authorities in Velin acknowledged that 40% is lost.", "Local authorities in Velin"),
    ("The report, published on Monday by the Velin Institute, says that 40% is lost.", "Velin Institute"),
    (
        "According to a report by the conflict consultancy Velin Risk, 9 fell. The report says 40% is lost.",
        "Velin Risk",
    ),
    ("State media, citing Ana Brodek, said that 40% is lost.", "Ana Brodek"),
    ("According to VPI's analysis of data from the think tank, 40% is lost.", "VPI"),
    ("40% is lost, the mayor, Ana Brodek, told the council on a call that was broadcast.", "Ana Brodek"),
    ("The mayor, Ana Brodek, came. “40% is lost,” she said.", "Ana Brodek"),
    ("“40% is lost,” said one resident on Monday.", "one resident"),
    ("Citing the Velin Post, Ana Brodek said that 40% is lost.", "Ana Brodek"),
    ("The Velin Post, which credited the operation with a success, holds 40% of the market.", None),
    ("Residents reached by phone said that 40% is lost.", "Residents"),
    ("The mayor has assured residents that 40% is free.", "mayor"),
    ("IS said that 40% is lost.", "IS"),
    ("A mission came. It said that 40% is lost.", "mission"),
    ("Nevertheless, Velin fell. He said that 40% is lost.", None),
    # A quotation with no cue of its own.
    ("Ana Brodek was blunt: “40% is lost.”", "Ana Brodek"),
    ("Ivo Tesar said it rained, but his deputy, Ana Brodek, laughed at this: “40% is lost.”", "Ana Brodek"),
    ("The sign at the gate reads: “40% is ours.”", None),
    ("Brodek said that it rained. “40% is lost.”", "Brodek"),
    ("Brodek said that it rained. “40% is lost.” Tesar stressed.", "Tesar"),
    ("Brodek said that it rained. “40% is lost,” Tesar said.", "Tesar"),
    ('“It is cold, and 40% is lost," Brodek said. He called it “a shame”.', "Brodek"),
    ("40% is lost. Brodek said this on Monday, reports the Velin Post.", "Brodek"),
]

# name, paragraphs of a page, the speaker of its 40%
PAGES: list[tuple[str, list[str], str | None]] = [
    (
        "a watching body is named in the next paragraph",
        ["40% is lost, a war monitor said.", "The Velin Observatory said that it rained."],
        "Velin Observatory",
    ),
    (
        "or by the office of the one who speaks for it",
        ["40% is lost, a war monitor said.", "“It rains,” said Velin Observatory head Ivo Tesar."],
        "Velin Observatory",
    ),
    ("by initials if they find", ["40% is lost, a defence consultancy says.", "VRC found the rains had come."], "VRC"),
    (
        "an army by its initials is no monitor",
        ["40% is lost, a war monitor said.", "VDF said that it rained."],
        "war monitor",
    ),
    (
        "nor is a council of states",
        ["40% is lost, a war monitor said.", "The Human Rights Council said that it rained."],
        "war monitor",
    ),
    (
        "a spokesman is named",
        ["40% is lost, a military spokesman said.", "Ivo Tesar, Velin army spokesperson, said that it rained."],
        "Ivo Tesar",
    ),
    (
        "another side's spokesman is not meant",
        ["40% is lost, a military spokesman said.", "Ivo Tesar, spokesman of the rebels, said that it rained."],
        "military spokesman",
    ),
    (
        "nor is whoever speaks next",
        ["40% is lost, a military spokesman said.", "Mayor Ana Brodek said that it rained."],
        "military spokesman",
    ),
    (
        "the top general is named by rank",
        ["40% is lost, the top Velin general said.", "General Ivo Tesar said that it rained."],
        "Ivo Tesar",
    ),
    (
        "a name is not taken for the body that spoke before",
        ["40% is lost, the monitoring group said.", "The Observatory said that it rained."],
        "Observatory",
    ),
    ("a quotation alone in its paragraph", ["Brodek said that it rained.", "“40% is lost.”"], "Brodek"),
    (
        "between two parts of one report",
        ["Ana Brodek noted that it rained. 40% was lost in May.", "Brodek added that it snowed."],
        "Ana Brodek",
    ),
    (
        "shifted into the past, and pointing back",
        ["Brodek said 9 towns had fallen. By May that had shrunk to 40%. She fled, Brodek said."],
        "Brodek",
    ),
    (
        "a transcript hands on only",
        ["“We hold it,” Ivo Tesar told the meeting, according to a Guard transcript.", "“This year we took 40%.”"],
        "Ivo Tesar",
    ),
    (
        "an agency hands on only",
        ["The road is open, Ivo Tesar said after the talks, Velinpress reports.", "“This year we took 40%.”"],
        "Ivo Tesar",
    ),
    (
        "a body that speaks for itself",
        ["The road is open, Ivo Tesar said.", "It is not, the Guard reported.", "“This year we took 40%.”"],
        "Guard",
    ),
    ("a label before a quotation", ["Ivo Tesar said that it rained.", "Quote: “This year we took 40%.”"], "Ivo Tesar"),
    ("a source with a label", ["Source: Border Guard on its page", "Quote: “This year we took 40%.”"], "Border Guard"),
    ("a source credited is nobody who spoke", ["Source: Velin Agency", "The group said that 40% is lost."], "group"),
    ("another label", ["Ivo Tesar said that it rained.", "Motto: “This year we took 40%.”"], None),
    (
        "initials",
        ["The Velin War Monitor (VWM) said that it rained.", "The VWM said 40% is lost."],
        "Velin War Monitor",
    ),
    ("other initials", ["The Velin War Monitor (VWM) said that it rained.", "The VPI said 40% is lost."], "VPI"),
    (
        "an office with its country",
        ["Orulandish president Ivo Tesar said that it rained.", "The Orulandish president said 40% is lost."],
        "Ivo Tesar",
    ),
    (
        "the office of another country",
        ["Orulandish president Ivo Tesar said that it rained.", "The Velin president said 40% is lost."],
        "Velin president",
    ),
    ("a writer's background", ["Brodek said that it rained. The rebels hold 40%. Brodek said that it snowed."], None),
    ("behind a quotation", ["“It rains,” Brodek said. The rebels hold 40%. Brodek added that it snowed."], None),
    (
        "and before another speaker",
        ["Brodek said that it rained. The rebels hold 40%.", "Tesar added it snowed."],
        None,
    ),
    (
        "a paper goes on in the next paragraph",
        ["9 towns fell, according to a survey by the Velin Group.", "In total, 40% is lost."],
        "Velin Group",
    ),
    (
        "between two sentences that cite the report",
        ["The Velin Group's report claims that it rained. 40% is lost. A road is closed too, the report said."],
        "Velin Group",
    ),
    (
        "a writer goes on in the next paragraph",
        ["9 towns fell, according to a survey by the Velin Group.", "The army, which has 40% of its men there, left."],
        None,
    ),
    ("a headline with a colon", ["Tesar: 40% of the valley is free", "Ivo Tesar said that it rained."], "Ivo Tesar"),
    ("with the speaker behind", ["40% of the valley is free – Tesar", "Ivo Tesar said that it rained."], "Ivo Tesar"),
    ("with initials behind", ["40% of the valley is free: VPI", "It rained."], "VPI"),
    ("with an office", ["UN envoy: Rebels hold 40% of the valley", "It rained."], "UN envoy"),
    ("with a topic", ["Velin: Rebels hold 40% of the valley", "Ivo Tesar said that it rained."], None),
    ("with a battle and what it is", ["Rebels hold 40% of the valley – live map", "It rained."], None),
    ("in title case", ["Tesar Says Rebels Hold 40% of Valley", "It rained."], "Tesar"),
    ("in title case, turned round", ["Rebels Hold 40% of the Valley, Minister Says", "It rained."], "Minister"),
    ("in title case without a speaker", ["Rebels Hold 40% of the Valley", "Ivo Tesar said that it rained."], None),
]


@pytest.mark.parametrize(("name", "page", "speaker"), PAGES, ids=[row[0] for row in PAGES])
def test_whose_figure_over_paragraphs(name: str, page: list[str], speaker: str | None) -> None:
    number, text = next((n, paragraph) for n, paragraph in enumerate(page) if "40%" in paragraph)
    said = [statement for statement in find_statements(page) if statement.paragraph == number]
    (found,) = attribute_figures([figure_at(text, "40%")], text, said)
    assert found.speaker == speaker


@pytest.mark.parametrize(("text", "speaker"), WHO, ids=[row[0][:60] for row in WHO])
def test_whose_figure(text: str, speaker: str | None) -> None:
    (found,) = attribute_figures([figure_at(text, "40%")], text, find_statements([text]))
    assert found.speaker == speaker


@pytest.mark.xfail(strict=True, reason="known to fail")
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # The report is named in one sentence and speaks in the next.
        (
            "The report of the Velin Group convinced everybody. It was decisively confirmed that 40% was lost.",
            "Velin Group",
        ),
    ],
)
def test_not_attributed_yet(text: str, speaker: str) -> None:
    (found,) = attribute_figures([figure_at(text, "40%")], text, find_statements([text]))
    assert found.speaker == speaker


def test_many_figures_among_many_statements_end_soon() -> None:
    sentence = "Brodek said that 40% was lost. "
    text = sentence * 10_000
    figures = [
        Figure(quote="40%", span=(n + 17, n + 20), value=40, kind="share", unit="percent")
        for n in range(0, len(text), len(sentence))
    ]
    statements = find_statements([text])
    with ends():
        found = attribute_figures(figures, text, statements, known=[f"Name{n} Tesar{n}" for n in range(10_000)])
    assert {f.speaker for f in found} == {"Brodek"}


@settings(deadline=None, max_examples=100)
@given(st.text(min_size=1, max_size=200), st.integers(0, 199), st.integers(1, 20))
def test_nothing_but_speaker_and_quoted_changes(text: str, start: int, length: int) -> None:
    span = (min(start, len(text) - 1), min(start + length, len(text)))
    quote = text[span[0] : span[1]]
    figure = Figure(quote=quote, span=span, value=40, kind="share", unit="percent")
    (found,) = attribute_figures([figure], text, find_statements([text]), own_voice="JK", known=["Ivo Tesar"])
    assert found.quote == figure.quote
    assert found.span == figure.span
    assert found.speaker
