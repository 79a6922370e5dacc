"""Runs frameshift on Spark and Flink clusters of this machine, and holds the runs against those of one process.

    check_engines.py FRAMESHIFT [--engine spark|flink|both] [--spark DIR] [--flink DIR]
                     [--corpus DIR] [--copies N] [--files N] [--shards N] [--folder DIR]

Each cluster is a standalone one with two workers on 127.0.0.1. It measures the sample, and
then the texts of --corpus by the preset ungdc; while it does the latter, all JVMs of one
worker are killed at a moment at which a frameshift serve below it has a part in work. All
files that the manifest describes, and the manifest, have to be those of one run to the byte.

--spark and --flink are the unpacked archives of pyspark and apache-flink-libraries as
`pip download --no-deps --no-binary :all:` brings them; both need Java 17 or 11. --copies
makes so many copies of the corpus in --folder, each of other issuers and with another first
line; --files takes the first so many texts. Clusters are ended in any case.
"""

import argparse
import hashlib
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

root = pathlib.Path(__file__).resolve().parents[1]
opens = [f"--add-opens=java.base/{p}=ALL-UNNAMED" for p in ("java.lang", "java.util", "java.nio", "sun.nio.ch", "java.net", "java.util.concurrent")]


def read(path):
    """Is what the system says of a process, or nothing where it has ended."""
    try:
        return pathlib.Path(path).read_bytes()
    except OSError:
        return b""


def members(session):
    """The processes of a session, also those whose parents have ended, with their command lines."""
    for entry in os.listdir("/proc"):
        stat = read(f"/proc/{entry}/stat") if entry.isdigit() else b""
        fields = stat.rpartition(b")")[2].split()
        if fields and int(fields[3]) == session and fields[0] != b"Z":
            yield int(entry), read(f"/proc/{entry}/cmdline").split(b"\0")


def files_of(pid):
    """The files that a process has open."""
    try:
        return [os.readlink(f"/proc/{pid}/fd/{fd}") for fd in os.listdir(f"/proc/{pid}/fd")]
    except OSError:
        return []


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Cluster:
    """Is a master and two workers, each a session of its own, so that all of it can be ended."""

    def __init__(self, home, scratch):
        self.home, self.scratch, self.sessions, self.workers = pathlib.Path(home).resolve(), scratch, {}, {}
        scratch.mkdir()
        self.env = {**os.environ, "JAVA_TOOL_OPTIONS": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"}

    def begin(self, name, command, **more):
        log = open(self.scratch / f"{name}.log", "w")
        p = subprocess.Popen([str(c) for c in command], env={**self.env, **more}, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.scratch, start_new_session=True)
        self.sessions[name] = p
        return p

    def await_log(self, name, pattern, times=1, seconds=90):
        """Waits until a log says something."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            said = (self.scratch / f"{name}.log").read_text(errors="replace")
            if len(re.findall(pattern, said)) >= times:
                return
            if self.sessions[name].poll() is not None:
                break
            time.sleep(0.1)
        sys.exit(f"{name} does not say {pattern}:\n{said[-3000:]}")

    def close(self):
        for p in self.sessions.values():
            for pid, _ in list(members(p.pid)):
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            p.wait()


class Spark(Cluster):
    name = "spark"

    def start(self):
        """Lays the archive out as a Spark home, and starts it."""
        home = self.scratch / "home"
        (home / "python").mkdir(parents=True)
        for name in ("jars", "bin"):
            (home / name).symlink_to(self.home / "deps" / name)
        for name in ("pyspark", "lib"):
            (home / "python" / name).symlink_to(self.home / name)
        self.env |= {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "SPARK_SCALA_VERSION": "2.12"}
        java = ["java", "-Xmx256m", *opens, "-cp", f"{home}/jars/*"]
        self.port = free_port()
        self.begin("master", [*java, "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", self.port, "--webui-port", "0"])
        self.await_log("master", "I have been elected leader")
        for name in ("worker1", "worker2"):
            self.workers[name] = self.begin(name, [
                *java, "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", "600M",
                "--work-dir", self.scratch / name, f"spark://127.0.0.1:{self.port}"])
        self.await_log("master", "Registering worker", 2)

    def submit(self, name, pieces, arguments):
        conf = {"spark.executor.memory": "480m", "spark.driver.memory": "480m", "spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
        settings = [word for key, value in conf.items() for word in ("--conf", f"{key}={value}")]
        script = root / "pipeline/cluster/spark/frameshift_spark.py"
        return self.begin(name, [f"{self.env['SPARK_HOME']}/bin/spark-submit", "--master", f"spark://127.0.0.1:{self.port}", *settings, script, "--partitions", pieces, *arguments])


class Flink(Cluster):
    name = "flink"

    def start(self):
        """Builds the job, and starts the classes: the archive has no scripts."""
        lib = f"{self.home}/deps/lib/*"
        classes, conf = self.scratch / "classes", self.scratch / "conf"
        conf.mkdir()
        subprocess.run(["javac", "-d", classes, "-cp", lib, root / "pipeline/cluster/flink/Job.java"], check=True, stderr=subprocess.DEVNULL)
        self.jar = self.scratch / "frameshift.jar"
        subprocess.run(["jar", "cf", self.jar, "-C", classes, "."], check=True)
        rest, rpc = free_port(), free_port()
        (conf / "config.yaml").write_text(f"""
jobmanager: {{rpc: {{address: 127.0.0.1, port: {rpc}}}, bind-host: 127.0.0.1, memory: {{process: {{size: 900m}}}}}}
rest: {{address: 127.0.0.1, port: {rest}, bind-address: 127.0.0.1}}
taskmanager: {{host: 127.0.0.1, bind-host: 127.0.0.1, numberOfTaskSlots: 1}}
heartbeat: {{interval: 1000, timeout: 8000}}
io: {{tmp: {{dirs: {self.scratch}}}}}
""")
        (conf / "log4j.properties").write_text(
            "rootLogger.level=INFO\nrootLogger.appenderRef.c.ref=C\nappender.c.type=CONSOLE\nappender.c.name=C\n"
            "appender.c.layout.type=PatternLayout\nappender.c.layout.pattern=%d %-5p %c %x - %m%n\n")
        self.env |= {"FLINK_CONF_DIR": str(conf), "FLINK_LIB_DIR": f"{self.home}/deps/lib", "FLINK_PLUGINS_DIR": str(conf)}
        java = [*opens, f"-Dlog4j.configurationFile={conf}/log4j.properties", "-cp", lib]
        self.client = ["java", "-Xmx256m", *java]
        self.begin("master", ["java", "-Xmx400m", *java, "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint", "--configDir", conf])
        self.await_log("master", "Rest endpoint listening")
        # Without the scripts nobody works the shares of memory out.
        shares = {
            "cpu.cores": "1.0", "memory.task.heap.size": "200m", "memory.task.off-heap.size": "0", "memory.framework.heap.size": "128m",
            "memory.framework.off-heap.size": "128m", "memory.network.min": "64m", "memory.network.max": "64m", "memory.managed.size": "0",
            "memory.jvm-metaspace.size": "128m", "memory.jvm-overhead.min": "64m", "memory.jvm-overhead.max": "64m", "numberOfTaskSlots": "1",
        }
        settings = [word for key, value in shares.items() for word in ("-D", f"taskmanager.{key}={value}")]
        for name in ("worker1", "worker2"):
            self.workers[name] = self.begin(name, [
                "java", "-Xmx328m", "-XX:MaxDirectMemorySize=192m", "-XX:MaxMetaspaceSize=128m", *java, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                "--configDir", conf, "-D", f"taskmanager.resource-id={name}", *settings])
        self.await_log("master", "Registering TaskManager with ResourceID", 2)

    def submit(self, name, pieces, arguments):
        return self.begin(name, [*self.client, "org.apache.flink.client.cli.CliFrontend", "run", "-c", "Job", self.jar, "--subtasks", pieces, *arguments])


def at_work(cluster, parts):
    """A worker below which a frameshift serve has a part in work, with both and the part, or nothing."""
    if not any(parts.glob(".staging-*/*.part")):
        return None
    for name, p in cluster.workers.items():
        for pid, words in members(p.pid):
            if b"serve" not in words:
                continue
            for path in files_of(pid):
                if path.endswith(".part") and path.startswith(f"{parts}/.staging-"):
                    return name, pid, pathlib.Path(path)
    return None


def kill_worker(cluster, name, serve, part):
    """Kills all JVMs of a worker, and wants its frameshift serve to end by itself."""
    jvms = [pid for pid, words in members(cluster.workers[name].pid) if os.path.basename(words[0]) == b"java"]
    if str(part) not in files_of(serve):
        return None  # done in the meantime
    for pid in jvms:
        os.kill(pid, signal.SIGKILL)
    began = time.monotonic()
    while str(part) in files_of(serve) or serve in [pid for pid, _ in members(cluster.workers[name].pid)]:
        if time.monotonic() - began > 10:
            sys.exit(f"{cluster.name}: frameshift serve {serve} is an orphan")
        time.sleep(0.02)
    return f"{len(jvms)} JVMs of {name} killed while its frameshift serve had {part.name} in work; it ended {time.monotonic() - began:.1f} s later"


class Usage:
    """Is what the processes of a job were seen to use: processor time, and memory where it is frameshift's."""

    def __init__(self):
        self.seconds, self.mib, self.merging = {"serve": {}, "merge": {}, "engine": {}}, {"serve": 0, "merge": 0, "engine": 0}, None

    def look(self, cluster):
        tick = os.sysconf("SC_CLK_TCK")
        for p in cluster.sessions.values():
            for pid, words in members(p.pid):
                kind = next((k for k in ("serve", "merge") if words[1:2] == [k.encode()]), "engine")
                fields = read(f"/proc/{pid}/stat").rpartition(b")")[2].split()
                peak = re.search(rb"VmHWM:\s+(\d+)", read(f"/proc/{pid}/status"))
                if fields and peak:
                    self.seconds[kind][pid] = (int(fields[11]) + int(fields[12])) / tick
                    self.mib[kind] = max(self.mib[kind], int(peak[1]) >> 10)
                if kind == "merge" and not self.merging:
                    self.merging = time.monotonic()

    def cpu(self, kind):
        return f"{sum(self.seconds[kind].values()):.0f} s of processor time"


def one_run(binary, out, flags):
    """Runs on one machine, and returns the folder of the run with what it took."""
    began, before = time.monotonic(), os.times()
    done = subprocess.run([binary, "run", "--cache", "off", "--out", out, *flags], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"one run: exit code {done.returncode}\n{done.stderr}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    return (out / "latest").resolve(), f"{time.monotonic() - began:.0f} s, {cpu:.0f} s of processor time, {mib} MB"


def described(run):
    """The files of a run that its manifest describes, and the manifest, by their hashes."""
    manifest = json.loads((run / "manifest.json").read_text())
    names = ["manifest.json", *(f["name"] for f in manifest["files"])]
    return {name: hashlib.sha256((run / name).read_bytes()).hexdigest() for name in names}


def engine_run(cluster, binary, name, shards, flags, want, kill, seconds):
    """Runs on the cluster, and returns what is to be said of it."""
    parts, out, usage, said = cluster.scratch / f"{name}-parts", cluster.scratch / f"{name}-out", Usage(), None
    began, looked = time.monotonic(), 0
    job = cluster.submit(name, max(8, shards // 5), ["--binary", binary, "--shards", str(shards), "--out", parts, "--results", out, "--", *flags])
    while job.poll() is None:
        if kill and not said and (at := at_work(cluster, parts)):
            said = kill_worker(cluster, *at)
        if time.monotonic() - looked > 0.2:
            looked = time.monotonic()
            usage.look(cluster)
            if looked - began > seconds:
                sys.exit(f"{cluster.name}: {name} is not done after {seconds} s")
        time.sleep(0.005)
    ended = time.monotonic()
    if job.returncode != 0:
        sys.exit(f"{cluster.name}: {name}: exit code {job.returncode}\n{(cluster.scratch / f'{name}.log').read_text()[-4000:]}")
    if kill and not said:
        sys.exit(f"{cluster.name}: {name}: no worker was killed")
    got = described((out / "latest").resolve())
    different = sorted(f for f in want.keys() | got.keys() if want.get(f) != got.get(f))
    if different:
        sys.exit(f"{cluster.name}: {name}: not those of one run: {', '.join(different)}")
    if left := [p.name for p in parts.glob(".staging-*")]:
        sys.exit(f"{cluster.name}: {name}: left behind: {left}")
    size = sum(p.stat().st_size for p in parts.glob("*.part"))
    merging = ended - (usage.merging or ended)
    return [
        f"{cluster.name}: {name}: {len(got)} files equal to those of one run; {ended - began:.0f} s, {merging:.0f} s of them the merge; "
        f"frameshift serve {usage.cpu('serve')} and {usage.mib['serve']} MB at most, parts {size / 1e6:.1f} MB; "
        f"merge {usage.cpu('merge')} and {usage.mib['merge']} MB; {cluster.name} itself {usage.cpu('engine')}",
        *([f"{cluster.name}: {name}: {said}"] if said else [])]


def laid(corpus, files, copies, folder):
    """Makes the texts that are measured, and returns how many they are."""
    texts = sorted(p for p in pathlib.Path(corpus).rglob("*.txt") if re.fullmatch(r"[A-Z]{2,3}_\d\d_\d{4}\.txt", p.name))
    texts = texts[:: max(1, len(texts) // files)][:files] if files else texts
    for copy in range(copies):
        for p in texts:
            code, rest = p.name.split("_", 1)
            to = folder / f"copy{copy}" / p.parent.name / (f"{code}{copy or ''}_{rest}")
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(p.read_bytes() if copy == 0 else f"Statement {copy} of {code}.\n\n".encode() + p.read_bytes())
    return len(texts) * copies


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--engine", choices=["spark", "flink", "both"], default="both")
    parser.add_argument("--spark", type=pathlib.Path)
    parser.add_argument("--flink", type=pathlib.Path)
    parser.add_argument("--corpus", type=pathlib.Path)
    parser.add_argument("--files", type=int)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--shards", type=int, default=16)
    parser.add_argument("--seconds", type=int, default=300, help="of a run on an engine")
    parser.add_argument("--folder", type=pathlib.Path, help="for all that is made, kept where something fails (default a temporary one)")
    o = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # by way of what ends the clusters
    binary = o.binary.resolve()
    engines = [e for e in (Spark, Flink) if o.engine in (e.name, "both")]
    if o.folder:
        os.makedirs(o.folder, exist_ok=True)
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="engines-", dir=o.folder)).resolve()
    said, clusters, keep = [], [], o.folder is not None
    try:
        wanted = {}
        run, _ = one_run(binary, scratch / "sample", [])
        wanted["sample"] = (2, [], described(run), False)
        if o.corpus:
            n = laid(o.corpus, o.files, o.copies, scratch / "corpus")
            flags = ["--preset", "ungdc", str(scratch / "corpus")]
            run, took = one_run(binary, scratch / "one", flags)
            said.append(f"one run of {n} speeches: {took}")
            listed = scratch / "list.txt"
            with open(listed, "wb") as out:
                subprocess.run([binary, "list", *flags], check=True, stdout=out)
            wanted["speeches"] = (o.shards, [*flags[:2], "--workers", "1", "--list", str(listed), flags[2]], described(run), True)
        else:
            said.append("skipped: speeches and the kill, for no --corpus is given")
        for engine in engines:
            cluster = engine(getattr(o, engine.name), scratch / engine.name)
            clusters.append(cluster)
            cluster.start()
            for name, (shards, flags, want, kill) in wanted.items():
                said += engine_run(cluster, binary, name, shards, flags, want, kill, o.seconds)
            cluster.close()
        for engine in {Spark, Flink} - set(engines):
            said.append(f"skipped: {engine.name}: --engine {engine.name}")
        keep = False
    finally:
        for cluster in clusters:
            cluster.close()
        if not keep:
            shutil.rmtree(scratch, ignore_errors=True)
        print("\n".join(said))


if __name__ == "__main__":
    main()
