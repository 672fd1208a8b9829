//go:build unix

package config

import (
	"os"
	"syscall"
)

// isOurs says whether a file belongs to the user of this process, or to root, who can do as they like anyway.
func isOurs(info os.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return !ok || stat.Uid == 0 || int(stat.Uid) == os.Geteuid()
}
