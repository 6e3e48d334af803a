#!/bin/sh
# Install without a network: sh install.sh
cd "$(dirname "$0")" || exit 1
for python in ${PYTHON:-python3.13 python3.12 python3.14 python3.11 python3}; do
  if "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; then
    exec "$python" install.py
  fi
done
echo '没有找到 Python 3.11 至 3.14。装好后再运行；不在 PATH 里的，请写明：PYTHON=/路径/python3.12 sh install.sh' >&2
echo 'Python 3.11 to 3.14 was not found; name it where it is not on the PATH: PYTHON=/path/python3.12 sh install.sh' >&2
exit 1
