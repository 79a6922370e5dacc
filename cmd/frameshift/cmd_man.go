package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/frameshift/frameshift/pipeline"
)

func newMan() *cobra.Command {
	return &cobra.Command{
		Use:     "man DIR",
		Short:   "Write the man pages into a folder",
		Example: "  frameshift man /usr/local/share/man/man1",
		Args:    cobra.ExactArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			return writeMan(cmd.Root(), args[0])
		}),
	}
}

// writeMan writes the page of a command and those of the commands under it. cobra's
// own pages take a text for Markdown, which <run> and a leading # are not, and give
// the zero that stands for a default.
func writeMan(cmd *cobra.Command, dir string) error {
	name := filepath.Join(dir, manName(cmd)+".1")
	if err := os.WriteFile(name, []byte(manPage(cmd)), 0o666); err != nil {
		return err
	}
	for _, c := range cmd.Commands() {
		if c.Name() == "help" || c.Hidden {
			continue
		}
		if err := writeMan(c, dir); err != nil {
			return err
		}
	}
	return nil
}

func manName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manPage is a page in the macros of man(7).
func manPage(cmd *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH %s 1 \"\" \"frameshift %s\" \"frameshift\"\n", roff(strings.ToUpper(manName(cmd))), pipeline.Version)
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(manName(cmd)), roff(cmd.Short))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.nf\n%s\n.fi\n", roff(cmd.UseLine()))
	long := cmd.Long
	if long == "" {
		long = cmd.Short + "."
	}
	fmt.Fprintf(&b, ".SH DESCRIPTION\n%s", manText(long))
	manFlags(&b, "OPTIONS", cmd.NonInheritedFlags())
	manFlags(&b, "OPTIONS OF ALL COMMANDS", cmd.InheritedFlags())
	if cmd.Example != "" {
		fmt.Fprintf(&b, ".SH EXAMPLES\n.nf\n%s\n.fi\n", roff(cmd.Example))
	}
	manAlso(&b, cmd)
	return b.String()
}

// manText fills the lines of paragraphs; lists, which are indented, keep theirs.
func manText(long string) string {
	paragraphs := strings.Split(roff(long), "\n\n")
	for i, p := range paragraphs {
		if strings.Contains("\n"+p, "\n ") {
			p = ".nf\n" + p + "\n.fi"
		}
		paragraphs[i] = p + "\n"
	}
	return strings.Join(paragraphs, ".PP\n")
}

func manFlags(b *strings.Builder, title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	fmt.Fprintf(b, ".SH %s\n", title)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, about := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		fmt.Fprintf(b, ".TP\n\\fB%s\\fR", roff(name))
		if value != "" {
			fmt.Fprintf(b, " \\fI%s\\fR", roff(value))
		}
		fmt.Fprintf(b, "\n%s\n", roff(about+defaultOf(f)))
	})
}

// defaultOf is the default of a flag, where its text does not have it: what is zero
// stands for none, or for one that is told.
func defaultOf(f *pflag.Flag) string {
	switch f.DefValue {
	case "", "0", "[]", "false":
		return ""
	}
	if strings.Contains(f.Usage, "default ") {
		return ""
	}
	return " (default " + strings.Trim(f.DefValue, "[]") + ")"
}

func manAlso(b *strings.Builder, cmd *cobra.Command) {
	var pages []string
	if cmd.HasParent() {
		pages = append(pages, manName(cmd.Parent()))
	}
	for _, c := range cmd.Commands() {
		if c.Name() != "help" && !c.Hidden {
			pages = append(pages, manName(c))
		}
	}
	if len(pages) == 0 {
		return
	}
	for i, p := range pages {
		pages[i] = "\\fB" + roff(p) + "\\fR(1)"
	}
	fmt.Fprintf(b, ".SH SEE ALSO\n%s\n", strings.Join(pages, ", "))
}

var lineStart = regexp.MustCompile(`(?m)^([.'])`)

// roff is text as man shows it: no request, no escape, hyphens that can be copied.
func roff(s string) string {
	s = strings.ReplaceAll(s, `\`, `\e`)
	s = strings.ReplaceAll(s, "-", `\-`)
	return lineStart.ReplaceAllString(s, `\&$1`)
}
