#!/usr/bin/env bash
# Makes the model folder anew from policies/utterances, policies/facts.yaml and the topics. Python 3.11; about 45 minutes on two
# idle cores. Nothing of it is needed to install, run or test the product.
set -euo pipefail
cd "$(dirname "$0")"
build=../../build/model

if [ ! -d "$build/python" ]; then
  python3 -m venv "$build/python"
  "$build/python/bin/pip" install -q -r requirements.txt
fi
python="$build/python/bin/python"

"$python" train.py "$build"
"$python" linear.py "$build"
"$python" calibrate.py "$build"
"$python" export.py "$build" ..
"$python" tokens.py
