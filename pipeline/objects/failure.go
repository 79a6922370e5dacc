package objects

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"

	"github.com/minio/minio-go/v7"
)

// Failure is an error of the storage, or of the way to it: it says nothing of what
// the object holds, and whoever counts documents can't go on.
type Failure struct {
	Path string
	// Passing says that the same may work later; else somebody has to mend it.
	Passing bool
	what    string
	err     error // of the context, where that ended it
}

func (f *Failure) Error() string { return f.Path + ": " + f.what }

// Unwrap is the error of the context, where that ended it.
func (f *Failure) Unwrap() error { return f.err }

// IsFailure says whether an error is one of the storage.
func IsFailure(err error) bool { return errors.As(err, new(*Failure)) }

// IsPassing says whether an error is one of the storage that may be gone later.
func IsPassing(err error) bool {
	var f *Failure
	return errors.As(err, &f) && f.Passing
}

// ErrChanged is the error of an object that was written anew since it was listed.
var ErrChanged = errors.New("written anew since it was listed")

// refusals say what an answer means, and what helps.
var refusals = map[string]string{
	"InvalidAccessKeyId":    "the storage does not know the access key: see AWS_ACCESS_KEY_ID, or the profile that AWS_PROFILE names",
	"SignatureDoesNotMatch": "the secret key is not that of the access key: see AWS_SECRET_ACCESS_KEY, or the profile that AWS_PROFILE names",
	"ExpiredToken":          "the credentials have expired: get new ones (AWS_SESSION_TOKEN goes with them)",
	"InvalidToken":          "AWS_SESSION_TOKEN is not that of the keys",
	"RequestTimeTooSkewed":  "the clock of this machine is wrong by more than the storage bears",
	"InvalidObjectState":    "the object is in an archive: have it restored, or leave it out by corpus.files.ignore",

	"AuthorizationHeaderMalformed": "the bucket is in another region: set AWS_REGION",
	"PermanentRedirect":            "the bucket is in another region: set AWS_REGION, or AWS_ENDPOINT_URL where it is not Amazon's",
}

// failure makes of an error of the library one of a file, or a Failure.
func (s *Store) failure(path string, err error) error {
	var answer minio.ErrorResponse
	f := &Failure{Path: path}
	switch bucket, _ := split(path); {
	case err == nil:
		return nil
	case s.ctx.Err() != nil:
		f.what, f.err = "not read: "+context.Cause(s.ctx).Error(), s.ctx.Err()
	case !errors.As(err, &answer):
		f.Passing, f.what = true, fmt.Sprintf("no answer from %s: %v: see AWS_ENDPOINT_URL and the network, then run it again", s.endpoint, plain(err))
	case answer.Code == minio.NoSuchKey:
		return &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	case answer.StatusCode == http.StatusPreconditionFailed:
		return ErrChanged
	case answer.Code == minio.NoSuchBucket:
		f.what = fmt.Sprintf("there is no bucket %s at %s: see its name, and AWS_ENDPOINT_URL where it is not Amazon's", bucket, s.endpoint)
	case refusals[answer.Code] != "":
		f.what = refusals[answer.Code]
	case answer.StatusCode/100 == 4 && s.anonymous:
		f.what = "the storage asks for credentials, and there are none: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
	case answer.StatusCode == http.StatusForbidden:
		f.what = "no permission: the credentials want s3:ListBucket and s3:GetObject for reading, s3:PutObject for parts"
	default:
		f.Passing = answer.StatusCode >= http.StatusInternalServerError
		f.what = fmt.Sprintf("%s answered %s %s", s.endpoint, cmp.Or(answer.Code, fmt.Sprint(answer.StatusCode)), answer.Message)
	}
	return f
}

// plain takes the address of the request off an error.
func plain(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
