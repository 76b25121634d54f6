"""axe-core, with every rule for WCAG 2.2 AA and its best practices."""

from playwright.sync_api import Page

from calculators.build.runtime import NODE_MODULES

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
AXE = NODE_MODULES / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[tuple[str, list[object]]]:
    """What axe-core finds on a page: rules with the elements that break them."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", TAGS)
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in found["violations"]]
