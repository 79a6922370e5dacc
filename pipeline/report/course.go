package report

import "github.com/frameshift/frameshift/pipeline/claim"

// picture puts what pictures show of the shape of a series on its calendar.
func (b *builder) picture(l *line) (steps []shownStep, course []shownPiece) {
	steps, course = []shownStep{}, []shownPiece{}
	places := l.calendar.places
	picture := claim.PictureOf(b.shapes[l.name], b.breaks[l.name])
	for _, c := range picture.Cuts {
		steps = append(steps, shownStep{places[c.Last], places[c.Next], places[c.Low], places[c.High],
			c.Date, c.Date + " (95 %: " + c.Set + "): from " + c.Before + " to " + c.After + ", a change of " + c.Change})
	}
	for _, p := range picture.Pieces {
		course = append(course, l.piece(p.Course))
	}
	return steps, course
}

// piece is a course with a value for each of its periods, or one for all.
func (l *line) piece(knots []claim.Knot) shownPiece {
	places, m := l.calendar.places, measureOf(l.Measure)
	values, same := []float64{knots[0].Value}, true
	for i, k := range knots[1:] {
		a := knots[i]
		same = same && k.Value == a.Value
		from, n := places[a.Period], places[k.Period]-places[a.Period]
		for at := from + 1; at <= from+n; at++ {
			values = append(values, a.Value+float64(float64(at-from)/float64(n)*(k.Value-a.Value)))
		}
	}
	if same {
		values = values[:1]
	}
	return shownPiece{places[knots[0].Period], places[knots[len(knots)-1].Period], m.numbers(values)}
}
