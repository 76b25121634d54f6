"""Find, or install, the Chromium and the Firefox that the tests drive: `python -m tests.browsers`.

Playwright's own browsers come first, as they fit Playwright best. Where they cannot be downloaded, or miss a
library of the system, a browser of the system will do, as long as it really starts.
"""

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserType, Error, Playwright, sync_playwright

from tests import packages

NOTE = Path(__file__).parent.parent / ".cache" / "browsers.json"

SYSTEM = {
    "chromium": (
        "chromium",
        "chromium-browser",
        "google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ),
    "firefox": ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"),
}
DEBIAN = {"chromium": "chromium", "firefox": "firefox-esr"}

# Debian's Chromium shows no window here, but makes two pages for the popup of each window's address bar: half of the
# work of a test that opens a page. Only the last list counts, so those that Playwright 1.64 switches off are here too.
NOT_NEEDED = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("BlockOriginHeaderModificationOnRedirect", "DestroyProfileOnBrowserClose", "DialMediaRouteProvider"),
    *("GlobalMediaControls", "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying"),
    *("OptimizationHints", "PaintHolding", "ThirdPartyStoragePartitioning", "Translate"),
)


def launch_chromium(playwright: Playwright, **options: Any) -> Browser:  # noqa: ANN401 (Playwright's options)
    """Start the Chromium that was found; the options are those of `playwright.chromium.launch`.

    Playwright itself adds what root and a machine without network need: no sandbox, no background networking,
    no updates of components, no synchronisation, no first-run page.
    """
    return _launch(playwright, "chromium", _noted("chromium"), **options)


def launch_firefox(playwright: Playwright, **options: Any) -> Browser:  # noqa: ANN401 (Playwright's options)
    """Start the Firefox that was found; the options are those of `playwright.firefox.launch`.

    The system's Firefox silently ignores a page's `color_scheme`, `reduced_motion` and `java_script_enabled`.
    Give it `firefox_user_prefs={"ui.systemUsesDarkTheme": 1, "ui.prefersReducedMotion": 1,
    "javascript.enabled": False}`, and the page's options too: those are what Playwright's Firefox listens to.
    """
    return _launch(playwright, "firefox", _noted("firefox"), **options)


def main() -> int:
    """Note a browser of each kind that starts, installing what is missing; 1 when one cannot be had."""
    if all(Path(_note().get(name, "")).is_file() for name in SYSTEM):
        return 0
    _download()
    with sync_playwright() as playwright:
        found = {name: _find(playwright, name) for name in SYSTEM}
        missing = [name for name, path in found.items() if not path]
        if missing and packages.install(*(DEBIAN[name] for name in missing)):
            found |= {name: _find(playwright, name) for name in missing}
    NOTE.parent.mkdir(exist_ok=True)
    NOTE.write_text(json.dumps({"playwright": version("playwright"), **found}, indent=2) + "\n")
    for name, path in found.items():
        print(f"{name}: {path or 'none that starts'}")
    if missing := [name for name, path in found.items() if not path]:
        wanted = " and ".join(DEBIAN[name] for name in missing)
        print(f"Install {wanted} (so called on Debian, or another of that kind) for the tests.", file=sys.stderr)
        return 1
    return 0


def _note() -> dict[str, str]:
    """Read what was found; nothing when it was found for another Playwright, as its own browsers move along."""
    note: dict[str, str] = json.loads(NOTE.read_text()) if NOTE.exists() else {}
    return note if note.get("playwright") == version("playwright") else {}


def _noted(name: str) -> str:
    if path := _note().get(name):
        return path
    msg = f"No {name} is known here: run `python -m tests.browsers` first."
    raise LookupError(msg)


def _download() -> None:
    """Have Playwright download its own browsers; it gives up at the first that fails."""
    print("Looking for Playwright's own Chromium and Firefox (a download of some 300 MB) ...", flush=True)
    subprocess.run(
        [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium", "firefox"],
        # Five attempts of at most 3 s without an answer (in ms), instead of five times half a minute.
        env={"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "3000", **os.environ},
        capture_output=True,  # its errors are no news: the system's browsers are next
        check=False,
    )


def _find(playwright: Playwright, name: str) -> str:
    """Return the path of the first browser of this kind that shows a page, or nothing."""
    for command in (_browser_type(playwright, name).executable_path, *SYSTEM[name]):
        if path := shutil.which(command):
            try:
                with _launch(playwright, name, path) as browser:
                    browser.new_page().set_content("<p>Dag")
            except Error:
                continue
            return path
    return ""


def _launch(playwright: Playwright, name: str, path: str, **options: Any) -> Browser:  # noqa: ANN401
    browser_type = _browser_type(playwright, name)
    if name == "chromium":
        options["args"] = [*options.get("args", []), f"--disable-features={','.join(NOT_NEEDED)}"]
    if name == "firefox" and path != browser_type.executable_path:
        # Playwright's usual protocol needs its own, patched Firefox; this channel makes do with a standard one.
        options["channel"] = "moz-firefox"
    return browser_type.launch(executable_path=path, **options)


def _browser_type(playwright: Playwright, name: str) -> BrowserType:
    return playwright.firefox if name == "firefox" else playwright.chromium


if __name__ == "__main__":
    sys.exit(main())
