"""Deque's axe, put into a page: what of WCAG 2.2 AA it finds broken there."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

# Installed by .ci/run with `npm ci`, from package.json beside this file.
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"

_RUN = """async (within) => {
  const options = {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
  const found = await axe.run(within ?? document, options)
  return found.violations.flatMap(({id, nodes}) => nodes.map(({target, failureSummary}) =>
    `${id} at ${target.join(" ")}: ${failureSummary.replaceAll("\\n", " ")}`))
}"""


def violations(page: Page, within: str | None = None) -> list[str]:
    """A line for each rule and element that axe finds broken in `page`, or `within` a selector of it."""
    if not AXE.exists():
        if os.environ.get("NEWSROOM_BROWSER_TESTS"):
            pytest.fail("axe-core is not installed: npm ci --prefix articles/tests/browser")
        pytest.skip("axe-core is not installed: npm ci --prefix articles/tests/browser")
    # As a policy-proof evaluation, since a script element would be held back.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    before = page.evaluate("window.heldBack ?? []")
    found: list[str] = page.evaluate(_RUN, within)
    # It tries styles of its own, which the policy holds back.
    page.evaluate("before => { window.heldBack = before }", before)
    return found
