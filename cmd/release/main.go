// Command release builds the archives of a release into a folder: one for each system, with the program, its manual
// page, completions, documents, lexicons and an example configuration, and SHA256SUMS. The same commit and Go version give the
// same bytes on any machine: paths are trimmed, times are the commit's, entries are sorted.
//
// It runs in the repository's own folder: go run ./cmd/release [-o dist] [-target linux/amd64]
package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// targets are the systems of a release.
func targets() []string {
	return []string{"darwin/amd64", "darwin/arm64", "linux/amd64", "linux/arm64", "windows/amd64", "windows/arm64"}
}

func main() {
	out := flag.String("o", "dist", "folder of the archives")
	only := flag.String("target", "", "build for this system alone, as linux/amd64")
	flag.Parse()
	if err := run(*out, *only); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(out, only string) error {
	systems := targets()
	if only != "" {
		if !slices.Contains(systems, only) {
			return fmt.Errorf("there is no target %q: use one of %s", only, strings.Join(systems, ", "))
		}
		systems = []string{only}
	}
	v, err := describe()
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "factwire-release")
	if err != nil {
		return fmt.Errorf("make a folder to build in: %w", err)
	}
	defer os.RemoveAll(work)
	common, err := documents(work, v)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return fmt.Errorf("make the folder of archives: %w", err)
	}
	var sums strings.Builder
	for _, system := range systems {
		goos, arch, _ := strings.Cut(system, "/")
		program := "factwire"
		if goos == "windows" {
			program += ".exe"
		}
		data, err := compile(filepath.Join(work, goos+arch, program), goos, arch, v)
		if err != nil {
			return err
		}
		name := fmt.Sprintf("factwire_%s_%s_%s", strings.TrimPrefix(v.version, "v"), goos, arch)
		files := append([]file{{program, 0o755, data}}, common...)
		var archive bytes.Buffer
		if goos == "windows" {
			err = writeZip(&archive, name, files, v.date)
			name += ".zip"
		} else {
			err = writeTar(&archive, name, files, v.date)
			name += ".tar.gz"
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		if err := os.WriteFile(filepath.Join(out, name), archive.Bytes(), 0o644); err != nil {
			return fmt.Errorf("write an archive: %w", err)
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(archive.Bytes()), name)
		fmt.Printf("%s  %.1f MB\n", name, float64(archive.Len())/1e6)
	}
	if err := os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(sums.String()), 0o644); err != nil {
		return fmt.Errorf("write the checksums: %w", err)
	}
	return nil
}

// state is what is released.
type state struct {
	version, commit string
	date            time.Time // of the commit
}

// describe asks git for the commit and the tag that leads to it. Without a tag, the version names the commit.
func describe() (state, error) {
	ask := func(args ...string) (string, error) {
		out, err := exec.Command("git", args...).Output()
		if err != nil {
			return "", fmt.Errorf("ask git for the version (a release is built in a checkout): git %s: %w", strings.Join(args, " "), err)
		}
		return strings.TrimSpace(string(out)), nil
	}
	version, err1 := ask("describe", "--tags", "--always", "--dirty")
	commit, err2 := ask("rev-parse", "HEAD")
	date, err3 := ask("log", "-1", "--format=%cI")
	if err := errors.Join(err1, err2, err3); err != nil {
		return state{}, err
	}
	when, err := time.Parse(time.RFC3339, date)
	if err != nil {
		return state{}, fmt.Errorf("read the commit's date: %w", err)
	}
	if !strings.HasPrefix(version, "v") {
		version = "v0.0.0-" + version
	}
	return state{version, commit, when.UTC()}, nil
}

// compile builds the program for one system and returns it.
func compile(path, goos, arch string, v state) ([]byte, error) {
	stamp := fmt.Sprintf("-s -w -buildid= -X main.release=%s -X main.commit=%s -X main.date=%s", v.version, v.commit, v.date.Format(time.RFC3339))
	c := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", stamp, "-o", path, "./cmd/factwire")
	c.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+goos, "GOARCH="+arch, "GOFLAGS=", "GOAMD64=v1", "GOARM64=v8.0")
	if out, err := c.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build for %s/%s: %w\n%s", goos, arch, err, out)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the program: %w", err)
	}
	return data, nil
}

// documents returns what stands in every archive beside the program. The program itself, built for this machine,
// writes the manual page and the completions.
func documents(work string, v state) ([]file, error) {
	program := filepath.Join(work, "factwire-here")
	if _, err := compile(program, runtime.GOOS, runtime.GOARCH, v); err != nil {
		return nil, err
	}
	var files []file
	for _, g := range []struct {
		name string
		args []string
	}{
		{"factwire.1", []string{"man"}},
		{"completions/factwire.bash", []string{"completion", "bash"}},
		{"completions/_factwire", []string{"completion", "zsh"}},
		{"completions/factwire.fish", []string{"completion", "fish"}},
		{"completions/factwire.ps1", []string{"completion", "powershell"}},
	} {
		out, err := exec.Command(program, g.args...).Output()
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", g.name, err)
		}
		files = append(files, file{g.name, 0o644, out})
	}
	names := []string{"README.md", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE"}
	// the lexicons are in the program; here they are to be read by who writes one
	for _, pattern := range []string{"docs/*", "configs/lexicon/*.yaml", "configs/fields/*/*.yaml"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			return nil, fmt.Errorf("find %s: run it in the repository's own folder (%w)", pattern, errors.Join(err, os.ErrNotExist))
		}
		names = append(names, found...)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read a document: %w", err)
		}
		files = append(files, file{filepath.ToSlash(name), 0o644, data})
	}
	return files, nil
}
