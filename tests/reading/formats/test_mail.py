"""Messages and boxes of them: fields, bodies, chains of answers, what hangs on them; and broken ones."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from growth import ends
from hypothesis import given
from hypothesis import strategies as st

from whoholds.errors import UnreadableSource
from whoholds.model import Comment
from whoholds.reading import read
from whoholds.reading.formats.mail import read_mail, read_mbox
from whoholds.reading.formats.mail_passed_on import passed_on
from whoholds.reading.formats.mail_text import split_replies
from whoholds.reading.pages.page import Page

BODY = "The army said on Monday that it holds half of the province, and that the roads to the south are open again."
FIELDS = (
    "From: Press Office <press@example.org>\nTo: all@example.org\nSubject: Half Is Held\n"
    "Date: Tue, 11 Dec 2018 23:30:00 -0500\n"
)
OLD = "From: Ana Li <ana@example.org>\nSent: 11 December 2018 10:41\nSubject: Half\n\nIs it 60 percent?\n"
PASSED = f"From: Ministry <m@example.org>\nDate: 10 December 2018\nSubject: A Third\n\n{BODY}\n"
PACKED = "From: a@example.org\nMIME-Version: 1.0\nContent-Transfer-Encoding: "


def mail(body: str, fields: str = FIELDS) -> Page:
    return read_mail(f"{fields}\n{body}".encode())


def test_the_fields_give_headline_day_and_sender() -> None:
    page = mail(BODY)
    assert (page.headline, page.published, page.site, page.paragraphs) == (
        "Half Is Held",
        "2018-12-11",
        "Press Office",
        (BODY,),
    )


@pytest.mark.parametrize(
    ("subject", "headline"),
    [
        ("Re: Half", "Half"),
        ("RE[2]: AW: Half", "Half"),
        ("=?utf-8?b?0J/QvtC70L7QstC40L3QsA==?=", "Половина"),
        ("=?windows-1251?q?=CF=EE=EB?= of it", "Пол of it"),
        ("=?no-such?b?!!?= half", "half"),
        ("Region: half", "Region: half"),
    ],
)
def test_the_subject(subject: str, headline: str) -> None:
    assert mail(BODY, f"From: a@example.org\nSubject: {subject}\nMIME-Version: 1.0\n").headline == headline


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Tue, 11 Dec 2018 10:41:00 +0300", "2018-12-11"),
        ("11 Dec 2018 10:41", "2018-12-11"),
        ("2018-12-11 10:41", "2018-12-11"),
        ("Tue, 41 Dec 2018 10:41:00 +9900", None),
        ("yesterday", None),
    ],
)
def test_the_day(date: str, published: str | None) -> None:
    assert mail(BODY, f"From: a@example.org\nDate: {date}\nMIME-Version: 1.0\n").published == published


def test_plain_words_go_before_html_unless_they_say_nothing() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "Half"
    message.set_content(BODY)
    message.add_alternative(f"<h1>Half</h1><p>HTML: {BODY}", subtype="html")
    assert read_mail(message.as_bytes()).paragraphs == (BODY,)
    message.get_payload()[0].set_content("Your program cannot show this message.")  # type: ignore[index,union-attr]
    assert read_mail(message.as_bytes()).paragraphs == (f"HTML: {BODY}",)
    message.get_payload()[0].set_content("")  # type: ignore[index,union-attr]
    assert read_mail(message.as_bytes()).paragraphs == (f"HTML: {BODY}",)


def test_what_hangs_on_it_is_named_and_not_opened() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "Half"
    message.set_content(BODY)
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="карта.pdf")
    message.add_attachment("90 percent of it", filename="other.txt")
    page = read_mail(message.as_bytes())
    assert page.paragraphs == (BODY,)
    assert page.warnings == (
        "The file карта.pdf (application/pdf) hangs on the message and was not opened.",
        "The file other.txt (text/plain) hangs on the message and was not opened.",
    )


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-8", "no-such-charset", "utf-16"])
def test_a_charset_that_is_wrong_or_unknown_does_no_harm(charset: str) -> None:
    text = "Армия заявила 3 мая, что удерживает половину области, и что дороги на юг снова открыты для всех."
    raw = f"From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n\n".encode()
    assert read_mail(raw + text.encode("utf-8")).paragraphs == (text,)


def test_text_that_is_packed_for_transport() -> None:
    assert mail("SGFsZiBvZiBpdCBpcyBoZWxkLg==\n", f"{PACKED}base64\n").paragraphs == ("Half of it is held.",)
    assert mail("Half =E2=89=88 5=\n0%.\n", f"{PACKED}quoted-printable\n").paragraphs == ("Half ≈ 50%.",)


def test_lines_that_flow() -> None:
    fields = "From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/plain; format=flowed\n"
    page = mail("The army holds \nhalf of it.\n\n> You said \n> a third.\nNo.\n", fields)
    assert page.paragraphs == ("The army holds half of it.", "No.")


# -------------------------------------------------------------------------------- chains of answers

CHAIN = f"""{BODY}

On Tue, Dec 11, 2018 at 10:41 AM Ana Li <ana@example.org> wrote:

> Is it really 60 percent?
>
> On 10.12.2018 09:00, Bo Ek wrote:
>> They hold 60 percent of it.
>> --
>> Bo
> --
> Ana

--
Press Office
Phone 60 percent
"""


def test_a_chain_of_answers_is_a_thread_oldest_first() -> None:
    page = mail(CHAIN)
    assert page.paragraphs == (BODY,)
    assert page.warnings == ()
    assert page.thread == (
        Comment(id=1, author="Bo Ek", posted="2018-12-10T09:00", text="They hold 60 percent of it."),
        Comment(id=2, parent=1, author="Ana Li", posted="2018-12-11T10:41", text="Is it really 60 percent?", depth=1),
    )


def test_words_between_quoted_lines_are_the_messages_own() -> None:
    split = split_replies("On 11 December 2018 Ana wrote:\n> One?\nYes.\n> Two?\nNo.\n")
    assert split.text.split() == ["Yes.", "No."]
    assert [(c.author, c.text) for c in split.thread] == [("Ana", "One? Two?")]


def test_quoted_lines_of_nobody_are_left_out_and_counted() -> None:
    page = mail(f"{BODY}\n\n> 90 percent\n> of it\n")
    assert (page.paragraphs, page.thread) == ((BODY,), ())
    assert page.warnings == ("2 quoted lines do not say whose they are; they were left out.",)


@pytest.mark.parametrize(
    ("line", "author", "posted"),
    [
        ("On 11 December 2018 at 10:41, Ana Li wrote:", "Ana Li", "2018-12-11T10:41"),
        ("On Tue, 11 Dec 2018 at 10:41, Ana Li <ana@example.org> wrote:", "Ana Li", "2018-12-11T10:41"),
        ("On 2018-12-11 10:41, Ana Li wrote:", "Ana Li", "2018-12-11T10:41"),
        ("On 11.12.18 Ana Li wrote:", "Ana Li", None),
        ("On the 12 villages the minister wrote:", None, None),
        ("See the report of 11 December 2018 at reports@example.org:", None, None),
        ("Ana Li <ana@example.org> wrote:", "Ana Li", None),
        ("On 11 December 2018 ana@example.org wrote:", "ana@example.org", "2018-12-11"),
        ("Am 11.12.2018 um 10:41 schrieb Ana Li:", "Ana Li", "2018-12-11T10:41"),
        ("Le 11 décembre 2018 à 10:41, Ana Li a écrit :", "Ana Li", "2018-12-11T10:41"),
        ("El 11 de diciembre de 2018, Ana Li escribió:", "Ana Li", "2018-12-11"),
        ("11 декабря 2018, Анна Ли написала:", "Анна Ли", "2018-12-11"),
        ("11 декабря 2018 г., 10:41, Анна <ana@example.org> написал(а):", "Анна", "2018-12-11T10:41"),
        ("вт, 11 дек. 2018 г. в 10:41, Анна Ли <ana@example.org>:", "Анна Ли", "2018-12-11T10:41"),
        ("Вторник, 11 декабря 2018, 10:41 +03:00 от Анна Ли <ana@example.org>:", "Анна Ли", "2018-12-11T10:41"),
        ("вт, 11 груд. 2018 р. о 10:41 Анна Лі <ana@example.org> пише:", "Анна Лі", "2018-12-11T10:41"),
        ("Am Di., 11. Dez. 2018 um 10:41 Uhr schrieb Ana Li <ana@example.org>:", "Ana Li", "2018-12-11T10:41"),
        ("Le mar. 11 déc. 2018 à 10:41, Jean Le Pen <a@example.org> a écrit :", "Jean Le Pen", "2018-12-11T10:41"),
        ("El mar, 11 dic 2018 a las 10:41, El Sol (<sol@example.org>) escribió:", "El Sol", "2018-12-11T10:41"),
        ("Op di 11 dec. 2018 om 10:41 schreef Ana Li <ana@example.org>:", "Ana Li", "2018-12-11T10:41"),
        ("wt., 11 gru 2018 o 10:41 Ana Li <ana@example.org> napisał(a):", "Ana Li", "2018-12-11T10:41"),
        ("Em ter., 11 de dez. de 2018 às 10:41, Ana Li <ana@example.org> escreveu:", "Ana Li", "2018-12-11T10:41"),
        ("Ana Li <ana@example.org>, 11 Ara 2018 Sal, 10:41 tarihinde şunu yazdı:", "Ana Li", "2018-12-11T10:41"),
        ("11 Aralık 2018 Salı 10:41 tarihinde Ana Li <ana@example.org> yazdı:", "Ana Li", "2018-12-11T10:41"),
        ("بتاريخ ١١ ديسمبر ٢٠١٨ ١٠:٤١ م، كتب أحمد علي:", "أحمد علي", "2018-12-11T22:41"),
        ('On Tuesday, 11 December 2018, 10:41:00 CET, "Li, Ana" <a@example.org> wrote:', "Li, Ana", "2018-12-11T10:41"),
        ("On 11 December 2018 at 10:41,\nAna Li <ana@example.org>\nwrote:", "Ana Li", "2018-12-11T10:41"),
    ],
)
def test_who_wrote_what_is_quoted(line: str, author: str | None, posted: str | None) -> None:
    split = split_replies(f"Half.\n\n{line}\n> How much?\n")
    if author is None:
        assert (split.thread, split.unclaimed) == ((), 1)
    else:
        assert [(c.author, c.posted) for c in split.thread] == [(author, posted)]
        assert split.text.strip() == "Half."


def test_a_sentence_with_wrote_is_no_such_line() -> None:
    split = split_replies("The minister said what his staff wrote:\n> Half of it.\n")
    assert (split.text.strip(), split.thread, split.unclaimed) == ("The minister said what his staff wrote:", (), 1)


def test_a_message_answered_whole_is_a_comment() -> None:
    page = mail(f"{BODY}\n\n-----Original Message-----\n{OLD}")
    assert page.paragraphs == (BODY,)
    assert page.thread == (Comment(id=1, author="Ana Li", posted="2018-12-11T10:41", text="Is it 60 percent?"),)


QUOTED = "On 10 Dec 2018 at 09:00 Bo Ek <bo@example.org> wrote:\n\n> They hold a third.\n"


@pytest.mark.parametrize(
    ("below", "thread"),
    [
        (QUOTED, [("Bo Ek", None), ("Ana Li", 1)]),
        (f"{QUOTED}>> On 9 Dec 2018, at 08:00, Cy <cy@example.org> wrote:\n>> How much?\n", [
            ("Cy", None), ("Bo Ek", 1), ("Ana Li", 2)
        ]),
        ("-----Original Message-----\nFrom: Bo Ek\nSent: 10 December 2018\n\nA third.\n", [
            ("Bo Ek", None), ("Ana Li", 1)
        ]),
        ("> > ---- Original Message ----\n> > From: Bo Ek\n> >\n> > A third.\n", [("Bo Ek", None), ("Ana Li", 1)]),
    ],
)  # fmt: skip
def test_what_a_message_answered_whole_quotes_is_older(below: str, thread: list[tuple[str, int | None]]) -> None:
    page = mail(f"{BODY}\n\n-----Original Message-----\n{OLD}\n\n{below}")
    assert (page.paragraphs, page.warnings) == ((BODY,), ())
    assert [(comment.author, comment.parent) for comment in page.thread] == thread
    assert page.thread[-1].text == "Is it 60 percent?"


def test_a_message_quoted_with_its_fields_ends_where_the_marks_end() -> None:
    page = mail(f"{BODY}\n\n> From: Ana Li\n> Sent: 11 December 2018\n> Subject: Half\n>\n> A third.\n\nThat is all.")
    assert page.paragraphs == (BODY, "That is all.")
    assert [(comment.author, comment.text) for comment in page.thread] == [("Ana Li", "A third.")]


def test_lines_below_a_message_answered_whole_that_are_of_nobody_are_counted() -> None:
    page = mail(f"{BODY}\n\n-----Original Message-----\n{OLD}\n\n> 90 percent\n")
    assert page.warnings == ("1 quoted lines do not say whose they are; they were left out.",)


def test_a_message_passed_on_is_the_report() -> None:
    page = mail(
        f"For your files.\n\n---------- Forwarded message ---------\n{PASSED}",
        FIELDS.replace("Half Is", "Fwd: Half Is"),
    )
    assert (page.headline, page.site, page.published, page.paragraphs) == ("A Third", "Ministry", "2018-12-10", (BODY,))
    assert [(c.author, c.text) for c in page.thread] == [("Press Office", "For your files.")]


def test_fields_in_running_text_are_no_message() -> None:
    assert passed_on("From: the north\nTo: the south\nhalf of it is held.")[1] == ()


def test_html_leaves_out_what_it_quotes() -> None:
    fields = "From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/html\n"
    page = mail(f"<p>{BODY}</p><div class=gmail_quote><p>Ana wrote: 90 percent of it</p></div>", fields)
    assert page.paragraphs == (BODY,)
    assert "earlier messages" in page.warnings[0]


# -------------------------------------------------------------------------------- boxes

BOX = """From a@example.org Tue Dec 11 10:41:00 2018
From: Ministry <m@example.org>
Subject: Half
Date: Tue, 11 Dec 2018 10:41:00 +0000
Message-ID: <1@example.org>

The army holds half of it.
>From the north to the south.

From b@example.org Tue Dec 11 11:41:00 2018
From: Ana Li <ana@example.org>
Date: Tue, 11 Dec 2018 11:41:00 +0000
Message-ID: <2@example.org>
In-Reply-To: <1@example.org>

Is it?

From b@example.org Tue Dec 11 12:41:00 2018
From: Bo Ek <bo@example.org>
Message-ID: <3@example.org>
References: <1@example.org> <2@example.org>

It is.

From c@example.org Tue Dec 11 13:41:00 2018
From: Cy <c@example.org>
Message-ID: <4@example.org>

Something else.
"""


def test_a_box_is_its_first_message_and_what_answers_it() -> None:
    page = read_mbox(BOX.encode())
    assert (page.headline, page.site) == ("Half", "Ministry")
    assert page.paragraphs == ("The army holds half of it.", "From the north to the south.")
    assert [(c.id, c.parent, c.author, c.depth, c.text) for c in page.thread] == [
        ("message-2", None, "Ana Li", 0, "Is it?"),
        ("message-3", "message-2", "Bo Ek", 1, "It is."),
    ]
    assert page.warnings == ("The box has 4 messages; 1 that are no answers to the first were left out.",)


def test_messages_that_answer_each_other_in_a_circle() -> None:
    circle = BOX.replace("Message-ID: <1@example.org>", "Message-ID: <1@example.org>\nIn-Reply-To: <3@example.org>")
    assert [c.id for c in read_mbox(circle.encode()).thread] == ["message-2", "message-3"]


def test_a_file_of_messages_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(BOX, encoding="utf-8")
    (tmp_path / "b.txt").write_text(FIELDS + "\n" + BODY, encoding="utf-8")
    assert read(tmp_path / "a").headline == "Half"
    assert read(tmp_path / "b.txt").headline == "Half Is Held"
    assert [figure.quote for figure in read(tmp_path / "b.txt").figures] == ["Half", "half"]


# -------------------------------------------------------------------------------- broken and hostile


def nested(depth: int) -> bytes:
    head = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number) for number in range(depth)
    )
    return b"From: a@example.org\nMIME-Version: 1.0\n" + head + b"\nHalf of it is held.\n"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"From: a@example.org\nSubject: Half\nMIME-Version: 1.0\n\n", "without text"),
        (b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: image/png\n\n\x89PNG", "without text"),
        (nested(400), "taken apart"),
        (nested(5000), "too many parts"),
    ],
)
def test_what_cannot_be_read_is_one_line(raw: bytes, says: str) -> None:
    with pytest.raises(UnreadableSource, match=says) as error:
        read_mail(raw, name="a.eml")
    assert "a.eml" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "field",
    [
        b"From: " + b"<" * 500_000,
        b"From: " + b"=?utf-8?q?a?= " * 50_000,
        b"To: " + b"a@b.c, " * 50_000,
        b"Content-Type: text/plain; " + b"a=b; " * 100_000,
        b'Content-Type: text/plain; charset="' + b"(" * 300_000,
        b"Date: " + b"(" * 300_000,
        b"References: " + b"<a@b> " * 100_000,
        b"Subject: " + b"Re: " * 200_000,
        b"Content-Disposition: inline; filename*0=a; " + b"filename*1*=''%00; " * 50_000,
    ],
    ids=lambda field: field[:30].decode(),
)
def test_a_field_made_to_stop_the_reader_is_cut(field: bytes) -> None:
    with ends():
        page = read_mail(b"MIME-Version: 1.0\n" + field + b"\n\n" + BODY.encode())
    assert page.paragraphs == (BODY,)


PIECES = [
    "From: a@b\n",
    "Subject: =?utf-8?b?x?=\n",
    "Content-Type: multipart/mixed; boundary=b\n",
    "\n",
    "--b\n",
    "--b--\n",
]
PIECES += ["Content-Type: text/html; charset=x\n", "Content-Transfer-Encoding: base64\n", "> ", ">> a\n", "-- \n"]
PIECES += [
    "On 11 December 2018 Ana wrote:\n",
    "-----Original Message-----\n",
    "Date: 1 Jan\n",
    "Half of it.\n",
    " folded\n",
    "\x00",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=25))
def test_any_message_is_read_or_refused_in_one_line(pieces: list[str]) -> None:
    raw = "".join(pieces).encode("utf-8", "replace")
    for reader in (read_mail, read_mbox):
        try:
            page = reader(raw)
        except UnreadableSource as error:
            assert "\n" not in str(error)
            continue
        known = {comment.id: comment for comment in page.thread}
        for comment in page.thread:
            above = known[comment.parent] if comment.parent is not None else None
            assert comment.depth == (0 if above is None else above.depth + 1)
