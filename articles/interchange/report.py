"""What an import says to the person who ran it."""

from .importing import Import
from .stories import Elsewhere, Figure, Gallery, Story

_PREVIEW = 70


def report(imported: Import, *, dry_run: bool, full: bool) -> str:
    """A summary in lines; `full` lists every part that was read."""
    story = imported.story
    lines = [_outcome(imported, dry_run)]
    if full:
        lines += _parts(story)
    lines += [
        f"  {'line ' + str(remark.line) + ': ' if remark.line else ''}{remark.message}" for remark in imported.remarks
    ]
    return "\n".join(lines)


def _outcome(imported: Import, dry_run: bool) -> str:
    article = imported.article
    if not imported.is_new:
        return f"“{article.headline}” was imported before (article {article.pk}). Nothing was changed."
    made = "would be made" if dry_run else f"is article {article.pk}"
    return f"“{article.headline}” {made}: {article.get_status_display().lower()}, {_counts(imported.story)}."


def _counts(story: Story) -> str:
    text = sum(not isinstance(block, Figure | Gallery | Elsewhere) for block in story.blocks)
    embeds = sum(isinstance(block, Elsewhere) for block in story.blocks)
    pictures = len(story.pictures) + (story.lead is not None)
    said = f"{_number(text, 'block')} of text, {_number(pictures, 'picture')}"
    return f"{said}, {_number(embeds, 'embed')}" if embeds else said


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _parts(story: Story) -> list[str]:
    said = [
        ("Standfirst", story.standfirst),
        ("Byline", "; ".join(f"{credit.name} ({credit.role})" for credit in story.credits)),
        ("Dateline", story.dateline),
        ("Section", story.section),
        ("Topics", ", ".join(story.topics)),
        ("Kind", story.kind),
        ("Published", str(story.published or "")),
        ("Embargo", str(story.embargo or "")),
        ("Reported on", str(story.reported_on or "")),
    ]
    lines = [f"  {label + ':':<12} {_short(value)}" for label, value in said if value]
    if story.lead:
        lines.append(f"  Lead:        {_short(story.lead.caption)} [{_short(story.lead.credit)}]")
    for number, block in enumerate(story.blocks, start=1):
        lines.append(f"  {number:>3} {type(block).__name__:<10} {_short(_words(block))}")
    return lines


def _words(block: object) -> str:
    if isinstance(block, Figure):
        return f"{block.picture.caption} [{block.picture.credit}]"
    if isinstance(block, Gallery):
        return " / ".join(picture.caption for picture in block.pictures)
    if isinstance(block, Elsewhere):
        return f"{block.title} [{block.address}]"
    words = getattr(block, "html", None) or getattr(block, "items", None) or getattr(block, "title", None) or ""
    return words if isinstance(words, str) else " / ".join(words)


def _short(text: str) -> str:
    return text if len(text) <= _PREVIEW else f"{text[: _PREVIEW - 1]}…"
