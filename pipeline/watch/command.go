package watch

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/factwire/factwire/pipeline/tabular"
)

// commandTime is how long a command may take for one batch.
const commandTime = 5 * time.Minute

// Command is the way of telling that runs a program with a batch on its standard input, as JSON or as text, and in its environment
// FACTWIRE_WATCH, FACTWIRE_KEY and FACTWIRE_NEWS, the number of news. The batch is told if the program ends with 0.
func Command(words []string, text bool, now func() time.Time) Way {
	return Way{"command", func(ctx context.Context, b Batch) error {
		in, err := body(b)
		if text {
			var out bytes.Buffer
			err = Text(&out, b, now())
			in = out.Bytes()
		}
		if err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(ctx, commandTime)
		defer cancel()
		c := exec.CommandContext(ctx, words[0], words[1:]...)
		c.Stdin = bytes.NewReader(in)
		c.Env = append(os.Environ(), "FACTWIRE_WATCH="+b.Watch, "FACTWIRE_KEY="+b.Key, "FACTWIRE_NEWS="+strconv.Itoa(len(b.News)))
		c.WaitDelay = time.Second
		var said tail
		c.Stdout, c.Stderr = &said, &said
		if err := c.Run(); err != nil {
			if s := strings.Join(strings.Fields(tabular.Clean(string(said.data))), " "); s != "" {
				return fmt.Errorf("%s: %w: %s", words[0], err, s)
			}
			return fmt.Errorf("%s: %w", words[0], err)
		}
		return nil
	}}
}

// tail keeps the end of what is written to it.
type tail struct{ data []byte }

func (t *tail) Write(p []byte) (int, error) {
	const most = 500
	t.data = append(t.data, p...)
	t.data = t.data[max(0, len(t.data)-most):]
	return len(p), nil
}
