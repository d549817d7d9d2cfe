package guard_test

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"testing"

	"github.com/factwire/factwire/pipeline/fetch/internal/guard"
)

// special are addresses of each range that the registries of IANA set apart, at its
// ends where the range is not a single one, and IPv4 addresses written in IPv6.
var special = []string{
	"0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1", "127.255.255.255",
	"169.254.0.1", "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1", "192.31.196.1",
	"192.52.193.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "192.175.48.1", "198.18.0.0", "198.19.255.255", "198.51.100.1",
	"203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
	"::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::ffff:0:127.0.0.1",
	"64:ff9b::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "100:0:0:1::1", "2001::1", "2001:0:7f00:1::", "2001:2::1", "2001:10::1",
	"2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::", "2620:4f:8000::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254",
	"fe80::1", "fec0::1", "ff02::1", "2a00::5efe:7f00:1", "2a00::200:5efe:a00:1",
}

func TestSpecialAddresses(t *testing.T) {
	control := guard.New()
	for _, s := range special {
		a := netip.MustParseAddr(s)
		network := "tcp4"
		if a.Is6() {
			network = "tcp6"
		}
		for _, port := range []uint16{80, 443} {
			if err := control(network, netip.AddrPortFrom(a, port).String(), nil); !errors.Is(err, guard.ErrForbidden) {
				t.Errorf("%s port %d: %v", s, port, err)
			}
		}
	}
}

func TestPublicAddresses(t *testing.T) {
	control := guard.New()
	for _, s := range []string{"93.184.216.34:80", "8.8.8.8:443", "[2606:4700::1111]:443", "[2a00:1450::1]:80"} {
		network := "tcp4"
		if s[0] == '[' {
			network = "tcp6"
		}
		if err := control(network, s, nil); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
	for _, s := range []string{"8.8.8.8:22", "8.8.8.8:25", "8.8.8.8:6379", "8.8.8.8:8080", "8.8.8.8", "localhost:80", ""} {
		if err := control("tcp4", s, nil); !errors.Is(err, guard.ErrForbidden) {
			t.Errorf("%q: %v", s, err)
		}
	}
	for _, network := range []string{"udp4", "unix", "tcp"} {
		if err := control(network, "8.8.8.8:443", nil); !errors.Is(err, guard.ErrForbidden) {
			t.Errorf("%s: %v", network, err)
		}
	}
}

func TestAllowedRanges(t *testing.T) {
	ranges, err := guard.ParseRanges([]string{"192.168.7.0/24", "127.0.0.1", "fd00::/8"})
	if err != nil {
		t.Fatal(err)
	}
	control := guard.New(ranges...)
	for address, ok := range map[string]bool{
		"192.168.7.9:8080": true, "127.0.0.1:5000": true, "192.168.8.1:80": false, "127.0.0.2:80": false, "10.0.0.1:80": false,
	} {
		if err := control("tcp4", address, nil); (err == nil) != ok {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, bad := range []string{"", "10.0.0.0/33", "localhost", "10.0.0", "10.0.0.1-10.0.0.9"} {
		if _, err := guard.ParseRanges([]string{bad}); err == nil {
			t.Errorf("range %q is taken", bad)
		}
	}
}

// Further ports are those of public addresses alone.
func TestPorts(t *testing.T) {
	control := guard.NewPorts([]int{8080})
	for at, want := range map[string]bool{"93.184.215.14:8080": true, "93.184.215.14:443": true, "93.184.215.14:8081": false, "10.0.0.1:8080": false, "127.0.0.1:8080": false} {
		if err := control("tcp4", at, nil); (err == nil) != want {
			t.Errorf("%s: %v", at, err)
		}
	}
}

// names is a resolver of a few names.
type names map[string]string

func (n names) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	var out []netip.Addr
	for a := range strings.FieldsSeq(n[host]) {
		out = append(out, netip.MustParseAddr(a))
	}
	if out == nil {
		return nil, errors.New("no such host")
	}
	return out, nil
}

// What a proxy is asked for is checked by its address, by those of its name, and by the name alone where it cannot be looked up.
func TestCheck(t *testing.T) {
	control := guard.New()
	r := names{"news.example": "93.184.215.14", "rebound.example": "93.184.215.14 10.0.0.1", "inner.example": "192.168.0.7"}
	for host, want := range map[string]bool{
		"news.example": true, "unknown.example": true, "93.184.215.14": true, "rebound.example": false, "inner.example": false, "10.0.0.1": false, "::1": false,
		"::ffff:10.0.0.1": false, "localhost": false, "router": false, "printer.local": false, "wiki.corp": false, "nas.home.arpa": false, "wiki.internal.": false,
	} {
		if err := control.Check(t.Context(), r, host, 443); (err == nil) != want {
			t.Errorf("%s: %v", host, err)
		}
	}
	if control.Check(t.Context(), r, "news.example", 22) == nil {
		t.Error("port 22 passes")
	}
}
