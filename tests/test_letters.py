"""Letters: stories of newsletters, letters that are forwarded or quoted, footers, mailboxes, and damage of all of them."""

from __future__ import annotations

import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from variorum.cleaning import clean
from variorum.errors import BadInput
from variorum.ingest import read
from variorum.ingest.forwards import strip_prefixes
from variorum.ingest.letters import read_letter
from variorum.model import Page, Report
from variorum.pipeline import clean_all

DAM = "The dam at Orle broke on Monday night, and the lower town is under water, the mayor said after a visit."
ROAD = "The road from Orle to the coast is shut until Friday, as rocks fell on it in the storm, the county said."
PRIZE = "Pupils of the school at Orle won a prize on Friday with a machine that sorts barley by colour and weight."
LONG = " ".join(f"Sentence number {n} tells what the council of Orle wants to do about the dam this year." for n in range(9))


def letter(
    text: str = "", html: str = "", *, subject: str = "The dam", sender: str = "Orle Daily <news@orle.example>"
) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "Desk <desk@b.example>", subject
    made["Date"] = "Tue, 06 May 2031 08:00:00 +0200"
    if text:
        made.set_content(text)
    if html and text:
        made.add_alternative(html, subtype="html")
    elif html:
        made.set_content(html, subtype="html")
    return made


def pages(made: EmailMessage | bytes, tmp_path: Path) -> list[Page]:
    (tmp_path / "a.eml").write_bytes(made if isinstance(made, bytes) else made.as_bytes())
    found = list(read(tmp_path / "a.eml"))
    assert all(isinstance(page, Page) for page in found), found
    return [page for page in found if isinstance(page, Page)]


def reports(made: EmailMessage | bytes, tmp_path: Path) -> list[Report]:
    return [clean(page) for page in pages(made, tmp_path)]


def row(title: str, text: str, number: int) -> str:
    return f'<tr><td><h2><a href="https://orle.example/{number}">{title}</a></h2><p>{text}</p></td></tr>'


FOOTER = (
    '<tr><td><p>You get this letter as you are a reader. <a href="#">Unsubscribe</a></p>'
    "<p>Orle Daily, 4 Dam Road, Orle 3312</p></td></tr>"
)
STORIES = [("Dam breaks above Orle", DAM), ("Coast road shut until Friday", ROAD), ("School wins a county prize", PRIZE)]
DIGESTS = {
    "headings with links": "<table>" + "".join(row(t, x, n) for n, (t, x) in enumerate(STORIES)) + FOOTER + "</table>",
    "links and blurbs in lines": "".join(
        f'<p><a href="https://orle.example/{n}"><b>{t}</b></a><br>{x}</p>' for n, (t, x) in enumerate(STORIES)
    ),
    "headings with buttons below": "".join(
        f'<div><h3>{t}</h3><div>{x}</div><a href="https://orle.example/{n}">Read the full story</a></div>'
        for n, (t, x) in enumerate(STORIES)
    ),
    "a counter of clicks": "".join(
        f'<p><a href="https://track.example/c?u=https%3A%2F%2Forle.example%2F{n}&m=1">{t}</a></p><p>{x}</p>'
        for n, (t, x) in enumerate(STORIES)
    ),
    "bold headlines in lists": "<ul>" + "".join(
        f'<li><strong>{t}</strong><br>{x}<br><a href="https://orle.example/{n}">More</a></li>' for n, (t, x) in enumerate(STORIES)
    ) + "</ul>",
    "parts with labels": "".join(
        f'<h1>News</h1><h2><a href="https://orle.example/{n}">{t}</a></h2><p>{x}</p>' for n, (t, x) in enumerate(STORIES)
    ),
    "pictures above": "".join(
        f'<a href="https://orle.example/{n}"><img src="x.png" alt="a dam"></a><a href="https://orle.example/{n}"><h2>{t}</h2></a>'
        f"<p>{x}</p>" for n, (t, x) in enumerate(STORIES)
    ),
    "with a greeting": "<p>Good morning, this is what happened.</p>" + "".join(row(t, x, n) for n, (t, x) in enumerate(STORIES)),
}  # fmt: skip


@pytest.mark.parametrize("html", DIGESTS.values(), ids=DIGESTS)
def test_each_story_of_a_newsletter_is_a_report(html: str, tmp_path: Path) -> None:
    found = reports(letter(html=f"<html><body>{html}</body></html>"), tmp_path)
    assert [(r.title, r.text, r.url, r.outlet) for r in found] == [
        (title, text, f"https://orle.example/{n}", "Orle Daily") for n, (title, text) in enumerate(STORIES)
    ]
    assert {r.published for r in found} == {"2031-05-06T08:00:00+02:00"}


def wrapped(text: str) -> str:
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 65:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


PLAIN = {
    "headline, text, address": "\n\n".join(f"{t}\n{wrapped(x)}\nhttps://orle.example/{n}" for n, (t, x) in enumerate(STORIES)),
    "in capitals": "\n\n".join(
        f"{t.upper()}\n\n{wrapped(x)}\n\nRead more: https://orle.example/{n}"
        for n, (t, x) in enumerate(STORIES)),
    "address below the headline": "\n\n".join(f"{t}\nhttps://orle.example/{n}\n\n{x}" for n, (t, x) in enumerate(STORIES)),
    "address behind the headline": "\n\n".join(
        f"* {t} <https://orle.example/{n}>\n{wrapped(x)}" for n, (t, x) in enumerate(STORIES)
    ),
    "marked links": "\n----------\n".join(f"[{t}](https://orle.example/{n})\n\n{x}" for n, (t, x) in enumerate(STORIES)),
}  # fmt: skip


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_each_story_of_a_plain_newsletter_is_a_report(text: str, tmp_path: Path) -> None:
    found = reports(
        letter(text + "\n\n--\nYou receive this email because you signed up.\nUnsubscribe: https://orle.example/u\n"), tmp_path
    )
    assert [((r.title or "").casefold(), r.text, r.url) for r in found] == [
        (title.casefold(), text, f"https://orle.example/{n}") for n, (title, text) in enumerate(STORIES)
    ]


ONE = {
    "one headline": row(*STORIES[0], 0) + f"<p>{ROAD}</p>",
    "an article with headings": f"<h1>Dam breaks above Orle</h1><p>{LONG}</p>"
    f"<h2>What comes next</h2><p>{ROAD}</p><h2>Who pays</h2>"
    f'<p>{PRIZE} <a href="https://orle.example/p">the plan of the county</a></p>',
    "an article with one pointer": f'<p>{LONG}</p><p>{DAM}</p>'
    '<h3><a href="https://orle.example/9">Also read this story</a></h3>'
    f"<p>{ROAD}</p>",
    "plain": f"<p>{DAM}</p><p>{ROAD}</p>",
    "a list of links below": f"<p>{LONG}</p><ul>"
    + "".join(f'<li><a href="/{n}">{t}</a></li>' for n, (t, _) in enumerate(STORIES)) + "</ul>",
}  # fmt: skip


@pytest.mark.parametrize("html", ONE.values(), ids=ONE)
def test_a_letter_of_one_story_is_one_report(html: str, tmp_path: Path) -> None:
    (found,) = reports(letter(html=html + FOOTER), tmp_path)
    assert ROAD in found.text or LONG in found.text
    assert "Unsubscribe" not in found.text
    assert "4 Dam Road" not in found.text


def test_the_story_above_the_headlines_is_a_report_too(tmp_path: Path) -> None:
    html = f"<p>{LONG}</p>" + "".join(row(t, x, n) for n, (t, x) in enumerate(STORIES))
    assert [r.title for r in reports(letter(html=html, subject="What the council wants"), tmp_path)] == [
        "What the council wants", *(t for t, _ in STORIES)
    ]  # fmt: skip


FOOTERS = [
    "You received this email because you subscribed to Orle Daily. Unsubscribe at any time.",
    "Sie erhalten diese Nachricht, weil Sie sich angemeldet haben. Hier können Sie sich abmelden.",
    "Vous recevez cet e-mail car vous êtes inscrit. Cliquez ici pour vous désinscrire.",
    "This message was sent to desk@b.example. Manage your preferences or opt out.",
    "Para darse de baja, haga clic aquí.",
    "Отписаться от рассылки",
    "© 2031 Orle Daily. All rights reserved. Unsubscribe",
    "No longer wish to receive these emails? Update your preferences.",
]


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize("plain", [True, False])
def test_what_a_newsletter_says_of_itself_is_removed(footer: str, plain: bool, tmp_path: Path) -> None:
    end = ["Orle Daily, 4 Dam Road, 3312 Orle", footer, "Orle Daily Ltd, Registered in Orle No. 4471"]
    made = letter("\n\n".join([DAM, ROAD, *end])) if plain else letter(html="".join(f"<p>{x}</p>" for x in [DAM, ROAD, *end]))
    (found,) = reports(made, tmp_path)
    assert found.text == f"{DAM}\n{ROAD}"
    assert any(footer in removed.text for removed in found.removed)


def test_words_of_a_footer_in_a_story_are_kept(tmp_path: Path) -> None:
    text = f"{DAM}\n\nReaders may unsubscribe from the alert of the county, the mayor said.\n\n{ROAD}\n\n{LONG}"
    (found,) = reports(letter(text), tmp_path)
    assert LONG in found.text
    assert ROAD in found.text


HEADS = {
    "Gmail": "---------- Forwarded message ---------\nFrom: Orle Daily <news@orle.example>\nDate: Mon, May 5, 2031 at 6:30 PM\n"
    "Subject: Dam breaks\nTo: <x@b.example>\n\n",
    "Outlook": "________________________________\nFrom: Orle Daily <news@orle.example>\nSent: Monday, May 5, 2031 6:30 PM\n"
    "To: Jon Abrel <x@b.example>; Ann Orme <y@b.example>\nSubject: Dam breaks\n\n",
    "Outlook, older": "-----Original Message-----\nFrom: Orle Daily [mailto:news@orle.example]\nSent: Monday, 5 May 2031 18:30\n"
    "To: x@b.example\nSubject: RE: Dam breaks\n\n",
    "Apple Mail": "Begin forwarded message:\n\nFrom: Orle Daily <news@orle.example>\nSubject: Dam breaks\n"
    "Date: 5 May 2031 at 18:30:00 CEST\nTo: x@b.example\n\n",
    "Thunderbird": "-------- Forwarded Message --------\nSubject: \tDam breaks\nDate: \tMon, 5 May 2031 18:30:00 +0200\n"
    "From: \tOrle Daily <news@orle.example>\nTo: \tx@b.example\n\n",
    "German": "-----Ursprüngliche Nachricht-----\nVon: Orle Daily <news@orle.example>\nGesendet: Montag, 5. Mai 2031 18:30\n"
    "An: x@b.example\nBetreff: Dam breaks\n\n",
    "French": "---------- Forwarded message ---------\nDe : Orle Daily <news@orle.example>\nDate : lundi 5 mai 2031 à 18:30\n"
    "Objet : Dam breaks\nÀ : <x@b.example>\n\n",
    "Spanish": "---------- Mensaje reenviado ---------\nDe: Orle Daily <news@orle.example>\n"
    "Enviado: lunes, 5 de mayo de 2031 18:30\n"
    "Para: x@b.example\nAsunto: Dam breaks\n\n",
    "Italian": "Da: Orle Daily <news@orle.example>\nInviato: lunedì 5 maggio 2031 18:30\nA: x@b.example\nOggetto: Dam breaks\n\n",
    "Russian": "От: Orle Daily <news@orle.example>\nДата: 5 мая 2031 18:30\nТема: Dam breaks\nКому: x@b.example\n\n",
    "Dutch, bold": "*Van:* Orle Daily <news@orle.example>\n*Verzonden:* maandag 5 mei 2031 18:30\n*Aan:* x@b.example\n"
    "*Onderwerp:* Dam breaks\n\n",
    "Japanese": "差出人: Orle Daily <news@orle.example>\n日時: 2031年5月5日 18:30\n宛先: x@b.example\n件名: Dam breaks\n\n",
}  # fmt: skip


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("form", ["plain", "html", "quoted"])
def test_a_forwarded_letter_is_of_who_wrote_it(head: str, form: str, tmp_path: Path) -> None:
    inner = f"{head}{DAM}\n\n{ROAD}\n"
    if form == "html":
        lines = "".join(f"<div>{x.replace('<', '&lt;')}</div>" for x in inner.split("\n") if x)
        made = letter(html=f"<p>FYI</p>{lines}", subject="Fwd: a tip", sender="Jon Abrel <jon@b.example>")
    else:
        mark = "> " if form == "quoted" else ""
        text = "FYI\n\n" + "".join(f"{mark}{x}\n" for x in inner.split("\n"))
        made = letter(text, subject="Fwd: a tip", sender="Jon Abrel <jon@b.example>")
    (found,) = reports(made, tmp_path)
    assert (found.outlet, found.title, (found.published or "")[:16]) == ("Orle Daily", "Dam breaks", "2031-05-05T18:30")
    assert found.text == f"{DAM}\n{ROAD}"
    assert "FYI" in found.removed[0].text


WROTE = [
    "On Mon, 5 May 2031 at 18:30, Orle Daily <news@orle.example> wrote:",
    "On May 5, 2031, at 6:30 PM, Orle Daily <news@orle.example>\nwrote:",
    "Am 05.05.2031 um 18:30 schrieb Orle Daily <news@orle.example>:",
    "Am Mo., 5. Mai 2031 um 18:30 Uhr schrieb Orle Daily <news@orle.example>:",
    "Le lun. 5 mai 2031 à 18:30, Orle Daily <news@orle.example> a écrit :",
    "El lun, 5 may 2031 a las 18:30, Orle Daily (<news@orle.example>) escribió:",
    "Il giorno lun 5 mag 2031 alle ore 18:30 Orle Daily <news@orle.example> ha scritto:",
    "Op ma 5 mei 2031 om 18:30 schreef Orle Daily <news@orle.example>:",
]


@pytest.mark.parametrize("wrote", WROTE)
@pytest.mark.parametrize("html", [True, False])
def test_a_quoted_letter_is_the_text_below_a_word_on_it(wrote: str, html: bool, tmp_path: Path) -> None:
    if html:
        said = wrote.replace("<", "&lt;").replace("\n", " ")
        made = letter(
            html=f"<div>Seen?</div><div>{said}</div><blockquote><p>{DAM}</p><p>{ROAD}</p></blockquote>", subject="Re: Dam"
        )
    else:
        made = letter(f"Seen?\n\n{wrote}\n> {DAM}\n>\n> {ROAD}\n\nJon\n", subject="AW: Re: Dam", sender="Jon <jon@b.example>")
    (found,) = reports(made, tmp_path)
    assert (found.outlet, found.title, found.text) == ("Orle Daily", "Dam", f"{DAM}\n{ROAD}")
    assert (found.published or "").startswith("2031-05-05")
    assert any("Seen?" in removed.text for removed in found.removed)


def test_a_text_above_an_earlier_letter_is_the_report(tmp_path: Path) -> None:
    (found,) = pages(
        letter(f"{LONG}\n\nOn Mon, 5 May 2031, Ann Orme <a@b.example> wrote:\n> Could you write of the dam?\n"), tmp_path
    )
    assert (found.text or "").strip() == LONG
    assert found.outlet == "Orle Daily"
    assert [r.because for r in found.removed] == ["an earlier letter, quoted"]


def test_a_text_above_a_forwarded_letter_is_a_report_beside_it(tmp_path: Path) -> None:
    own, inner = reports(letter(f"{LONG}\n\n{HEADS['Gmail']}{DAM}", sender="Jon Abrel <jon@b.example>"), tmp_path)
    assert (own.text, own.outlet) == (LONG, "Jon Abrel")
    assert (inner.text, inner.outlet) == (DAM, "Orle Daily")


def test_a_letter_forwarded_twice_is_of_the_first_writer(tmp_path: Path) -> None:
    outer = HEADS["Outlook"].replace("Orle Daily <news@orle.example>", "Ann Orme <a@b.example>")
    (found,) = reports(letter(f"FYI\n\n{outer}see below\n\n{HEADS['Gmail']}{DAM}"), tmp_path)
    assert (found.outlet, found.text) == ("Orle Daily", DAM)


def test_an_attached_letter_is_read_and_other_attachments_are_told(tmp_path: Path) -> None:
    made = letter("See the letter.", subject="Fwd", sender="Jon Abrel <jon@b.example>")
    made.add_attachment(letter(DAM))
    made.add_attachment(b"x", maintype="image", subtype="png", filename="map.png")
    (found,) = pages(made, tmp_path)
    assert ((found.text or "").strip(), found.outlet, found.title) == (DAM, "Orle Daily", "The dam")
    assert found.notes == ("what is attached was left out: map.png",)
    assert found.removed[0].text == "See the letter."


def test_fields_in_a_story_are_no_letter(tmp_path: Path) -> None:
    text = f"{DAM}\n\nFrom: 5 May\nTo: 9 May\nDate: every day\n\nThe mayor wrote:\n\n{ROAD}"
    (found,) = pages(letter(text), tmp_path)
    assert (found.outlet, "From: 5 May" in (found.text or "")) == ("Orle Daily", True)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Fwd: Dam breaks", "Dam breaks"), ("FW: RE: Dam breaks", "Dam breaks"), ("WG: AW: Dam breaks", "Dam breaks"),
        ("TR: Dam breaks", "Dam breaks"), ("RV: Dam breaks", "Dam breaks"), ("Re[2]: Dam breaks", "Dam breaks"),
        ("[Fwd: Dam breaks]", "Dam breaks"), ("转发：Dam breaks", "Dam breaks"), ("Report: Dam breaks", "Report: Dam breaks"),
        ("Fwd:", "Fwd:"), ("Reading: a day", "Reading: a day"),
    ],
)  # fmt: skip
def test_marks_of_answers_go_from_the_title(said: str, title: str) -> None:
    assert strip_prefixes(said) == title


def mailbox(*letters: EmailMessage) -> bytes:
    parts = (
        b"From news@orle.example Mon May  5 18:30:00 2031\n" + made.as_bytes().replace(b"\nFrom ", b"\n>From ")
        for made in letters
    )
    return b"\n".join(parts)


def test_a_mailbox_gives_all_its_letters(tmp_path: Path) -> None:
    raw = mailbox(
        letter(DAM), letter(f"From the coast, a word.\nFrom there on it rains.\n{ROAD}"), letter(html=DIGESTS["with a greeting"])
    )
    (tmp_path / "a.mbox").write_bytes(raw)
    (tmp_path / "b.eml").write_bytes(mailbox(letter(PRIZE)))
    found = [page for page in read(tmp_path) if isinstance(page, Page)]
    assert [page.name for page in found] == ["a-1", "a-2", "a-3-1", "a-3-2", "a-3-3", "b-1"]
    assert "\nFrom there" in (found[1].text or "")


def test_a_folder_of_mail_is_read(tmp_path: Path) -> None:
    for name in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / name).mkdir(parents=True)
    (tmp_path / "Mail" / "cur" / "19300.M1P2.host:2,S").write_bytes(letter(DAM).as_bytes())
    (tmp_path / "Mail" / "new" / "19301.M1P2.host").write_bytes(letter(ROAD).as_bytes())
    assert [(page.text or "").strip() for page in read(tmp_path) if isinstance(page, Page)] == [DAM, ROAD]


def test_a_broken_letter_of_a_mailbox_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from variorum.ingest import letters

    monkeypatch.setattr(letters, "MAX_LETTER", 20_000)
    broken = b"From x@y.example Mon May  5 18:30:00 2031\nno header at all\n"
    large = letter("word " * 9_000)
    (tmp_path / "a.mbox").write_bytes(b"\n".join([mailbox(letter(DAM)), broken, mailbox(large), mailbox(letter(ROAD))]))
    (tmp_path / "b.mbox").write_bytes(b"")
    (tmp_path / "c.mbox").write_bytes(b"\x00\xff" * 5_000)
    found = list(read(tmp_path))
    assert [(page.text or "").strip() for page in found if isinstance(page, Page)] == [DAM, ROAD]
    told = [str(fault) for fault in found if isinstance(fault, BadInput)]
    assert [
        "letter 2" in told[0],
        "letter 3" in told[1] and "is over" in told[1],
        "no letter" in told[2],
        "no letter" in told[3],
    ] == [True] * 4


def test_hostile_letters_come_to_an_end(tmp_path: Path) -> None:
    nested = letter(DAM)
    for _ in range(12):
        outer = letter("see below")
        outer.add_attachment(nested)
        nested = outer
    (tmp_path / "a.eml").write_bytes(nested.as_bytes())
    (tmp_path / "b.eml").write_bytes(letter(html="<div>" * 20_000 + DAM).as_bytes())
    (tmp_path / "c.eml").write_bytes(letter("> " * 20_000 + DAM + "\n" + "From: a@b.example\n" * 5_000).as_bytes())
    (tmp_path / "d.eml").write_bytes(
        letter(html="".join(row(f"Headline number {n} of many", DAM, n) for n in range(3_000))).as_bytes()
    )
    (tmp_path / "e.eml").write_bytes(
        letter("\n".join(f"On 5 May 2031 x{n}@b.example wrote:\n> a" for n in range(3_000))).as_bytes()
    )
    (tmp_path / "f.eml").write_bytes(letter(html=DIGESTS["with a greeting"]).as_bytes()[:-400])
    before = time.monotonic()
    reports, problems = clean_all(read(tmp_path))
    assert len(reports) >= 3_000
    assert any("more than 5 deep" in problem.message for problem in problems)
    assert time.monotonic() - before < 60


def test_a_letter_that_declares_a_senseless_charset_is_read() -> None:
    head = b'From: a@orle.example\nSubject: Dam\nContent-Type: text/plain; charset="utf\x00\x02-8"\n\n'
    raw = head + b"The dam at Orle broke on Monday.\n"
    (page,) = read_letter(raw, "f", "f")
    assert isinstance(page, Page)
    assert page.text is not None
    assert "The dam at Orle broke" in page.text
