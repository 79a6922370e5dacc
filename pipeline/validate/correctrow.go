package validate

import (
	"time"

	"github.com/frameshift/frameshift/pipeline/store"
)

// CorrectedRow is a period of a series, raw and corrected. Both count sentences.
type CorrectedRow struct {
	_ struct{} `table:"corrected" row:"a corrected series × period" key:"measure of topic group freq period"`
	store.SeriesName
	Period      time.Time `column:"period" about:"the day on which the period starts"`
	Raw         float64   `column:"raw,null" unit:"of the measure" about:"the measure of sentences in which the lexicon finds the frame, or a side; null where it is undefined"`
	RawLow      float64   `column:"raw_low,null" unit:"of the measure" about:"lower end of the 95 % interval that knows documents only"`
	RawHigh     float64   `column:"raw_high,null" unit:"of the measure" about:"upper end of it"`
	Corrected   float64   `column:"corrected,null" unit:"of the measure" about:"the measure of sentences in which people would find it; null where nothing near it was coded"`
	Low         float64   `column:"ci_low,null" unit:"of the measure" about:"lower end of the 95 % interval, of coding and of documents"`
	High        float64   `column:"ci_high,null" unit:"of the measure" about:"upper end of it"`
	CodingSE    float64   `column:"se_coding,null" about:"standard error from coding a sample only, on the scale of the interval: of a rate and a share its logarithm and its logit"`
	DocumentsSE float64   `column:"se_documents,null" about:"standard error from having these documents only"`
	Codings     int64     `column:"codings" unit:"sentences" about:"sentences of the period that were coded"`
	Sentences   int64     `column:"sentences" unit:"sentences" about:"sentences of the period"`
	Documents   int64     `column:"documents" unit:"documents" about:"documents of the period"`
	Tokens      int64     `column:"tokens" unit:"tokens" about:"words of the period"`
	Method      string    `column:"method,repeats" about:"dsl, ppi or matrix"`
	Assumes     string    `column:"assumes,repeats" about:"what the correction takes for granted"`
	Warnings    string    `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// CorrectedShapeRow is the shape of a corrected series beside that of the raw one.
type CorrectedShapeRow struct {
	_ struct{} `table:"corrected_shapes" row:"a series, raw or corrected × its step, if it has any" key:"measure of topic group freq kind step"`
	store.SeriesName
	Kind        string    `column:"kind,repeats" about:"raw or corrected; both of sentences"`
	Step        int64     `column:"step" about:"number of the step in time, from 1; 0 where the shape has none"`
	Class       string    `column:"class,repeats" about:"flat, trend, step, trend and step, undecided …, as in shapes.class"`
	PStep       float64   `column:"p_step,null" about:"p of no step"`
	PChange     float64   `column:"p_change,null" about:"p of no change; null where steps were found"`
	Date        time.Time `column:"date,null" about:"first day of the new level"`
	DateLow     time.Time `column:"date_low,null" about:"first day of the earliest period that may begin it"`
	DateHigh    time.Time `column:"date_high,null" about:"first day of the latest"`
	Support     float64   `column:"support,null" unit:"share" about:"share of draws of the corrected series whose best steps have one within that interval"`
	ClassKept   float64   `column:"class_kept,null" unit:"share" about:"share of draws that have the same class"`
	DrawsDated  float64   `column:"draws_dated,null" unit:"share" about:"share of draws with a step that can be dated"`
	DrawsChange float64   `column:"draws_change,null" unit:"share" about:"share of draws that change at all"`
	Draws       int64     `column:"draws" about:"draws of the corrected series: what coding and documents leave open"`
	N           int64     `column:"n" unit:"periods" about:"periods with an estimate"`
	Warnings    string    `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// The methods of correction.
const (
	DSL    = "dsl"    // design-based supervised learning
	PPI    = "ppi"    // prediction-powered inference, its weight tuned
	Matrix = "matrix" // Rogan and Gladen: one sensitivity and specificity for all
)

// What the methods assume.
var assumes = map[string]string{
	DSL:    "sentences drawn at random with known probabilities; the coders are right; where correction-pooled, errors are alike within a block",
	PPI:    "sentences drawn at random with known probabilities; the coders are right; where correction-pooled, errors are alike within a block",
	Matrix: "sensitivity and specificity are the same in every period and group; the coders are right",
}

// Warnings of a corrected row.
const (
	correctionPooled = "correction-pooled"      // codings of the whole block, since the period has too few
	blockNotCoded    = "block-not-coded"        // codings of other blocks: none of this one
	notCorrected     = "not-coded"              // nothing to correct it by
	constantError    = "assumes-constant-error" // of method matrix
	noDocuments      = "no-documents"
	belowZero        = "below-zero" // more errors than hits: the estimate is cut off at 0
)
