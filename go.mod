module github.com/frameshift/frameshift

go 1.26.8
