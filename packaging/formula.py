"""Print the Homebrew formula of a version, with the checksums of its archives."""

import sys

version, checksums = sys.argv[1:]
sums = {}
with open(checksums) as f:
    for line in f:
        sha, name = line.split()
        sums[name] = sha
print(f'''class Frameshift < Formula
  desc "Measure how official discourse is framed, and how the framing moves"
  homepage "https://github.com/frameshift/frameshift"
  version "{version}"
  license "Apache-2.0"
''')
for system, name in (("macos", "darwin"), ("linux", "linux")):
    archives = [(cpu, f"frameshift_{version}_{name}_{arch}.tar.gz") for cpu, arch in (("intel", "amd64"), ("arm", "arm64"))]
    archives = [(cpu, archive) for cpu, archive in archives if archive in sums]
    if not archives:
        continue  # a release of some systems only
    print(f"  on_{system} do")
    for cpu, archive in archives:
        print(f'''    on_{cpu} do
      url "https://github.com/frameshift/frameshift/releases/download/v{version}/{archive}"
      sha256 "{sums[archive]}"
    end''')
    print("  end\n")
print('''  def install
    bin.install "frameshift"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/frameshift.bash" => "frameshift"
    zsh_completion.install "completions/frameshift.zsh" => "_frameshift"
    fish_completion.install "completions/frameshift.fish"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/frameshift --version")
    system bin/"frameshift", "run"
    assert_path_exists testpath/"out/latest/series.parquet"
  end
end''')
