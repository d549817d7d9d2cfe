// Package guard keeps the program from connecting where a page, a feed or a
// redirect has no business to lead it: to this machine, to the network that it
// stands in, to addresses of special purpose. It is the only package that touches
// the ssrf library.
package guard

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/netip"
	"strings"
	"syscall"

	"code.dny.dev/ssrf"
)

// ErrForbidden says that an address may not be connected to.
var ErrForbidden = errors.New("may not be connected to")

// Control checks the address that is about to be dialled, after names were
// resolved. It is a net.Dialer's Control function: so no name that resolves to
// something else a moment later, and no redirect, passes it.
type Control func(network, address string, c syscall.RawConn) error

// New returns a Control that allows public addresses on ports 80 and 443, and any
// port of the ranges given.
func New(allowed ...netip.Prefix) Control { return NewPorts(nil, allowed...) }

// NewPorts is New with further ports of public addresses.
func NewPorts(ports []int, allowed ...netip.Prefix) Control {
	open := []uint16{80, 443}
	for _, p := range ports {
		if p > 0 && p <= math.MaxUint16 {
			open = append(open, uint16(p))
		}
	}
	public := ssrf.New(ssrf.WithPorts(open...))
	return func(network, address string, c syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil || (network != "tcp4" && network != "tcp6") {
			return fmt.Errorf("%s %s %w", network, address, ErrForbidden)
		}
		for _, p := range allowed {
			if p.Contains(at.Addr().Unmap().WithZone("")) {
				return nil
			}
		}
		at = netip.AddrPortFrom(at.Addr().Unmap(), at.Port())
		if err := public.SafeAddrPort(at); err != nil {
			return fmt.Errorf("%s %w: %w", address, ErrForbidden, err)
		}
		if inner, ok := embedded(at.Addr()); ok {
			if err := public.SafeAddr(inner); err != nil {
				return fmt.Errorf("%s %w: it stands for %s: %w", address, ErrForbidden, inner, err)
			}
		}
		return nil
	}
}

// Resolver looks names up, as net.Resolver does.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// Check asks a Control about a host that somebody else will connect to, a proxy. All addresses of the host must pass. A name that
// cannot be looked up here passes if it is one of the public net's: behind a proxy there is often no way to look up others.
func (c Control) Check(ctx context.Context, r Resolver, host string, port uint16) error {
	ask := func(a netip.Addr) error {
		network := "tcp4"
		if a.Unmap().Is6() {
			network = "tcp6"
		}
		return c(network, netip.AddrPortFrom(a.Unmap(), port).String(), nil)
	}
	if a, err := netip.ParseAddr(host); err == nil {
		return ask(a)
	}
	addresses, err := r.LookupNetIP(ctx, "ip", host)
	if err != nil {
		name := strings.TrimSuffix(strings.ToLower(host), ".")
		last := name[strings.LastIndexByte(name, '.')+1:]
		if last == name || inner[last] || strings.HasSuffix(name, ".home.arpa") {
			return fmt.Errorf("%s %w: it is a name of an inner network", host, ErrForbidden)
		}
		return nil
	}
	for _, a := range addresses {
		if err := ask(a); err != nil {
			return err
		}
	}
	return nil
}

// inner are the last parts of names that the public net does not have.
var inner = map[string]bool{"local": true, "localhost": true, "localdomain": true, "internal": true, "intranet": true, "lan": true, "home": true, "corp": true, "private": true}

// embedded returns the IPv4 address that an ISATAP interface identifier holds. All
// other forms of IPv4 in IPv6 (mapped, compatible, 6to4, Teredo, NAT64) lie in
// ranges that are refused as such.
func embedded(a netip.Addr) (netip.Addr, bool) {
	if !a.Is6() {
		return netip.Addr{}, false
	}
	b := a.As16()
	if (b[8] == 0 || b[8] == 2) && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe {
		return netip.AddrFrom4([4]byte(b[12:16])), true
	}
	return netip.Addr{}, false
}

// ParseRanges reads the ranges that a source allows: addresses and CIDR prefixes.
func ParseRanges(list []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, s := range list {
		if p, err := netip.ParsePrefix(s); err == nil {
			out = append(out, p.Masked())
			continue
		}
		a, err := netip.ParseAddr(s)
		if err != nil {
			return nil, fmt.Errorf("%q is no address or range such as 192.168.1.0/24", s)
		}
		out = append(out, netip.PrefixFrom(a, a.BitLen()))
	}
	return out, nil
}
