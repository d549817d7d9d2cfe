package compose

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/score"
)

// Who returns those whom the phrases of an event mean in the role of who.
func (c *Composer) Who(v *feature.View, e *score.Event) []factwire.Entity {
	return entities(c.fill(v, e, "who", maxWho))
}
