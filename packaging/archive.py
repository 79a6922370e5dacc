"""Make an archive of a folder beside it: .zip for Windows, .tar.gz for the others,
the same bytes from the same files."""

import gzip
import os
import sys
import tarfile
import zipfile

folder = sys.argv[1].rstrip("/")
name = os.path.basename(folder)
when = int(os.environ["SOURCE_DATE_EPOCH"])
paths = sorted(os.path.join(at, f) for at, _, files in os.walk(folder) for f in files)


def inside(path):
    return name + "/" + os.path.relpath(path, folder).replace(os.sep, "/")


def program(path):
    return os.path.basename(path) in ("frameshift", "frameshift.exe")


if "_windows_" in name:
    with zipfile.ZipFile(folder + ".zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for path in paths:
            info = zipfile.ZipInfo(inside(path), (1980, 1, 1, 0, 0, 0))
            info.external_attr = (0o755 if program(path) else 0o644) << 16
            with open(path, "rb") as f:
                z.writestr(info, f.read(), zipfile.ZIP_DEFLATED, 9)
else:
    with open(folder + ".tar.gz", "wb") as out, gzip.GzipFile("", "wb", 9, out, when) as packed, tarfile.open(None, "w", packed) as tar:
        for path in paths:
            info = tarfile.TarInfo(inside(path))
            info.size, info.mtime = os.path.getsize(path), when
            info.mode = 0o755 if program(path) else 0o644
            with open(path, "rb") as f:
                tar.addfile(info, f)
