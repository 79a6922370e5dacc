//go:build calibrate

package suggest

import (
	"context"
	"testing"
)

// leastGain is how many times as many missed entries have to come back among the first
// hundred as by plain keyness. docs/recall.md measures 2.9 with twenty repeats, where
// three is asked for; five repeats are this much less sure.
const leastGain = 2.5

// TestCalibrateGain: suggestions bring hidden entries of the three core frames back.
func TestCalibrateGain(t *testing.T) {
	found, err := Recover(context.Background(), debate(t), Trial{
		Options: Options{Frames: []string{"values.sovereignty", "values.development", "values.security"}, Seed: 1}, Repeats: 5,
	})
	if err != nil {
		t.Fatal(err)
	}
	all := found[len(found)-1]
	if all.Frame != "" || all.Missed < 100 {
		t.Fatalf("got %+v", all)
	}
	const hundred = 2 // of Depths
	if plain, fused := all.Methods[Plain].Recall[hundred], all.Methods[Fused].Recall[hundred]; fused < leastGain*plain {
		t.Errorf("of %d missed entries %.3f are among the first hundred, by plain keyness %.3f: want %v times that", all.Missed, fused, plain, leastGain)
	}
}
