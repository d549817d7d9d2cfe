package address

import (
	"slices"
	"strings"
)

// trackers are the parameters that tell where a reader came from and nothing of
// the page: those of campaigns, advertisers, mailings and share buttons. They are
// the ones that the filter lists of browsers name.
var trackers = map[string]bool{
	"fbclid": true, "gclid": true, "gclsrc": true, "dclid": true, "wbraid": true, "gbraid": true, "msclkid": true,
	"yclid": true, "twclid": true, "ttclid": true, "igshid": true, "igsh": true, "li_fat_id": true, "srsltid": true,
	"mc_cid": true, "mc_eid": true, "mkt_tok": true, "_hsenc": true, "_hsmi": true, "__hstc": true, "__hssc": true,
	"hsctatracking": true, "vero_id": true, "vero_conv": true, "oly_anon_id": true, "oly_enc_id": true, "wickedid": true,
	"_openstat": true, "ocid": true, "ncid": true, "cmpid": true, "cmp": true, "icid": true, "ito": true, "smid": true,
	"smtyp": true, "sr_share": true, "soc_src": true, "soc_trk": true, "sref": true, "taid": true, "guccounter": true,
	"guce_referrer": true, "guce_referrer_sig": true, "at_medium": true, "at_campaign": true, "at_custom1": true,
	"at_custom2": true, "at_custom3": true, "at_custom4": true, "xtor": true, "ns_source": true, "ns_mchannel": true,
	"ns_campaign": true, "ns_linkname": true, "ns_fee": true, "ref_src": true, "ref_url": true, "spm": true, "scm": true,
	"feature": true, "partner": true, "traffic_source": true, "__twitter_impression": true, "outputtype": true,
	"amp": true, "amp_js_v": true, "usqp": true, "gaa_at": true, "gaa_n": true, "gaa_ts": true, "gaa_sig": true,
	"rss": true, "cid_source": true, "s_cid": true, "s_kwcid": true, "ef_id": true, "sc_campaign": true,
	"sc_channel": true, "sc_content": true, "sc_medium": true, "sc_outcome": true, "sc_geo": true, "sc_country": true,
}

// trackerPrefixes begin the names of further such parameters.
var trackerPrefixes = []string{"utm_", "pk_", "mtm_", "piwik_", "matomo_", "hsa_", "ga_", "guce_"}

// plainQuery drops trackers and sorts the other parameters by name, those of one
// name in their order.
func plainQuery(raw string) string {
	if raw == "" {
		return ""
	}
	var kept []string
	for part := range strings.SplitSeq(raw, "&") {
		part = plainEscapes(part)
		if part == "" || isTracker(part) {
			continue
		}
		kept = append(kept, part)
	}
	slices.SortStableFunc(kept, func(a, b string) int { return strings.Compare(name(a), name(b)) })
	return strings.Join(kept, "&")
}

func name(part string) string {
	n, _, _ := strings.Cut(part, "=")
	return n
}

func isTracker(part string) bool {
	n := strings.ToLower(name(part))
	if trackers[n] {
		return true
	}
	for _, p := range trackerPrefixes {
		if strings.HasPrefix(n, p) {
			return true
		}
	}
	return false
}
