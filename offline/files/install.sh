#!/bin/sh
# Install without a network: sh install.sh
cd "$(dirname "$0")" || exit 1
# A folder that was made for one Python holds wheels for no other, so another that is found first must not be taken.
FITS='import glob, sys
sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14) or not glob.glob("wheels/*-cp%d%d-*" % sys.version_info[:2]))'
for python in ${PYTHON:-python3.13 python3.12 python3.14 python3.11 python3}; do
  if "$python" -c "$FITS" 2>/dev/null; then
    exec "$python" install.py
  fi
done
echo '没有找到 Python 3.11 至 3.14（只给某一版本做的安装包，要用那个版本）。装好后再运行；不在 PATH 里的，请写明：PYTHON=/路径/python3.12 sh install.sh' >&2
echo 'Python 3.11 to 3.14 was not found (a folder made for one version needs that one); name it where it is not on the PATH: PYTHON=/path/python3.12 sh install.sh' >&2
exit 1
