"""Reads and scores a corpus on a Spark cluster, and merges what is found on the driver.

  spark-submit --master spark://HOST:7077 frameshift_spark.py \\
    --binary frameshift --shards 200 --out parts --results out -- --preset ungdc CORPUS

What stands behind -- are flags and inputs of frameshift serve. The binary, the corpus
and the folder of parts have the same paths on all machines. A partition is some tasks
that one frameshift serve does after each other; what a lost executor had to do is done
again by others, and a part that comes twice is replaced by the same bytes.
"""

import argparse
import json
import subprocess
import sys

from pyspark import SparkConf, SparkContext


def served(command):
    """Is the work of a partition: a worker process is given its tasks and answers them."""

    def work(tasks):
        worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        try:
            for task in tasks:
                worker.stdin.write(task + "\n")
                worker.stdin.flush()
                line = worker.stdout.readline()
                if not line:
                    raise RuntimeError(f"frameshift serve ended at task {task}, with exit code {worker.wait()}")
                answer = json.loads(line)
                if "error" in answer:
                    raise RuntimeError(f"shard {answer['task']}: {answer['error']}")
                yield answer
        finally:  # also where Spark gives up the partition: nobody reads the answers then
            worker.stdout.close()
            try:
                worker.stdin.close()
            except BrokenPipeError:
                pass
            worker.wait()

    return work


def flags():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default="frameshift", help="frameshift, on all machines")
    parser.add_argument("--shards", type=int, required=True, help="into how many shards the corpus is cut")
    parser.add_argument("--partitions", type=int, help="how many partitions they make (default four a core)")
    parser.add_argument("--out", default="parts", help="folder for parts, on all machines")
    parser.add_argument("--results", help="folder for the merged run (default: none is made, the command is printed)")
    parser.add_argument("corpus", nargs="*", metavar="-- FLAG|PATH", help="flags and inputs of frameshift serve")
    return parser.parse_args()


def main():
    o = flags()
    conf = SparkConf().setAppName("frameshift")
    with SparkContext(conf=conf) as sc:
        if sc.master.startswith("local"):
            print("frameshift_spark: no --master was given: Spark runs on this machine only", file=sys.stderr)
        tasks = [f"{i}/{o.shards}" for i in range(1, o.shards + 1)]
        partitions = min(o.shards, o.partitions or 4 * sc.defaultParallelism)
        # Where each core has a process, two workers in one are in each other's way.
        command = [o.binary, "serve", "--workers", sc.getConf().get("spark.task.cpus", "1"), "--out", o.out, *o.corpus]
        answers = sc.parallelize(tasks, partitions).mapPartitions(served(command)).collect()
    sums = {key: sum(a[key] for a in answers) for key in ("documents", "quarantined", "filtered", "bytes")}
    print(f"{len(answers)} shards: " + ", ".join(f"{n} {key}" for key, n in sums.items()), file=sys.stderr)
    merge = [o.binary, "merge", "--out", o.results or "out", o.out]
    if o.results is None:
        print(*merge)
        return 0
    return subprocess.run(merge).returncode


if __name__ == "__main__":
    sys.exit(main())
