"""Install loudi-qa from the wheels beside this file, into ``venv`` beside it. No network; nothing is written elsewhere."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / "venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
SAMPLE = HERE / "示例" / "2019.xlsx"


def say(zh: str, en: str) -> None:
    """Tell the person who installs, in Chinese unless LOUDI_QA_LANG asks for English."""
    print(en if os.environ.get("LOUDI_QA_LANG") == "en" else zh, flush=True)


def main() -> int:
    """Make the environment, install, and try the program on a sample; 1 where any of it fails."""
    say("正在安装，约需一分钟，请不要关上窗口。", "Installing; this takes about a minute.")
    try:
        venv.EnvBuilder(clear=True, with_pip=True).create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        say(
            f"没有装上，建不了运行环境：{error}\n  请确认这个文件夹可以写入；Debian、Ubuntu、麒麟、统信还要先装 python3-venv",
            f"Not installed, no environment can be made: {error}\n"
            "  Is this folder writable? Debian, Ubuntu and their like need python3-venv first",
        )
        return 1
    pip = ["-m", "pip", "--isolated", "--disable-pip-version-check", "-q", "install", "--no-index", "--require-hashes"]
    if not _python(*pip, "--find-links", HERE / "wheels", "--requirement", HERE / "requirements.txt"):
        say(
            "没有装上，原因见上面几行英文；请把这个窗口的内容发给维护者。\n"
            "  若有 No matching distribution：安装包里没有适合这台电脑的系统或 Python 的文件，要 64 位的 Python 3.11 至 3.14",
            "Not installed, for the reason above.\n"
            "  No matching distribution: the wheels are not for this system or Python; it must be 64-bit Python 3.11 to 3.14",
        )
        return 1
    if not _python("-m", "loudi_qa", "score", SAMPLE, "--quiet", silent=True):
        say(
            "装上了，但示例没有算出来；请把这个窗口的内容发给维护者。",
            "Installed, but the sample was not scored: please report this.",
        )
        return 1
    if os.name == "nt":
        say(
            "装好了，示例已经试算通过。\n下一步：把“示例”文件夹里的 2019.xlsx 拖到“质量考核.bat”上，看一看结果。",
            "Installed; the sample was scored.\nNext: drop 2019.xlsx from the folder 示例 onto 质量考核.bat.",
        )
    else:
        command = shlex.join([str(BIN / "loudi-qa"), "score", str(SAMPLE)])
        say(f"装好了，示例已经试算通过。\n下一步：{command}", f"Installed; the sample was scored.\nNext: {command}")
    return 0


def _python(*arguments: str | Path, silent: bool = False) -> bool:
    """Run the Python of the environment, whatever pip is told elsewhere on this machine; says whether all went well."""
    line = [str(PYTHON), *map(str, arguments)]
    out = subprocess.DEVNULL if silent else None
    return subprocess.run(line, env=os.environ | {"PIP_CONFIG_FILE": os.devnull}, stdout=out, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
