"""Make a container image (an OCI layout in a tar, for docker load and podman load)
without a daemon: what packaging/Containerfile says, the same bytes every time."""

import hashlib
import io
import json
import os
import sys
import tarfile
import time

binary, arch, version, target = sys.argv[1:]
when = int(os.environ["SOURCE_DATE_EPOCH"])
created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(when))
USER = 65532  # nonroot, as in distroless images


def tarred(entries):
    """A tar of (path, mode, owner, bytes or None for a folder)."""
    buffer = io.BytesIO()
    with tarfile.open(None, "w", buffer, format=tarfile.PAX_FORMAT) as tar:
        for path, mode, owner, content in entries:
            info = tarfile.TarInfo(path)
            info.mode, info.uid, info.gid, info.mtime = mode, owner, owner, when
            if content is None:
                info.type = tarfile.DIRTYPE
                tar.addfile(info)
            else:
                info.size = len(content)
                tar.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


with open(binary, "rb") as f:
    program = f.read()
layer = tarred([
    ("etc", 0o755, 0, None),
    ("etc/passwd", 0o644, 0, b"root:x:0:0:root:/:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/work:/sbin/nologin\n"),
    ("etc/group", 0o644, 0, b"root:x:0:\nnonroot:x:65532:\n"),
    ("tmp", 0o1777, 0, None),
    ("usr", 0o755, 0, None),
    ("usr/bin", 0o755, 0, None),
    ("usr/bin/frameshift", 0o755, 0, program),
    ("work", 0o755, USER, None),
])
blobs = []


def blob(content):
    digest = hashlib.sha256(content).hexdigest()
    blobs.append(("blobs/sha256/" + digest, 0o644, 0, content))
    return {"digest": "sha256:" + digest, "size": len(content)}


def encoded(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


layer_blob = blob(layer)
config = blob(encoded({
    "architecture": arch, "os": "linux", "created": created,
    "config": {"User": f"{USER}:{USER}", "WorkingDir": "/work", "Entrypoint": ["/usr/bin/frameshift"], "Env": ["PATH=/usr/bin"],
               "Labels": {"org.opencontainers.image.version": version, "org.opencontainers.image.licenses": "Apache-2.0",
                          "org.opencontainers.image.source": "https://github.com/frameshift/frameshift"}},
    "rootfs": {"type": "layers", "diff_ids": [layer_blob["digest"]]},
}))
manifest = blob(encoded({
    "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
    "config": {"mediaType": "application/vnd.oci.image.config.v1+json", **config},
    "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", **layer_blob}],
}))
index = encoded({"schemaVersion": 2, "manifests": [{
    "mediaType": "application/vnd.oci.image.manifest.v1+json", **manifest,
    "platform": {"architecture": arch, "os": "linux"},
    "annotations": {"org.opencontainers.image.ref.name": version, "io.containerd.image.name": "frameshift:" + version},
}]})
docker = encoded([{"Config": config["digest"].replace("sha256:", "blobs/sha256/"), "RepoTags": ["frameshift:" + version],
                   "Layers": [layer_blob["digest"].replace("sha256:", "blobs/sha256/")]}])
with open(target, "wb") as f:
    f.write(tarred([
        ("oci-layout", 0o644, 0, b'{"imageLayoutVersion":"1.0.0"}'),
        ("index.json", 0o644, 0, index),
        ("manifest.json", 0o644, 0, docker),
        ("blobs", 0o755, 0, None), ("blobs/sha256", 0o755, 0, None), *blobs,
    ]))
