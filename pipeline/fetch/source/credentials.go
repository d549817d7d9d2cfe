package source

import (
	"errors"
	"fmt"
	"strings"
)

// Secret is where something secret stands: in the environment, or in a file. It does not stand in the configuration, which
// is copied, shown and kept in repositories.
type Secret struct {
	// Env is the variable of the environment that holds it.
	Env string `yaml:"env"`
	// File is the file that holds it, relative to the configuration's own folder; space around it does not count.
	File string `yaml:"file"`
}

// Named tells whether there is a secret.
func (s Secret) Named() bool { return s.Env != "" || s.File != "" }

// Check says what is wrong with it.
func (s Secret) Check() error {
	if s.Env != "" && s.File != "" {
		return errors.New("it names a variable (env) and a file, and needs one of them")
	}
	if strings.ContainsAny(s.Env, "=$ \t\x00") {
		return fmt.Errorf("%q is no name of a variable", s.Env)
	}
	return nil
}

// Credentials say how a source is asked for its documents and pages. They are sent to the host of the source's own address and to those of
// Hosts, over https, or over http where the source's own address is one of it; never to others, to which a feed or a redirect may lead.
type Credentials struct {
	// As is the form: "basic" (the secret is "name:password"), "bearer" (a token), "header" (the value of Header), or "cookie" ("name=value; …", or
	// a file of cookies as browsers and curl write them).
	As string `yaml:"as"`
	// Header is the name of the header for the form "header".
	Header string `yaml:"header"`
	// Hosts are further hosts that they are sent to.
	Hosts  []string `yaml:"hosts"`
	Secret `yaml:",inline"`
}

// Check says what is wrong with them.
func (c Credentials) Check() error {
	if err := c.Secret.Check(); err != nil {
		return err
	}
	switch c.As {
	case "":
		if c.Named() || c.Header != "" {
			return errors.New("it says not as what: basic, bearer, header or cookie")
		}
		return nil
	case "basic", "bearer", "cookie":
		if c.Header != "" {
			return errors.New("a header goes with the form header alone")
		}
	case "header":
		if c.Header == "" || strings.Trim(strings.ToLower(c.Header), "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return fmt.Errorf("%q is no name of a header, which the form header needs", c.Header)
		}
	default:
		return fmt.Errorf("%q is none of basic, bearer, header and cookie", c.As)
	}
	if !c.Named() {
		return errors.New("it names neither a variable (env) nor a file that holds the secret")
	}
	for _, h := range c.Hosts {
		if h == "" || strings.ContainsAny(h, "/@ *") {
			return fmt.Errorf("%q is no name of a host", h)
		}
	}
	return nil
}

func checkPorts(ports []int) error {
	for _, p := range ports {
		if p < 1 || p > 65535 {
			return fmt.Errorf("%d is no port: they are from 1 to 65535", p)
		}
	}
	return nil
}
