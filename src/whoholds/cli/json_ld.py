"""The options of `check` that write documents for other programs: ClaimReviews and web annotations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from whoholds.cli.options import Day

if TYPE_CHECKING:
    from whoholds.model import Answer
    from whoholds.showing import Reviewer


class Documents(NamedTuple):
    """What is to be written beside the answer, and who answers for it."""

    claim_review: Path | None
    annotations: Path | None
    reviewer: str | None
    reviewer_url: str | None
    reviewed: str | None
    page_url: str | None

    def by(self) -> Reviewer | None:
        """Who answers for the reviews; None if nobody is named."""
        from whoholds.showing import Reviewer

        if self.reviewer is None:
            return None
        return Reviewer(name=self.reviewer, url=self.reviewer_url, on=self.reviewed, page=self.page_url)


def document_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command."""
    file = click.Path(dir_okay=False, path_type=Path)
    for option in (
        click.option("--page-url", metavar="URL", help="Where the page of --html will stand on the web."),
        click.option("--reviewed", type=Day(), help="The day on which the reviews are published: 2018-12-11."),
        click.option("--reviewer-url", metavar="URL", help="The web address of who answers for the reviews."),
        click.option("--reviewer", metavar="NAME", help="Who answers for the reviews; with --html they are in it."),
        click.option("--annotations", type=file, help="Write the verdicts as W3C web annotations (JSON-LD)."),
        click.option("--claim-review", type=file, help="Write the verdicts as schema.org ClaimReviews (JSON-LD)."),
    ):  # fmt: skip
        command = option(command)
    return command


def check_use(documents: Documents, html: Path | None) -> None:
    """Refuse options that go with others which are not there, and addresses that are none."""
    from whoholds.showing.json_ld import web_address

    if documents.claim_review and not documents.reviewer:
        raise click.UsageError("--claim-review goes with --reviewer: say who answers for the reviews.")
    if documents.reviewer is not None and not documents.reviewer.strip():
        raise click.UsageError("--reviewer is empty: give a name.")
    if documents.reviewer and not (documents.claim_review or html):
        raise click.UsageError("--reviewer goes with --claim-review or --html.")
    for option, given in (("--reviewer-url", documents.reviewer_url), ("--reviewed", documents.reviewed)):
        if given and not documents.reviewer:
            raise click.UsageError(f"{option} goes with --reviewer.")
    for option, given in (("--reviewer-url", documents.reviewer_url), ("--page-url", documents.page_url)):
        if given and web_address(given) is None:
            raise click.UsageError(f"{option} is no web address: write it as https://example.org/answer.html")


def write_documents(answer: Answer, documents: Documents, *, source: str, text: str | None, html: Path | None) -> None:
    """Write the documents that are asked for."""
    from whoholds.showing import to_annotations, to_claim_reviews
    from whoholds.showing.as_json import json_text
    from whoholds.showing.json_ld import file_address, web_address
    from whoholds.writing import write_whole

    reviewer = documents.by()
    if documents.claim_review and reviewer:
        write_whole(documents.claim_review, json_text(to_claim_reviews(answer, reviewer)) + "\n")
        click.echo(f"Wrote {documents.claim_review}", err=True)
    if documents.annotations:
        name = "standard-input.txt" if source == "-" else Path(source).name
        at = web_address(answer.report.url) or web_address(source) or file_address(name)
        page = documents.page_url or (file_address(html.name) if html else None)
        found = to_annotations(answer, source=at, page=page, text=text)
        write_whole(documents.annotations, json_text(found) + "\n")
        click.echo(f"Wrote {documents.annotations}", err=True)
