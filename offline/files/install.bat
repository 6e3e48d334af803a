@echo off
chcp 936 >nul
title 安装 loudi-qa
pushd "%~dp0"
if not exist install.py goto unpacked
rem A folder that was made for one Python holds wheels for no other. No percent sign, no exclamation mark: this is batch.
set "FITS=import glob, sys; v = sys.version_info[:2]; sys.exit(not (3, 11) <= v <= (3, 14) or sys.maxsize < 2**32 or not glob.glob('wheels/*-cp' + ''.join(map(str, v)) + '-*'))"
set "FOUND="
for %%v in (3.13 3.12 3.14 3.11) do if not defined FOUND py -%%v -c "%FITS%" >nul 2>nul && set "FOUND=py -%%v"
if not defined FOUND python -c "%FITS%" >nul 2>nul && set "FOUND=python"
if not defined FOUND goto missing
%FOUND% install.py
pause
exit

:unpacked
echo.
echo 请先把压缩包全部解压缩，再打开解压后的文件夹里的“%~nx0”。
echo Unpack the whole archive first.
echo.
pause
exit

:missing
echo.
echo 没有找到 Python 3.11 至 3.14（64 位；只给某一版本做的安装包，要用那个版本）。请先装好 Python，再双击“%~nx0”；
echo 不能装 Python 的电脑，请用免安装的文件夹 loudi-qa-windows。
echo Python 3.11 to 3.14 (64 bit) was not found: install it first, or use the portable folder loudi-qa-windows.
echo.
pause
exit
