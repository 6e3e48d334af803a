@echo off
chcp 936 >nul
title 质量考核 loudi-qa
if not exist "%~dp0@PYTHON@" goto missing
set "PATH=%~dp0@BIN@;%PATH%"
set "LOUDI_QA_START=%~nx0"
pushd "%~dp0"
rem A name with "&" that is dropped here never reaches %%1: the shell splits the line before. Its whole line has it still.
setlocal EnableDelayedExpansion
set "LOUDI_QA_LINE=!cmdcmdline!"
setlocal DisableDelayedExpansion
"%~dp0@PYTHON@" -m loudi_qa.cli.dropped %*
rem Not "exit /b": the shell would go on with what stands behind the "&".
exit

:missing
echo.
echo 程序不完整：@MISSING@，再打开“%~nx0”。
echo The program is not complete: see 说明.txt.
echo.
pause
exit
