"""The facts of a back-file, from a Spark cluster: the very lines that one store of the same articles would export.

    spark-submit --files factwire job.py --input hdfs:///news --format jsonl --output hdfs:///facts

Each partition of the input is piped through 'factwire observe', the lines are brought together by their keys, and each
partition of keys goes through 'factwire merge' (see docs/cluster.md). No text passes through Python, but for web archives. Below the output:

    facts/jsonl     the lines of 'factwire export --format jsonl', in folders kind=…/month=… (of the last report), newest first
    facts/parquet   the same as columns
    articles        every article with what was observed in it, for 'factwire import'
    rejected        inputs that are no articles, with reasons: json and parquet
    counters.json   how many of each
    work            what was read: a run that is started again goes on behind it
"""
import argparse
import hashlib
import json
import shlex
import subprocess

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

ENTITY = "struct<name:string,type:string,code:string,title:string,affiliation:string>"
FACT = f"""id string, kind string, status string, who array<{ENTITY}>, whom array<{ENTITY}>, people array<{ENTITY}>, what string, form string,
    stance string, about string, `when` struct<date:string,relation:string>, `where` string, confidence double,
    evidence array<struct<article:string,url:string,title:string,site:string,published:string,`start`:int,`end`:int,text:string,
    spans:map<string,array<array<int>>>,rule:string>>, history array<struct<status:string,date:string,articles:int>>,
    articles int, outlets int, independent int, first string, last string, superseded_by string, contradicts array<string>, disputed boolean"""
REJECTED = "reason string, error string, origin string, title string, url string"


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--input", nargs="+", required=True, help="files, folders or globs that Spark can read")
    p.add_argument("--format", choices=("jsonl", "parquet", "warc"), default="jsonl", help="what they are; a row of Parquet has the fields of a JSON line")
    p.add_argument("--output", required=True, help="a folder")
    p.add_argument("--config", help="a configuration shipped with --files, and what it names with it")
    p.add_argument("--no-articles", action="store_true", help="write no articles: less to keep, but no store can be made of it")
    p.add_argument("--batch", type=int, default=64, metavar="GB", help="how much input is read between two points from which a run goes on")
    p.add_argument("--partitions", type=int, help="into how many parts the keys are parted (default: spark.sql.shuffle.partitions)")
    return p.parse_args()


class Job:
    def __init__(self, spark, args):
        self.spark, self.args = spark, args
        self.context, self.jvm = spark.sparkContext, spark.sparkContext._jvm
        self.out = args.output.rstrip("/")
        self.files = self.jvm.org.apache.spark.SparkFiles.getRootDirectory()
        self.env = {"GOMAXPROCS": spark.conf.get("spark.task.cpus", "1")}  # a process for each task

    def command(self, *words):
        """factwire lies in the working folder of an executor, where --files puts it, or, with a master "local", in a folder of Spark's, or on
        the path."""
        config = ["--config", self.args.config] if self.args.config else []
        return ["sh", "-c", f'PATH=".":{shlex.quote(self.files)}:"$PATH" exec factwire ' + shlex.join([*words, *config])]

    def pipe(self, lines: DataFrame, *words) -> DataFrame:
        """Each partition's lines through a process; a process that fails fails its task, which Spark tries again. The texts stay within the
        JVM: in Python each line would be decoded and encoded twice."""
        text = self.jvm.org.apache.spark.sql.Encoders.STRING()
        rdd = getattr(lines._jdf, "as")(text).javaRDD().pipe(self.command(*words), self.env, False, 1 << 16, "UTF-8")
        return DataFrame(self.spark._jsparkSession.createDataset(rdd.rdd(), text).toDF(), self.spark)

    def path(self, name):
        path = self.jvm.org.apache.hadoop.fs.Path(name)
        return path, path.getFileSystem(self.context._jsc.hadoopConfiguration())

    def exists(self, name):
        path, files = self.path(name)
        return files.exists(path)

    def inputs(self):
        """The files of the input with their sizes, sorted."""
        found = {}
        for name in self.args.input:
            path, files = self.path(name)
            todo = list(files.globStatus(path) or [])
            if not todo:
                raise SystemExit(f"{name} matches no file: check it")
            while todo:
                f = todo.pop()
                if f.getPath().getName().startswith(("_", ".")):
                    continue
                if f.isDirectory():
                    todo += list(files.listStatus(f.getPath()))
                elif f.getLen() > 0:
                    found[f.getPath().toString()] = f.getLen()
        return sorted(found.items())

    def batches(self):
        """Parts of the input, each with a name that tells of its files."""
        part, size = [], 0
        for name, length in self.inputs():
            if part and size + length > self.args.batch << 30:
                yield part
                part, size = [], 0
            part.append((name, length))
            size += length
        if part:
            yield part

    def observed(self, files) -> DataFrame:
        """The lines of 'observe' for some files."""
        words = ["observe", "--quiet", "--workers", self.env["GOMAXPROCS"], *(["--facts-only"] if self.args.no_articles else []), "-"]
        if self.args.format == "parquet":
            rows = self.spark.read.parquet(*files)
            return self.pipe(rows.select(F.to_json(F.struct("*")).alias("value")), *words)
        if self.args.format == "jsonl":
            return self.pipe(self.spark.read.text(files), *words)
        command, env = self.command(*words), self.env  # an archive is bytes, which only Python hands on

        def observe(archives):
            for _, data in archives:
                done = subprocess.run(command, input=data, env={**__import__("os").environ, **env}, stdout=subprocess.PIPE, check=True)
                yield from ((line,) for line in done.stdout.decode("utf-8").split("\n") if line)
        archives = self.context.binaryFiles(",".join(files), len(files))
        return self.spark.createDataFrame(archives.mapPartitions(observe), "value string")

    def read(self):
        """Reads what was not read yet, and returns all lines: key, article, version, value, and the type that the key begins with."""
        folders = []
        for part in self.batches():
            files = [name for name, _ in part]
            mark = hashlib.sha256(json.dumps([part, self.args.format, self.args.no_articles]).encode()).hexdigest()[:16]
            folders.append(f"{self.out}/work/lines/{mark}")
            if self.exists(folders[-1] + "/_SUCCESS"):
                print(f"{len(files)} files were read before", flush=True)
                continue
            lines = self.observed(files).select("value", F.substring("value", 1, 1).alias("type"))
            lines.write.mode("overwrite").partitionBy("type").parquet(folders[-1])
            print(f"{len(files)} files read", flush=True)
        schema = "value string, type string"
        lines = [self.spark.read.schema(schema).parquet(f) for f in folders]
        whole = lines[0]
        for more in lines[1:]:
            whole = whole.union(more)
        version = F.substring_index(F.expr("substring(value, 36)"), "\t", 1)
        return whole.select("value", "type", F.substring("value", 1, 17).alias("key"), F.substring("value", 19, 16).alias("article"), version.alias("version"))

    def bonds(self, tied, parts):
        """The keys whose lines must be merged together, each with the greatest of those that it belongs to."""
        whole = {}

        def last(key):
            while key in whole:
                key = whole[key]
            return key
        grouped = tied.select("key", "value").repartition(parts, "key").sortWithinPartitions("key").select("value")
        for row in self.pipe(grouped, "merge", "--ties").distinct().collect():
            a, b = map(last, row["value"].split("\t"))
            if a != b:
                whole[min(a, b)] = max(a, b)
        return [(key, last(key)) for key in sorted(whole)]

    def body(self, lines):
        return lines.select(F.substring_index("value", "\t", -1).alias("value"))

    def run(self):
        lines = self.read()
        articles, tied, observations, rejected = (lines.where(F.col("type") == t) for t in "acfr")
        # of an article that was read in several versions one counts: the greatest
        versions = articles.groupBy("article").agg(F.max("version").alias("best"), F.min("version").alias("least"))
        versions.write.mode("overwrite").parquet(f"{self.out}/work/versions")
        versions = self.spark.read.parquet(f"{self.out}/work/versions")
        several = F.broadcast(versions.where("best != least").select("article", "best"))

        def counting(x):
            return x.join(several, "article", "left").where("best is null or best = version")

        if not self.args.no_articles:
            whole = counting(articles).dropDuplicates(["article"])
            self.body(whole).write.mode("overwrite").option("compression", "gzip").text(f"{self.out}/articles")
        table = rejected.dropDuplicates(["key"]).select(F.from_json(F.substring_index("value", "\t", -1), REJECTED).alias("r")).select("r.*")
        table.write.mode("overwrite").json(f"{self.out}/rejected/json")
        table.write.mode("overwrite").parquet(f"{self.out}/rejected/parquet")

        parts = self.args.partitions or int(self.spark.conf.get("spark.sql.shuffle.partitions"))
        bound = self.spark.createDataFrame(self.bonds(counting(tied), parts), "key string, whole string")
        whole = F.coalesce("whole", "key")
        together = counting(observations).join(F.broadcast(bound), "key", "left").select(whole.alias("key"), F.concat(whole, F.expr("substring(value, 18)")).alias("value"))
        grouped = together.repartition(parts, "key").sortWithinPartitions("key").select("value")
        columns = F.split("value", "\t", 4)
        month = F.when(columns[1] == "", "unknown").otherwise(F.substring(columns[1], 1, 7))
        facts = self.pipe(grouped, "merge", "--unsorted", "--keyed").select(
            columns[0].alias("kind"), month.alias("month"), columns[1].alias("last"), columns[2].alias("id"), columns[3].alias("value"))
        ordered = facts.repartition(parts, "kind", "month").sortWithinPartitions("kind", "month", F.desc("last"), "id")
        ordered.select("value", "kind", "month").write.mode("overwrite").partitionBy("kind", "month").text(f"{self.out}/facts/jsonl")
        # a partition's columns may hold numbers in their names: nothing is guessed
        lines = self.spark.read.schema("value string, kind string, month string").text(f"{self.out}/facts/jsonl")
        parsed = lines.select("month", F.from_json("value", FACT).alias("f")).select("f.*", "month")
        parsed.write.mode("overwrite").partitionBy("kind", "month").parquet(f"{self.out}/facts/parquet")
        self.count(versions, observations, lines)

    def count(self, versions, observations, facts):
        groups = observations.groupBy("key").count()
        n, largest, all_of_them = groups.agg(F.count("*"), F.max("count"), F.sum("count")).first()
        reasons = self.spark.read.schema(REJECTED).json(f"{self.out}/rejected/json")
        counters = {
            "articles": versions.count(), "articles_in_several_versions": versions.where("best != least").count(),
            "observations": all_of_them or 0, "groups": n, "largest_group": largest or 0,
            "facts": {r["kind"]: r["count"] for r in facts.groupBy("kind").count().collect()},
            "rejected": {r["reason"]: r["count"] for r in reasons.groupBy("reason").count().collect()},
        }
        path, files = self.path(f"{self.out}/counters.json")
        out = files.create(path, True)
        out.write(bytearray(json.dumps(counters, indent=1, sort_keys=True).encode() + b"\n"))
        out.close()
        print(json.dumps(counters, sort_keys=True), flush=True)


if __name__ == "__main__":
    args = arguments()
    session = SparkSession.builder.appName("factwire").getOrCreate()
    Job(session, args).run()
    session.stop()
