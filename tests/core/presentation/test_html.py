"""The builder of HTML: everything is escaped, nothing inline, written as a browser would."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import calculators
from calculators.presentation.html import Html, element, join

PRESENTATION = Path(calculators.__file__).parent / "presentation"
WRITERS = [path for path in sorted(PRESENTATION.rglob("*.py")) if path.name != "html.py"]


@given(st.text())
def test_text_never_becomes_markup(text: str) -> None:
    """Whatever the text, there is no tag in it and no way out of an attribute."""
    written = element("p", {"title": text}, text)
    assert re.fullmatch(r'<p title="[^"<>]*">[^<>]*</p>', written)


def test_markup_is_taken_as_it_is() -> None:
    """What the builder made is not escaped again."""
    assert element("p", None, element("b", None, "x")) == "<p><b>x</b></p>"


@pytest.mark.parametrize("name", ["onclick", "onload", "style"])
def test_inline_code_and_style_are_refused(name: str) -> None:
    """The security policy forbids them, so the builder does too."""
    with pytest.raises(ValueError, match="security policy"):
        element("p", {name: "x"})


def test_void_elements_have_no_end() -> None:
    """An input has no closing tag, an empty span has one: as browsers write them."""
    assert join(element("input", {"value": ""}), element("span")) == '<input value=""><span></span>'


def test_an_addition_of_plain_text_is_not_trusted() -> None:
    """Joining Html with a string by hand gives a string, which is escaped when it is used."""
    unsafe = Html("<b>") + "<script>"
    assert element("p", None, unsafe) == "<p>&lt;b&gt;&lt;script&gt;</p>"


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: path.relative_to(PRESENTATION).as_posix())
def test_nobody_else_writes_markup(path: Path) -> None:
    """In the presentation no text outside docstrings holds a tag, and only the builder says that text is markup."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = ast.Module | ast.ClassDef | ast.FunctionDef
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert [text for text in texts - docstrings if re.search(r"<[/!?a-zA-Z]", text)] == []
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert "Html" not in [function.id for function in called if isinstance(function, ast.Name)]
