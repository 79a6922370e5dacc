#!/usr/bin/env python3
"""Holds what an arm64 processor writes against what this one does, byte for byte.

    .ci/check_arm64.py BINARY

An arm64 processor multiplies and adds at once, without rounding between, wherever the
compiler finds a product that is added and is not told to round it (float64(x*y)). So
no code of the project may be compiled to that; and the run over the sample and its
figures, under qemu-user, must have the bytes of BINARY's.
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
        wrong = sorted(p for p in places if not p.startswith(MEANT))
        if wrong:
            sys.exit("products that are added without rounding, float64(x*y) rounds them:\n" + "\n".join(wrong))
        print("no product is added without rounding")
        qemu = shutil.which("qemu-aarch64-static") or shutil.which("qemu-aarch64")
        if not qemu:
            print("skipped: a run on arm64, for which there is no qemu-aarch64")
            return
        here, there = (made(command, os.path.join(temp, name)) for name, command in (("here", [sys.argv[1]]), ("arm64", [qemu, binary])))
        for what in ("latest", "figures"):
            a, b = os.path.join(here, what), os.path.join(there, what)
            names = sorted((set(os.listdir(a)) | set(os.listdir(b))) - {"timing.json"})
            _, other, missing = filecmp.cmpfiles(a, b, names, shallow=False)
            if other or missing:
                sys.exit(f"other bytes on arm64: {', '.join(sorted(other + missing))}")
            print(f"{len(names)} files of {what} are the same bytes on arm64")


def made(command, out):
    """Makes a run and its figures below out."""
    for args in (["run", "--cache", "off", "--out", out], ["figure", "--run", os.path.join(out, "latest"), "--to", os.path.join(out, "figures")]):
        subprocess.run([*command, *args], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return out


main()
