"""Runs the job on a real standalone cluster of processes, and compares its facts with those of one store, byte for byte.

    python check.py --factwire bin/factwire --articles 2000 --executors 1 2 --kill

It makes a store of bundled and synthetic articles, starts a master and two workers, runs the job with each number of executors, with --kill
once more while an executor is killed by its process id, then once more over the finished output, and from Parquet and a web
archive. It prints the CPU seconds of all processes of each run.
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import pyspark

HERE = pathlib.Path(__file__).resolve().parent
HOME = pathlib.Path(pyspark.__file__).parent
TICK = os.sysconf("SC_CLK_TCK")
# what a short run spends most of its time on is the JVM's compiler: its first tier will do where all work is done in other processes
JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def environment(folder):
    return os.environ | {"SPARK_HOME": str(HOME), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOG_DIR": f"{folder}/logs", "SPARK_LOCAL_DIRS": f"{folder}/local", "SPARK_DAEMON_JAVA_OPTS": JVM}


def cpu(*pids):
    """CPU seconds of processes, with those of their children that have ended."""
    total = 0
    for pid in pids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
        total += sum(int(x) for x in fields[11:15])
    return total / TICK


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def executors(workers):
    """The process ids of the executors, which are children of the workers."""
    found = []
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rsplit(") ", 1)[1].split()[1])
            if parent in workers and b"CoarseGrainedExecutorBackend" in (stat.parent / "cmdline").read_bytes():
                found.append(int(stat.parent.name))
        except (OSError, ValueError, IndexError):
            continue  # it ended meanwhile
    return sorted(found)


class Cluster:
    """A master and two workers, each a process of its own."""
    def __init__(self, folder, partitions):
        self.folder, self.env, self.processes, self.partitions = folder, environment(folder), [], partitions
        port, http = free_port(), free_port()
        self.url = f"spark://127.0.0.1:{port}"
        self.start("master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(http))
        for n in range(2):
            self.start("worker.Worker", "--host", "127.0.0.1", "--cores", "2", "--memory", "3g", "--webui-port", str(free_port()), "--work-dir", f"{folder}/worker{n}", self.url)
        self.workers = [p.pid for p in self.processes[1:]]

    def start(self, kind, *args):
        log = open(f"{self.folder}/{kind}{len(self.processes)}.log", "w")
        self.processes.append(subprocess.Popen([f"{HOME}/bin/spark-class", f"org.apache.spark.deploy.{kind}", *args], env=self.env, stdout=log, stderr=log))

    def stop(self):
        for p in self.processes:
            p.terminate()
        for p in self.processes:
            p.wait()

    def run(self, binary, count, output, *args, kill=False):
        """Runs the job. Returns its CPU seconds: of the driver, the master, the workers, the executors and the processes they pipe through."""
        pids = [p.pid for p in self.processes]
        before, own = cpu(*pids), resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [f"{HOME}/bin/spark-submit", "--master", self.url, "--files", binary, "--executor-memory", "1g", "--conf", "spark.executor.cores=1",
                   "--conf", f"spark.cores.max={count}", "--conf", f"spark.sql.shuffle.partitions={self.partitions}", "--driver-java-options", JVM, "--conf", f"spark.executor.extraJavaOptions={JVM}", "--conf", "spark.ui.enabled=false", str(HERE / "job.py"), "--output", output, *args]
        log = open(f"{self.folder}/submit.log", "w")
        job = subprocess.Popen(command, env=self.env, stdout=subprocess.PIPE, stderr=log, text=True)
        if kill:
            self.kill(job, output)
        out = job.communicate()[0]
        if job.returncode != 0:
            sys.exit(f"the job failed:\n{out}\n{pathlib.Path(log.name).read_text()[-6000:]}")
        time.sleep(2)  # executors end, and their time is added to the workers'
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return cpu(*pids) - before + after.ru_utime + after.ru_stime - own.ru_utime - own.ru_stime

    def kill(self, job, output):
        """Kills an executor in the middle: when it has begun to read articles."""
        while job.poll() is None:
            running = executors(self.workers)
            if running and list(pathlib.Path(output).glob("work/lines/*/_temporary/*/_temporary/*/*/*")):
                os.kill(running[0], signal.SIGKILL)
                print(f"killed executor {running[0]} of {len(running)}", flush=True)
                return
            time.sleep(0.05)
        sys.exit("the job ended before an executor could be killed")


def facts(output):
    """The lines of facts in the order of an export: the last reported first, then by id."""
    lines = []
    for path in pathlib.Path(output).glob("facts/jsonl/kind=*/month=*/part-*"):
        for line in path.read_bytes().splitlines(keepends=True):
            f = json.loads(line)
            lines.append(([-b for b in f.get("last", "").encode().ljust(10, b"\0")], f["id"], line))
    return b"".join(line for _, _, line in sorted(lines, key=lambda x: x[:2]))


def compare(name, want, output, spent=None):
    got = facts(output)
    if got != want:
        sys.exit(f"{name}: {got.count(b'%c' % 10)} facts differ from the store's {want.count(b'%c' % 10)}: see {output}")
    print(f"{name}: {got.count(b'%c' % 10)} facts, the store's very bytes" + (f"; {spent:.1f} CPU seconds" if spent is not None else ""), flush=True)


def timed(command, **more):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    if subprocess.run(command, **more).returncode not in (0, 3):  # 3: some inputs are no articles, which is meant
        sys.exit("the store cannot be made")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def warc(records, path):
    """A web archive of pages with the articles' texts."""
    with open(path, "wb") as out:
        for r in records:
            paragraphs = "".join(f"<p>{p}</p>" for p in r["text"].split("\n\n"))
            page = f"<html><head><title>{r['title']}</title><meta property='article:published_time' content='{r['published']}'></head><body><article>{paragraphs}</article></body></html>".encode()
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {r['url']}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
            out.write(head.encode() + block + b"\r\n\r\n")


def other_forms(cluster, binary, folder, records):
    """The same from Parquet and from a web archive as from 'observe' alone, and a store of the job's articles."""
    from pyspark.sql import SparkSession
    session = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    session.createDataFrame(records).coalesce(1).write.parquet(f"{folder}/articles.parquet")
    session.stop()
    warc(records, f"{folder}/crawl.warc")
    lines = "".join(json.dumps(r) + "\n" for r in records).encode()
    for form, name, data in (("parquet", "articles.parquet", lines), ("warc", "crawl.warc", pathlib.Path(f"{folder}/crawl.warc").read_bytes())):
        observed = subprocess.run([binary, "observe", "--quiet", "-"], input=data, stdout=subprocess.PIPE, check=True).stdout
        merged = subprocess.run([binary, "merge"], input=b"".join(sorted(observed.splitlines(keepends=True))), stdout=subprocess.PIPE, check=True).stdout
        cluster.run(binary, 2, f"{folder}/{form}", "--format", form, "--input", f"{folder}/{name}")
        compare(f"{form}, {len(records)} articles", merged, f"{folder}/{form}")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--factwire", required=True, help="a static binary")
    p.add_argument("--articles", type=int, default=2000)
    p.add_argument("--texts", default=str(HERE.parent.parent / "testdata/articles"))
    p.add_argument("--executors", type=int, nargs="*", default=[2])
    p.add_argument("--partitions", type=int, default=4, help="into how many parts a shuffle goes")
    p.add_argument("--kill", action="store_true", help="once more, with an executor killed in the middle")
    p.add_argument("--forms", action="store_true", help="once more from Parquet and a web archive, and into a store")
    p.add_argument("--want", help="the export of a store of the same articles, if there is one already")
    p.add_argument("--keep", help="work in this folder, and leave it")
    args = p.parse_args()
    binary = os.path.abspath(args.factwire)
    folder = args.keep or tempfile.mkdtemp(prefix="factwire-spark-")
    os.makedirs(folder, exist_ok=True)
    articles = f"{folder}/articles.jsonl"
    with open(articles, "wb") as out:
        subprocess.run([sys.executable, str(HERE / "synthetic.py"), str(args.articles), args.texts], stdout=out, check=True)
    if args.want:
        want = pathlib.Path(args.want).read_bytes()
    else:
        with open(articles, "rb") as data:
            spent = timed([binary, "ingest", "--quiet", "--no-snapshot", "--store", f"{folder}/one.db", "-"], stdin=data)
        want = subprocess.run([binary, "export", "--store", f"{folder}/one.db", "--format", "jsonl"], stdout=subprocess.PIPE, check=True).stdout
        print(f"one store: {args.articles} records, {want.count(b'%c' % 10)} facts; {spent:.1f} CPU seconds to ingest", flush=True)
    cluster = Cluster(folder, args.partitions)
    try:
        for n in args.executors:
            spent = cluster.run(binary, n, f"{folder}/with{n}", "--input", articles)
            compare(f"{n} executors", want, f"{folder}/with{n}", spent)
        if args.kill:
            spent = cluster.run(binary, 2, f"{folder}/killed", "--input", articles, kill=True)
            compare("an executor killed", want, f"{folder}/killed", spent)
            spent = cluster.run(binary, 2, f"{folder}/killed", "--input", articles)
            compare("started again", want, f"{folder}/killed", spent)
        if args.forms:
            with open(articles, encoding="utf-8") as lines:
                records = [json.loads(line) for line in lines if line.startswith('{"url"') and "\\u0000" not in line][:60]
            other_forms(cluster, binary, folder, records)
    finally:
        cluster.stop()
        if not args.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
