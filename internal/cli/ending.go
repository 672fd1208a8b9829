package cli

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// endedBySignal gives a context that SIGINT, SIGTERM and SIGHUP end. A second SIGINT or SIGTERM ends the process: somebody
// does not want to wait. SIGHUP never does: when a terminal is closed the kernel, the shell in it and what drew it each
// send one, while what is under way still has to be written down.
func endedBySignal() (ctx context.Context, stop context.CancelFunc) {
	ctx, stop = signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGINT, syscall.SIGTERM)
	go func() {
		<-asked
		signal.Reset(syscall.SIGINT, syscall.SIGTERM)
	}()
	return ctx, stop
}
