from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ntkproofs.claims import Claim, UnknownClaim, in_package, in_path, select, with_dependencies

CLAIM = """
from ntkproofs import Claim, Control, Derivation, Rule, Step, Verdict

def check(n):
    return Derivation((Step(Rule.VALUE, f"n = {n}", goal=True),))

HERE = Claim(id="mine.%s", label="Theorem", statement="%s", expected=Verdict.PROVED, scope="n", check=check,
             parameters={"n": 2}, control=Control("n = 3", {"n": 3}))
"""


def test_files_of_a_folder_import_each_other_relatively(sample_claims: dict[str, Claim]):
    assert list(sample_claims)[:2] == ["sample.lemma.squares", "sample.prop2.sum"]
    assert len(sample_claims) == 9


def test_one_file_may_be_named(sample: Path):
    assert list(in_path(sample / "lemma.py")) == ["sample.lemma.squares"]


def test_a_changed_file_is_read_again(tmp_path: Path):
    file = tmp_path / "claims.py"
    file.write_text(CLAIM % ("x", "one"))
    assert in_path(file)["mine.x"].statement == "one"
    file.write_text(CLAIM % ("x", "two"))
    assert in_path(file)["mine.x"].statement == "two"
    assert not list(tmp_path.glob("__pycache__"))


def test_two_folders_may_use_the_same_file_names(tmp_path: Path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "json.py").write_text(CLAIM % (folder, folder))
    assert list(in_path(tmp_path / "a")) == ["mine.a"]
    assert list(in_path(tmp_path / "b")) == ["mine.b"]
    assert "HERE" not in vars(sys.modules["json"])


def test_hidden_folders_and_virtual_environments_are_passed_over(tmp_path: Path):
    for folder in (".hidden", "env", "part-1"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "claims.py").write_text(CLAIM % (folder.strip(".").replace("-", ""), ""))
    (tmp_path / "env" / "pyvenv.cfg").touch()
    assert list(in_path(tmp_path)) == ["mine.part1"]


def test_the_folder_itself_may_be_a_package(tmp_path: Path):
    (tmp_path / "__init__.py").write_text("TITLE = 'ours'\n" + CLAIM % ("root", "root"))
    (tmp_path / "more.py").write_text("from . import TITLE\nassert TITLE == 'ours'\n" + CLAIM % ("more", "more"))
    assert set(in_path(tmp_path)) == {"mine.root", "mine.more"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1 +", "SyntaxError"),
        ("import nosuchmodule", "ModuleNotFoundError"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        (CLAIM.replace('Control("n = 3", {"n": 3})', "None") % ("x", ""), "control is missing"),
    ],
)
def test_a_file_that_cannot_be_run_is_refused_in_one_sentence(tmp_path: Path, text: str, sentence: str):
    (tmp_path / "bad.py").write_text(text)
    with pytest.raises(ValueError, match=rf"bad\.py' cannot be run as a file of claims: .*{sentence}"):
        in_path(tmp_path)


def test_a_path_that_is_not_there():
    with pytest.raises(FileNotFoundError, match="does not exist"):
        in_path(Path("/nowhere/at/all"))


def test_an_id_is_used_once(tmp_path: Path):
    (tmp_path / "a.py").write_text(CLAIM % ("x", "one"))
    (tmp_path / "b.py").write_text(CLAIM % ("x", "two"))
    with pytest.raises(ValueError, match=r"'mine\.x' is used twice"):
        in_path(tmp_path)


def test_a_plain_module_may_stand_for_a_package():
    assert in_package("ntkproofs.claims.claim") == {}


def test_selection_by_prefix(sample_claims: dict[str, Claim]):
    assert [claim.id for claim in select(sample_claims, ["sample.prop2"])] == ["sample.prop2.sum", "sample.prop2.bound"]
    assert len(select(sample_claims, [])) == 9
    with pytest.raises(UnknownClaim, match="no id starts with 'nosuch'"):
        select(sample_claims, ["sample", "nosuch"])


def test_dependencies_stand_first(sample_claims: dict[str, Claim]):
    ordered = with_dependencies([sample_claims["sample.prop2.bound"]], sample_claims)
    assert {claim.id for claim in ordered[:2]} == {"sample.prop2.sum", "sample.lemma.squares"}
    assert ordered[2].id == "sample.prop2.bound"


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [("sample.lemma.squares", "rests on 'sample.lemma.squares'"), ("sample.prop2.sum", "rests on 'sample.prop2.sum'")],
)
def test_what_a_claim_names_must_exist(sample_claims: dict[str, Claim], missing: str, sentence: str):
    known = {name: claim for name, claim in sample_claims.items() if name != missing}
    with pytest.raises(ValueError, match=sentence):
        with_dependencies([sample_claims["sample.prop2.bound"]], known)


def test_the_corrected_claim_must_exist(sample_claims: dict[str, Claim]):
    known = {"sample.section4.error": sample_claims["sample.section4.error"]}
    with pytest.raises(ValueError, match=r"corrected by 'sample\.prop2\.sum', which is not a claim"):
        with_dependencies(known.values(), known)
