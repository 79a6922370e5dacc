package validate

import (
	"errors"

	"github.com/xuri/excelize/v2"
)

const sheetName, framesName = "sentences", "frames"

// xlsx writes a workbook: the sentences, with cells for labels that take 0 and 1
// only, and what the frames are.
func (s *Sheet) xlsx(path string) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := errors.Join(f.SetSheetName("Sheet1", sheetName), s.sentences(f), s.definitions(f)); err != nil {
		return err
	}
	f.SetActiveSheet(0)
	// A workbook holds the time at which it was made: the same for all.
	err = f.SetDocProps(&excelize.DocProperties{Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z", Creator: "frameshift"})
	return errors.Join(err, f.SaveAs(path))
}

func (s *Sheet) sentences(f *excelize.File) error {
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	wrap, err2 := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	grey, err3 := f.NewStyle(&excelize.Style{Font: &excelize.Font{Color: "777777"}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	w, err4 := f.NewStreamWriter(sheetName)
	if err := errors.Join(err, err2, err3, err4); err != nil {
		return err
	}
	last := len(s.Frames) + 4
	err = errors.Join(w.SetColWidth(1, 1, 14), w.SetColWidth(2, 2, 30), w.SetColWidth(3, 3, 70), w.SetColWidth(4, 4, 30), w.SetColWidth(5, last+4, 14),
		w.SetPanes(&excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}))
	put := func(row int, cells []any) {
		at, e := excelize.CoordinatesToCellName(1, row)
		err = errors.Join(err, e, w.SetRow(at, cells))
	}
	header := []any{}
	for _, h := range s.header() {
		header = append(header, excelize.Cell{StyleID: bold, Value: h})
	}
	put(1, header)
	for i, item := range s.Items {
		cells := make([]any, len(header))
		cells[0], cells[1], cells[2], cells[3] = item.Item, excelize.Cell{StyleID: grey, Value: item.Before}, excelize.Cell{StyleID: wrap, Value: item.Text}, excelize.Cell{StyleID: grey, Value: item.After}
		cells[len(cells)-2] = s.Coder
		put(i+2, cells)
	}
	if err := errors.Join(err, w.Flush()); err != nil {
		return err
	}
	return s.restrict(f, last)
}

// restrict has the cells of labels take 0 and 1 only.
func (s *Sheet) restrict(f *excelize.File, last int) error {
	from, err := excelize.CoordinatesToCellName(5, 2)
	to, err2 := excelize.CoordinatesToCellName(last, len(s.Items)+1)
	v := excelize.NewDataValidation(true)
	v.Sqref = from + ":" + to
	v.SetError(excelize.DataValidationErrorStyleStop, "0 or 1", "Write 1 where the sentence has the frame, 0 where it has not.")
	return errors.Join(err, err2, v.SetDropList([]string{"0", "1"}), f.AddDataValidation(sheetName, v))
}

func (s *Sheet) definitions(f *excelize.File) error {
	_, err := f.NewSheet(framesName)
	rows := [][]any{{"frame", "label", "definition"}}
	for _, frame := range s.Frames {
		rows = append(rows, []any{frame.Key, frame.Label, frame.Definition})
	}
	for i, row := range rows {
		at, e := excelize.CoordinatesToCellName(1, i+1)
		err = errors.Join(err, e, f.SetSheetRow(framesName, at, &row))
	}
	return errors.Join(err, f.SetColWidth(framesName, "A", "B", 28), f.SetColWidth(framesName, "C", "C", 100))
}
