#!/usr/bin/env python3
"""Holds what an arm64 processor writes against what this one does, byte for byte.

    .ci/check_arm64.py BINARY

An arm64 processor multiplies and adds at once, without rounding between, wherever the
compiler finds a product that is added and is not told to round it (float64(x*y)). So
no code of the project that computes what is written may be compiled to that; and the
run over the sample, under qemu-user, must have the bytes of BINARY's.
"""

import filecmp
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile

MODULE = "github.com/frameshift/frameshift/"
DRAWN = ("pipeline/chart/", "pipeline/figure/", "pipeline/report/")  # from what is written
MEANT = ("pipeline/stats/slopes.go",)  # math.FMA, the same everywhere


def main():
    if platform.machine() != "x86_64":
        print(f"skipped: the bytes of arm64, which only amd64 is held against, not {platform.machine()}")
        return
    here = subprocess.check_output(["go", "list", "-m", "-f", "{{.Dir}}"], text=True).strip()
    with tempfile.TemporaryDirectory() as temp:
        binary = os.path.join(temp, "frameshift")
        built = subprocess.run(["go", "build", f"-gcflags={MODULE}...=-S", "-o", binary, "./cmd/frameshift"],
                               env={**os.environ, "GOARCH": "arm64", "CGO_ENABLED": "0"}, stderr=subprocess.PIPE, text=True)
        if built.returncode:
            sys.exit(built.stderr[-4000:])
        places = set()
        for line in built.stderr.splitlines():
            if re.search(r"\bFN?M(ADD|SUB)[DS]\b", line) and (at := re.search(re.escape(here) + r"/([^ )]*:\d+)\)", line)):
                places.add(at[1])
        if not places:
            sys.exit("nothing was found where math.FMA is meant: the listing is not what it was")
        wrong = sorted(p for p in places if not p.startswith(DRAWN + MEANT))
        if wrong:
            sys.exit("products that are added without rounding, float64(x*y) rounds them:\n" + "\n".join(wrong))
        print("no product is added without rounding")
        qemu = shutil.which("qemu-aarch64-static") or shutil.which("qemu-aarch64")
        if not qemu:
            print("skipped: a run on arm64, for which there is no qemu-aarch64")
            return
        runs = []
        for name, command in (("here", [sys.argv[1]]), ("arm64", [qemu, binary])):
            out = os.path.join(temp, name)
            subprocess.run([*command, "run", "--cache", "off", "--out", out], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            runs.append(os.path.join(out, "latest"))
        names = [sorted(os.listdir(r)) for r in runs]
        if names[0] != names[1]:
            sys.exit(f"{names[0]} here, {names[1]} on arm64")
        _, other, failed = filecmp.cmpfiles(*runs, [n for n in names[0] if n != "timing.json"], shallow=False)
        if other or failed:
            sys.exit(f"other bytes on arm64: {', '.join(other + failed)}")
        print(f"{len(names[0]) - 1} files of the sample are the same bytes on arm64")


main()
