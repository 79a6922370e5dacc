package main

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/pack"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/verify"
)

const packLong = `Make one file of a finished run, to be archived or sent: its tables, manifest,
codebook and lexicon, and beside them the configuration, figures and report, as an
RO-Crate with a Data Package that states the schema of every table.

Without --texts no sentence leaves: the table sentences stays out, and the report is
made without. Matched words, titles, sources and your own columns stay, and so do the
paths of inputs as the configuration has them.

frameshift unpack makes a folder of it, which is a run for every command, and
frameshift verify takes either.`

func newPack() *cobra.Command {
	var o pack.Options
	cmd := &cobra.Command{
		Use:     "pack RUN FILE.zip",
		Short:   "Make one file of a run, to be archived or sent",
		Long:    packLong,
		Example: "  frameshift pack out/latest run.zip\n  frameshift pack out/latest all.zip --texts --license https://creativecommons.org/licenses/by/4.0/",
		Args:    cobra.ExactArgs(2),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			if u, err := url.Parse(o.License); err != nil || o.License != "" && !u.IsAbs() {
				return usage.Errorf("license %q: want the address of one, such as https://creativecommons.org/licenses/by/4.0/", o.License)
			}
			run, err := openRun(args[0])
			if err != nil {
				return err
			}
			return writePackage(cmd, run, args[1], o)
		}),
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.Texts, "texts", false, "also pack the sentences")
	flags.StringVar(&o.License, "license", "", "`ADDRESS` of the licence of what is packed")
	flags.StringVar(&o.Temp, "temp", "", "`DIR` for what is made on the way (default that of the system)")
	return cmd
}

// writePackage writes a package whole or not at all.
func writePackage(cmd *cobra.Command, run *result.Run, path string, o pack.Options) (err error) {
	left, err := pack.LeftOut(run.Dir)
	if err == nil {
		err = verify.Intact(cmd.Context(), run, left...)
	}
	if err != nil {
		return err
	}
	if len(left) > 0 && o.Texts {
		return usage.Errorf("%s was unpacked from a package without texts: there are none to pack", run.Dir)
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".pack-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temp.Name())
		}
	}()
	made, err := pack.Write(cmd.Context(), temp, run, o)
	if err = errors.Join(err, temp.Chmod(0o644), temp.Close()); err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return err
	}
	texts := "with texts"
	if len(made.LeftOut) > 0 {
		texts = "without texts: " + strings.Join(made.LeftOut, ", ") + " stays here"
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "written to %s: %d files, %.1f MB unpacked, %s\n", path, made.Files, float64(made.Bytes)/1e6, texts)
	return err
}

func newUnpack() *cobra.Command {
	return &cobra.Command{
		Use:   "unpack FILE.zip DIR",
		Short: "Make a folder of a packed run",
		Long: `Make a folder of a packed run, whole or not at all: DIR must not exist, and every
file has to have the size and the hash that datapackage.json states.`,
		Example: "  frameshift unpack run.zip unpacked",
		Args:    cobra.ExactArgs(2),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			if err := pack.Unpack(cmd.Context(), args[0], args[1]); err != nil {
				return err
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "unpacked to %s: look at it with frameshift show --run %[1]s\n", args[1])
			return err
		}),
	}
}

// openPackage opens a run that is a folder or a package, and says what a package
// left out. done removes what was made on the way.
func openPackage(cmd *cobra.Command, path, temp string) (run *result.Run, left []string, done func(), err error) {
	done = func() {}
	if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && filepath.Base(path) != "latest" {
		folder, err := os.MkdirTemp(temp, "frameshift-package-*")
		if err != nil {
			return nil, nil, done, fmt.Errorf("temporary space: %w", err)
		}
		done = func() { os.RemoveAll(folder) }
		dir := filepath.Join(folder, cmp.Or(strings.TrimSuffix(filepath.Base(path), ".zip"), "run"))
		if err := pack.Unpack(cmd.Context(), path, dir); err != nil {
			return nil, nil, done, err
		}
		path = dir
	}
	if run, err = openRun(path); err != nil {
		return nil, nil, done, err
	}
	if left, err = pack.LeftOut(run.Dir); err == nil {
		err = pack.Intact(run.Dir)
	}
	return run, left, done, err
}
