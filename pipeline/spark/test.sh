#!/bin/sh
# Runs the Spark job on a standalone cluster of processes and compares its facts with those of one store. Spark comes from PyPI into a virtual
# environment below bin. Where something that it needs is not to be had, it says so and is skipped.
# SPARK_ARTICLES, SPARK_EXECUTORS and SPARK_CHECKS ask for more than the usual, or less: "make test-spark SPARK_ARTICLES=20000
# SPARK_EXECUTORS='1 2 4'"; with SPARK_EXECUTORS='' and SPARK_CHECKS=--kill the job runs twice, once with an executor killed in the middle.
set -eu
cd "$(dirname "$0")/../.."
skip() { echo "test-spark: SKIPPED: $1"; exit 0; }
command -v java >/dev/null || skip "there is no Java; install Java 17"
version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1)
[ "${version:-0}" -ge 17 ] || skip "Java is ${version:-unknown}; Spark 4 needs 17"
python3 -c 'import venv, ensurepip' 2>/dev/null || skip "python3 has no venv; install python3-venv"
env=bin/spark-env
if ! "$env/bin/python" -c 'import pyspark' 2>/dev/null; then
  rm -rf "$env"
  python3 -m venv "$env"
  echo "test-spark: installing pyspark from PyPI, some 400 MB, once"
  timeout 600 "$env/bin/pip" install --quiet 'pyspark>=4,<5' || { rm -rf "$env"; skip "pyspark cannot be had from PyPI"; }
fi
CGO_ENABLED=0 ${GO:-go} build -o bin/spark-files/factwire ./cmd/factwire # static, and named as the job calls it
"$env/bin/python" pipeline/spark/check.py --factwire bin/spark-files/factwire --articles "${SPARK_ARTICLES:-1000}" \
  --executors ${SPARK_EXECUTORS-2} ${SPARK_CHECKS---kill --forms}
