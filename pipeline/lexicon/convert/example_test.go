package convert_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lexicon/convert"
)

// A LIWC dictionary becomes a lexicon of frameshift; what it can't hold is
// listed.
func Example() {
	const dictionary = "%\n1\tpeace\n2\ttalk\n%\ntruce*\t1\nsort\t<of>2/1\n:)\t1\n"
	lex, losses, err := convert.Read(strings.NewReader(dictionary), convert.LIWC, convert.Options{Name: "small.dic"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range losses {
		fmt.Println(l)
	}
	if _, err := convert.Write(os.Stdout, lex, convert.Own, convert.Options{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// line 6: term "sort" with <of>2/1: read as the entry "sort of" of 2, and as an exception of 1
	// line 7: entry ":)" of peace: left out: entry ":)" holds no letter and no digit that would be left in a text
	// name: small
	// version: "1"
	// frames:
	//   - key: peace
	//     entries:
	//       en:
	//         - truce*
	//         - sort
	//     except:
	//       en:
	//         - sort of
	//   - key: talk
	//     entries:
	//       en:
	//         - sort of
}
