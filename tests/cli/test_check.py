from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

PROGRAM = [sys.executable, "-c", "from ntkproofs.cli import main; main()"]

WRONG = """
from ntkproofs import Claim, Control, Derivation, Rule, Status, Step, Verdict

def check(n):
    status, witness = (Status.HOLDS, None) if n == 2 else (Status.FAILS, "1 + 1 = 2")
    return Derivation((Step(Rule.VALUE, f"1 + 1 = {n}", status, goal=True, witness=witness),))

WRONG = Claim(id="mine.wrong", label="Theorem", statement="1 + 1 = 3", expected=Verdict.PROVED, scope="", check=check,
              parameters={"n": 3}, control=Control("1 + 1 = 4", {"n": 4}))
"""


def test_as_expected(ntkproofs: Any, sample: Path):
    ran = ntkproofs("check", "--path", sample)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[0].split() == ["id", "verdict", "expected", "seconds"]
    assert ran.out.splitlines()[-1].endswith("all as expected")


def test_json_is_one_document(ntkproofs: Any, sample: Path):
    ran = ntkproofs("check", "sample.prop2", "sample.section3", "--path", sample, "--format", "json", "--seed", "7")
    document = json.loads(ran.out)
    assert (ran.status, ran.err) == (0, "")
    assert (document["schema"], document["seed"], document["thorough"]) == ("ntkproofs.report/1", 7, False)
    assert {"python", "sympy", "mpmath", "numpy", "python-flint", "FLINT"} <= set(document["libraries"])
    assert [result["id"] for result in document["results"]] == [
        "sample.prop2.sum",
        "sample.prop2.bound",
        "sample.section3.draw",
        "sample.section3.slip",
    ]


def test_junit_and_html(ntkproofs: Any, sample: Path):
    ElementTree.fromstring(ntkproofs("check", "--path", sample, "--format", "junit").out)
    assert ntkproofs("check", "--path", sample, "--format", "html").out.startswith("<!DOCTYPE html>")


def test_a_wrong_verdict_has_status_1(ntkproofs: Any, tmp_path: Path):
    (tmp_path / "wrong.py").write_text(WRONG)
    ran = ntkproofs("check", "--path", tmp_path, "--quiet")
    assert ran.status == 1
    assert ran.out.startswith("NOT AS EXPECTED mine.wrong\n")
    assert "1 claim: 1 refuted; 1 NOT AS EXPECTED" in ran.out


def test_nothing_ran_has_status_3(ntkproofs: Any, sample: Path, tmp_path: Path):
    ran = ntkproofs("check", "sample.section5", "--path", sample)
    assert (ran.status, ran.err) == (3, "ntkproofs: nothing ran; the heavy ones need --thorough\n")
    ran = ntkproofs("check", "--path", tmp_path)
    assert (ran.status, ran.err) == (3, "ntkproofs: nothing ran; there are no claims\n")


def test_thorough_runs_the_heavy_ones(ntkproofs: Any, sample: Path):
    ran = ntkproofs("check", "sample.section5", "--path", sample, "--thorough")
    assert ran.status == 0
    assert "1 proved" in ran.out


def test_output_goes_to_a_file_and_nothing_else_is_said(ntkproofs: Any, sample: Path, tmp_path: Path):
    file = tmp_path / "report.json"
    ran = ntkproofs("check", "--path", sample, "--format", "json", "--output", file)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert json.loads(file.read_text())["summary"]["refuted"] == 4


def test_certificates_are_named_by_the_digest_of_their_bytes(ntkproofs: Any, sample: Path, tmp_path: Path):
    ran = ntkproofs("check", "--path", sample, "--certificates", tmp_path / "a" / "b", "--format", "json")
    named = {result["id"]: result["certificate"] for result in json.loads(ran.out)["results"] if result["certificate"]}
    files = {file.stem: file.read_bytes() for file in (tmp_path / "a" / "b").iterdir()}
    assert {name: "sha256:" + hashlib.sha256(text).hexdigest() for name, text in files.items()} == named
    assert len(files) == 7


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_folder_of_the_data_reaches_the_checks(ntkproofs: Any, tmp_path: Path, jobs: str, monkeypatch: Any):
    monkeypatch.setenv("NTKPROOFS_DATA", "")
    (tmp_path / "data" / "uci").mkdir(parents=True)
    asks = "    from ntkproofs.datasets import folder\n    assert folder().name == 'data'"
    text = (
        WRONG.replace("def check(n):", f"def check(n):\n{asks}")
        .replace("1 + 1 = 3", "1 + 1 = 2")
        .replace('{"n": 3}', '{"n": 2}')
    )
    (tmp_path / "claims.py").write_text(text + text.replace("WRONG", "OTHER").replace("mine.wrong", "mine.other"))
    ran = ntkproofs("check", "--path", tmp_path / "claims.py", "--data", tmp_path / "data", "--jobs", jobs)
    assert (ran.status, ran.err) == (0, "")
    assert "2 proved" in ran.out


def test_a_variable_that_names_no_folder_of_data_is_refused_in_one_line(refused: Any, sample: Path, monkeypatch: Any):
    monkeypatch.setenv("NTKPROOFS_DATA", "/nowhere")
    assert "got '/nowhere', it is not a folder" in refused("check", "--path", sample, "--thorough")


def test_processes_change_nothing_but_the_times(ntkproofs: Any, sample: Path):
    def results(*options: str) -> list[dict[str, Any]]:
        ran = ntkproofs("check", "--path", sample, "--thorough", "--format", "json", *options)
        return [{**result, "seconds": None} for result in json.loads(ran.out)["results"]]

    assert results("--jobs", "2") == results()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nosuch"], "no id starts with 'nosuch'"),
        (["--format", "yaml"], "'yaml' is not one of"),
        (["--jobs", "0"], "0 is not in the range"),
        (["--jobs", "two"], "'two' is not a valid integer"),
        (["--frobnicate"], "No such option"),
        (["--path", "/nowhere"], "'/nowhere' does not exist"),
        (["--output", "/nowhere/report.json"], "needed a file that can be written, got '/nowhere/report.json'"),
        (["--output", "/"], "needed a file that can be written, got '/'"),
        (["--data", "/nowhere"], "needed a folder that holds mnist/ or uci/, got '/nowhere', it is not a folder"),
        (["--data", "/dev"], "no such parts are in it"),
        (["--certificates", "/dev/null/x"], "/dev/null/x: Not a directory"),
    ],
)
def test_bad_input_is_refused_in_one_line(refused: Any, sample: Path, arguments: list[str], sentence: str):
    path = [] if "--path" in arguments else ["--path", sample]
    assert sentence in refused("check", *path, *arguments)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (WRONG.replace('Control("1 + 1 = 4", {"n": 4})', "None"), "Claim 'mine.wrong': control is missing"),
        (WRONG.replace(', control=Control("1 + 1 = 4", {"n": 4})', ""), "Claim 'mine.wrong': control is missing"),
        (WRONG.replace("1 + 1 = 3", "1 + 1 = 3", 1).replace(")\n\nWRONG", "\n\nWRONG"), "SyntaxError"),
        (WRONG.replace("parameters", "depends_on=('mine.lemma',), parameters"), "rests on 'mine.lemma'"),
    ],
)
def test_a_file_that_is_no_file_of_claims(refused: Any, tmp_path: Path, text: str, sentence: str, monkeypatch: Any):
    monkeypatch.setattr("ntkproofs.papers.library.in_package", lambda name: {})
    (tmp_path / "claims.py").write_text(text)
    assert sentence in refused("check", "--path", tmp_path)


def test_a_reader_that_stops_early_is_no_failure(sample: Path):
    line = f"{' '.join(map(repr, PROGRAM))} check --path {sample} --format json | head -n 1; echo ${{PIPESTATUS[0]}}"
    ran = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["{", "0"]
    assert ran.stderr == ""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_at_once_with_one_line(tmp_path: Path, jobs: str):
    started = tmp_path / "started"
    wait = f"    import pathlib, time; pathlib.Path({str(started)!r}).touch(); time.sleep(60)"
    slow = WRONG.replace("def check(n):", f"def check(n):\n{wait}")
    (tmp_path / "slow.py").write_text(slow + slow.replace("WRONG", "OTHER").replace("mine.wrong", "mine.other"))
    # A parent in the background ignores interrupts, and a child would inherit that.
    heed = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
    process = subprocess.Popen(
        [sys.executable, "-c", heed, *PROGRAM, "check", "--path", str(tmp_path), "--jobs", jobs],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 30
    while not started.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert err.strip() == "ntkproofs: interrupted"
