"""The files beside the code: contributing, security, the checks of every change. What they promise is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

from loudi_qa.workbook import guard

ROOT = Path(__file__).resolve().parents[1]
SECURITY = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
WORKFLOW = ROOT / ".github" / "workflows" / "check.yaml"
MODULES = sorted((ROOT / "src" / "loudi_qa").rglob("*.py"))

NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", SECURITY)))
REACHING_OUT = {
    "asyncio", "ftplib", "http", "httpx", "imaplib", "marshal", "os.system", "pip", "requests", "shelve", "smtplib", "socket",
    "socketserver", "ssl", "subprocess", "telnetlib", "urllib", "webbrowser", "xmlrpc",
}  # fmt: skip
CALLS = {"eval", "exec", "system", "popen", "extractall", "startfile"}


def names(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("path", "test"), NAMED, ids=[test for _, test in NAMED])
def test_what_the_security_notes_claim_is_held_by_a_test_that_exists(path: str, test: str) -> None:
    assert test in names(path), "a claim that nothing holds"


def test_every_threat_has_its_test() -> None:
    rows = re.findall(r"^\| (.*) \|$", SECURITY.partition("## What may be tried")[2].partition("## Limits")[0], re.MULTILINE)[2:]
    assert len(rows) > 15
    assert not [row for row in rows if "::test_" not in row]


def test_the_limits_told_are_those_of_the_gate() -> None:
    told = dict(re.findall(r"^\| ([^|]+) \| (\d+) \|$", SECURITY, re.MULTILINE))
    mib = guard.MIB
    assert list(map(int, told.values())) == [
        guard.LARGEST_FILE // mib, guard.MOST_MEMBERS, guard.LARGEST_PART // mib, guard.LARGEST_TOTAL // mib, guard.HIGHEST_RATIO,
        guard.MOST_SHEETS, guard.MOST_COLUMNS, guard.LONGEST_TEXT,
    ]  # fmt: skip
    assert f"{guard.LEAST_ROWS:,} rows and {guard.LEAST_CELLS:,} cells" in SECURITY


def reaching_out(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.split(".")[0] in REACHING_OUT]
        elif isinstance(node, ast.ImportFrom):
            found += [node.module] if node.module and node.module.split(".")[0] in REACHING_OUT else []
        elif isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            found += [called] if called in CALLS else []
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_nothing_reaches_out_of_the_program(path: Path) -> None:
    allowed = ["subprocess"] if path.stem == "dropped" else []  # the prompt that the portable folder leaves open
    assert reaching_out(path.read_text(encoding="utf-8")) == allowed, "the security notes say that this is never done"


@pytest.mark.parametrize("source", ["import socket", "from urllib.request import urlopen", "eval('1')", "z.extractall()"])
def test_the_search_for_what_reaches_out_finds_it(source: str) -> None:
    assert reaching_out(source)


def test_every_action_of_the_workflow_is_pinned_by_commit_and_the_version_is_named() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert not [each for each in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)]


def test_the_workflow_may_only_read_and_tries_three_systems_four_versions_gbk_and_the_wheel() -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    matrix = workflow["jobs"]["tests"]["strategy"]["matrix"]
    assert [name.partition("-")[0] for name in matrix["system"]] == ["ubuntu", "windows", "macos"]
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert workflow["jobs"]["gbk"]["env"] == {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    assert {"wheel", "lint-and-types"} <= workflow["jobs"].keys()
    assert all(job["timeout-minutes"] for job in workflow["jobs"].values()), "a test that hangs would run for six hours"


def test_hooks_run_the_projects_own_tools_and_fetch_nothing() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert {repository["repo"] for repository in hooks["repos"]} == {"local"}
    assert all(hook["entry"].startswith(".venv/bin/") for each in hooks["repos"] for hook in each["hooks"])


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "SECURITY.md"])
def test_every_link_and_file_named_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    named = re.findall(r"(?<![\w/.-])((?:tests|docs|samples)/[\w./-]+\.(?:py|md|xlsx))", text)
    assert linked
    assert not [path for path in [*linked, *named] if not (ROOT / path).exists()]
