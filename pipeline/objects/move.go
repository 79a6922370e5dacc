package objects

import (
	"errors"
	"io"
	"os"

	"github.com/minio/minio-go/v7"
)

// Upload puts a file under a path, where it is seen whole or not at all.
func (s *Store) Upload(file, path string) error {
	path, err := Clean(path)
	if err != nil {
		return err
	}
	client, err := s.storage()
	if err != nil {
		return err
	}
	bucket, key := split(path)
	_, err = client.FPutObject(s.ctx, bucket, key, file, minio.PutObjectOptions{ContentType: "application/octet-stream"})
	return s.failure(path, err)
}

// Download writes an object into a file.
func (s *Store) Download(path, file string) error {
	from, err := s.Open(path)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := os.Create(file)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Close())
}
