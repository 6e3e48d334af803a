"""The scripts that teach a shell to complete: each asks the program what may come next, see ``cursor``.

They are ASCII throughout, since a start-up file may be in any encoding, and they write into no file of the user's.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from loudi_qa.words import Words

if TYPE_CHECKING:
    from loudi_qa.cli.ui import Ui

_HOW = Words(
    "只看这段脚本还没有用，请把这一行加到 {file} 里，新开的窗口就能按 Tab 键补全；不想要了，删掉这一行即可\n  {line}",
    "to switch it on put this line into {file} and open a new window; to switch it off take the line out again\n  {line}",
)
_START_UP = {
    "bash": ("~/.bashrc", 'eval "$(loudi-qa --show-completion bash)"'),
    "zsh": ("~/.zshrc", 'eval "$(loudi-qa --show-completion zsh)"'),
    "fish": ("~/.config/fish/config.fish", "loudi-qa --show-completion fish | source"),
    "powershell": ("$PROFILE", "loudi-qa --show-completion powershell | Out-String | Invoke-Expression"),
}
"""By shell, the file that it reads when it starts, and the line that switches completion on."""

BASH = r"""
# completion of loudi-qa for bash; by: loudi-qa --show-completion bash
_loudi_qa_add() {
    local line
    while IFS= read -r line; do
        COMPREPLY+=("${line%$'\r'}")
    done
}
_loudi_qa() {
    local listing= kind
    [ "$COMP_TYPE" = 63 ] && listing=1
    COMPREPLY=()
    _loudi_qa_add < <(_LOUDI_QA_COMPLETE=bash _LOUDI_QA_LINE="${COMP_LINE:0:COMP_POINT}" _LOUDI_QA_PART="$2" \
        _LOUDI_QA_LISTING=$listing COLUMNS=$COLUMNS "${1/#\~/$HOME}" 2>/dev/null)
    kind=${COMPREPLY[0]}
    COMPREPLY=("${COMPREPLY[@]:1}")
    case "$kind" in
        choices)
            compopt -o nospace 2>/dev/null ;;
        files*)
            _loudi_qa_add < <(compgen -f -X "!*${kind#files }" -- "$2"; compgen -d -- "$2")
            [ ${#COMPREPLY[@]} -eq 0 ] && _loudi_qa_add < <(compgen -f -- "$2")
            compopt -o filenames 2>/dev/null ;;
        folders)
            _loudi_qa_add < <(compgen -d -- "$2")
            compopt -o filenames 2>/dev/null ;;
    esac
}
complete -o nosort -F _loudi_qa loudi-qa 2>/dev/null || complete -F _loudi_qa loudi-qa
"""

ZSH = r"""
#compdef loudi-qa
# completion of loudi-qa for zsh; by: loudi-qa --show-completion zsh
_loudi_qa() {
    local each kind
    local -a found whole begun
    found=("${(@f)$(_LOUDI_QA_COMPLETE=zsh _LOUDI_QA_LINE="${(j: :)words[1,CURRENT-1]} $QIPREFIX$IPREFIX$PREFIX" \
        ${words[1]/#\~/$HOME} 2>/dev/null)}")
    kind=${found[1]}
    [[ $kind = [0-9]* ]] && compset -p ${kind%%[^0-9]*}
    case ${kind##[0-9]#} in
        choices)
            for each in "${(@)found[2,-1]}"; do
                [[ $each = +* ]] && begun+=("${each[2,-1]}") || whole+=("${each[2,-1]}")
            done
            _describe -V loudi-qa whole -M 'm:{a-zA-Z}={A-Za-z}' -- begun -S '' -M 'm:{a-zA-Z}={A-Za-z}' ;;
        files*) _files -g "*${kind#*files }" ;;
        folders) _files -/ ;;
    esac
}
if (( ! $+functions[compdef] )); then
    autoload -Uz compinit && compinit
fi
if [[ $zsh_eval_context[-1] = loadautofunc ]]; then
    _loudi_qa "$@"
else
    compdef _loudi_qa loudi-qa
fi
"""

FISH = r"""
# completion of loudi-qa for fish; by: loudi-qa --show-completion fish
function __loudi_qa_complete
    set -l program (string replace -r '^~' $HOME -- (commandline -opc)[1])
    set -l found (env _LOUDI_QA_COMPLETE=fish _LOUDI_QA_LINE=(commandline -cp | string collect) $program 2>/dev/null)
    switch "$found[1]"
        case choices
            printf '%s\n' $found[2..-1]
        case 'files *'
            __fish_complete_suffix (string replace 'files ' '' -- $found[1])
        case folders
            __fish_complete_directories (commandline -ct)
    end
end
complete --command loudi-qa --no-files --keep-order --arguments '(__loudi_qa_complete)'
"""

POWERSHELL = r"""
# completion of loudi-qa for PowerShell; by: loudi-qa --show-completion powershell
Register-ArgumentCompleter -Native -CommandName loudi-qa -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $upTo = $cursorPosition - $commandAst.Extent.StartOffset
    $Env:_LOUDI_QA_LINE = $commandAst.Extent.Text.PadRight($upTo).Substring(0, $upTo)
    $Env:_LOUDI_QA_COMPLETE = 'powershell'
    try { $found = & $commandAst.CommandElements[0].Value | Out-String | ConvertFrom-Json }
    finally { Remove-Item Env:_LOUDI_QA_LINE, Env:_LOUDI_QA_COMPLETE }
    foreach ($each in $found) {
        [System.Management.Automation.CompletionResult]::new($each.value, $each.shown, 'ParameterValue', $each.tip)
    }
}
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH, "powershell": POWERSHELL}


def show(ui: Ui, shell: str) -> None:
    """Print the script for a shell; to a person also how it is switched on and off."""
    ui.give(SCRIPTS[shell].lstrip("\n"))
    if sys.stdout.isatty():
        file, line = _START_UP[shell]
        ui.tell(_HOW, file=file, line=line)
