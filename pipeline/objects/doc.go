// Package objects shows S3-compatible object storage as files.
//
// A path is s3://bucket/key. [Store.Stat], [Store.List] and [Store.Open] are what
// os.Stat, filepath.WalkDir and os.Open are for the machine: a prefix that ends at a
// slash is a folder, List gives what lies below it in the order in which a folder is
// walked, and what is listed once stays as it was listed: an object that was written anew
// since is no more to be had ([ErrChanged]). [Ahead] hides the distance to the storage:
// it fetches small objects before they are asked for. [Store.Upload] and
// [Store.Download] move files.
//
// An error that is a [Failure] is the storage's, in contrast to one of an object that
// is gone; the library has tried again before. Credentials and endpoint are those of
// the environment, as all programs for such storage take them, and stand in no message.
package objects
