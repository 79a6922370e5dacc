package nightly

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// lastSuccess outlives nights without one.
const lastSuccess = "frameshift_last_success_timestamp_seconds"

// WriteMeasures writes the measures of a night for Prometheus' textfile collector,
// whole or not at all. Of a job that failed the time of its last success stays as the
// file had it.
func WriteMeasures(path string, night []Outcome) error {
	before, err := readSuccesses(path)
	if err != nil {
		return fmt.Errorf("measures: %w", err)
	}
	registry := prometheus.NewRegistry()
	gauge := func(name, help string, labels ...string) *prometheus.GaugeVec {
		g := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, append([]string{"config"}, labels...))
		registry.MustRegister(g)
		return g
	}
	success := gauge(lastSuccess, "When the configuration last had a run that falls short of nothing, or nothing had changed since.")
	finished := gauge("frameshift_finished_timestamp_seconds", "When the last attempt ended.")
	code := gauge("frameshift_exit_code", "0 done, 1 failed, 2 wrong configuration, 3 done but short.")
	seconds := gauge("frameshift_duration_seconds", "How long the last attempt took.")
	unchanged := gauge("frameshift_unchanged", "1 where nothing had changed and no run was made.")
	documents := gauge("frameshift_documents", "Documents that count.")
	known := gauge("frameshift_documents_known", "Documents that the cache had: they were not scored again.")
	quarantined := gauge("frameshift_quarantined", "Inputs that could not be used.", "reason")
	position := gauge("frameshift_headline_position_logits", "Position of the headline contrast in the last period, pooled.", "contrast")
	shape := gauge("frameshift_headline_shape", "1 for the shape that the headline has.", "contrast", "shape")
	for _, o := range night {
		finished.WithLabelValues(o.Name).Set(float64(o.Finished.UnixMilli()) / 1000)
		seconds.WithLabelValues(o.Name).Set(o.Finished.Sub(o.Started).Seconds())
		code.WithLabelValues(o.Name).Set(float64(o.Code()))
		if at, ok := before[o.Name]; ok {
			success.WithLabelValues(o.Name).Set(at)
		}
		if o.Code() == Done {
			success.WithLabelValues(o.Name).Set(float64(o.Finished.UnixMilli()) / 1000)
		}
		s := o.Summary
		if s == nil {
			continue
		}
		unchanged.WithLabelValues(o.Name).Set(map[bool]float64{true: 1}[s.Unchanged])
		documents.WithLabelValues(o.Name).Set(float64(s.Documents))
		known.WithLabelValues(o.Name).Set(float64(s.Known))
		for _, q := range s.Quarantined {
			quarantined.WithLabelValues(o.Name, string(q.Reason)).Set(float64(q.Count))
		}
		if n := len(s.Headline); n > 0 {
			last := s.Headline[n-1]
			position.WithLabelValues(o.Name, last.Of).Set(last.Estimate)
			shape.WithLabelValues(o.Name, last.Of, o.Shape).Set(1)
		}
	}
	return prometheus.WriteToTextfile(path, registry)
}

// readSuccesses reads, by configuration, the time of the last success.
func readSuccesses(path string) (map[string]float64, error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("%s holds no measures: %w", path, err)
	}
	out := map[string]float64{}
	for _, m := range families[lastSuccess].GetMetric() {
		out[label(m, "config")] = m.GetGauge().GetValue()
	}
	return out, nil
}

func label(m *dto.Metric, name string) string {
	for _, l := range m.GetLabel() {
		if l.GetName() == name {
			return l.GetValue()
		}
	}
	return ""
}
