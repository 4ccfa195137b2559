from __future__ import annotations

from rich.text import Text

from ntkproofs.reports.page import entry, page, table


def test_a_pipe_gets_one_line_a_row():
    rows = table("name", "value")
    rows.add_row("x" * 500, "y" * 500)
    assert page([rows], None, False).splitlines()[1] == "x" * 500 + "  " + "y" * 500


def test_empty_fields_are_left_out_and_line_breaks_folded():
    parts = entry(Text("title"), [("a", "one\ntwo"), ("b", "")])
    assert page(parts, None, False) == "title\n    a  one two\n"


def test_no_trailing_blanks():
    rows = table("a", "b")
    rows.add_row("1", "")
    assert all(line == line.rstrip() for line in page([rows, ""], 80, False).splitlines())
