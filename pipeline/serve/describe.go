package serve

import (
	"net/http"
	"reflect"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/schema"
	"github.com/factwire/factwire/store/merge"
)

// schema answers the JSON schema of a fact.
func (s *Server) schema(w http.ResponseWriter, _ *http.Request) error {
	doc := schema.Of(reflect.TypeFor[merge.Fact]())
	doc["$schema"] = schema.Dialect
	doc["title"] = "A fact as factwire's JSON lines and API have it"
	answer(w, http.StatusOK, doc)
	return nil
}

// openAPI answers the description of the API.
func (s *Server) openAPI(w http.ResponseWriter, _ *http.Request) error {
	fact := map[string]any{"$ref": "#/components/schemas/Fact"}
	text := map[string]any{"type": "string"}
	object := func(properties map[string]any) map[string]any {
		return map[string]any{"type": "object", "properties": properties}
	}
	list := func(items any) map[string]any { return map[string]any{"type": "array", "items": items} }
	whole := map[string]any{"type": "integer"}
	brief := map[string]any{"type": "array", "items": text, "description": "ids of the facts that have only the evidence that was found first, since many articles tell them: /api/facts/{id} has all"}
	ok := func(schema any) map[string]any {
		fault := map[string]any{"description": "what is wrong", "content": map[string]any{"application/json": map[string]any{"schema": object(map[string]any{"error": text})}}}
		return map[string]any{"200": map[string]any{"description": "OK", "content": map[string]any{"application/json": map[string]any{"schema": schema}}}, "default": fault}
	}
	var filters []any
	for _, p := range parameters {
		filters = append(filters, map[string]any{"name": p[0], "in": "query", "description": p[1], "schema": list(text), "explode": true})
	}
	at := func(name string) []any {
		return []any{map[string]any{"name": name, "in": "path", "required": true, "schema": text}}
	}
	value := object(map[string]any{"value": text, "label": text, "count": whole})
	opinion := schema.Of(reflect.TypeFor[opinion]())
	created := ok(object(map[string]any{"verdicts": list(whole)}))
	created["201"] = created["200"]
	delete(created, "200")
	doc := map[string]any{
		"openapi": "3.1.0",
		"info":    map[string]any{"title": "factwire", "version": s.options.Version, "description": "Facts from the news. Parameters that are repeated are alternatives; of each parameter one value must be met."},
		"paths": map[string]any{
			"/api/facts":               map[string]any{"get": map[string]any{"summary": "Facts", "parameters": filters, "responses": ok(object(map[string]any{"facts": list(fact), "total": whole, "next": text, "brief": brief}))}},
			"/api/facts/{id}":          map[string]any{"get": map[string]any{"summary": "One fact", "parameters": at("id"), "responses": ok(fact)}},
			"/api/facets":              map[string]any{"get": map[string]any{"summary": "How many facts have which value", "parameters": filters, "responses": ok(object(map[string]any{"total": whole, "facets": map[string]any{"type": "object", "additionalProperties": list(value)}}))}},
			"/api/changes":             map[string]any{"get": map[string]any{"summary": "What the last run changed, or what changed since changed-since", "parameters": filters, "responses": ok(object(map[string]any{"changes": list(object(map[string]any{"fact": fact, "new": map[string]any{"type": "boolean"}, "changes": list(text)})), "total": whole, "since_run": whole, "brief": brief}))}},
			"/api/entity":              map[string]any{"get": map[string]any{"summary": "An entity, with whom it stands in facts, and its latest facts", "parameters": []any{map[string]any{"name": "key", "in": "query", "required": true, "schema": text}}, "responses": ok(object(map[string]any{"key": text, "total": whole, "facts": list(fact), "brief": brief}))}},
			"/api/articles/{id}":       map[string]any{"get": map[string]any{"summary": "An article and the facts that it tells", "parameters": at("id"), "responses": ok(object(map[string]any{"article": schema.Of(reflect.TypeFor[factwire.Article]()), "facts": list(fact)}))}},
			"/api/verdicts":            map[string]any{"get": map[string]any{"summary": "All verdicts", "responses": ok(object(map[string]any{"verdicts": list(schema.Of(reflect.TypeFor[merge.Verdict]()))}))}},
			"/api/facts/{id}/verdicts": map[string]any{"post": map[string]any{"summary": "Accept, reject or correct a fact", "parameters": at("id"), "requestBody": map[string]any{"required": true, "content": map[string]any{"application/json": map[string]any{"schema": opinion}}}, "responses": created}},
			"/api/verdicts/{number}":   map[string]any{"delete": map[string]any{"summary": "Take a verdict back", "parameters": at("number"), "responses": ok(object(map[string]any{"undone": whole, "fact": text}))}},
		},
		"components": map[string]any{
			"schemas":         map[string]any{"Fact": schema.Of(reflect.TypeFor[merge.Fact]())},
			"securitySchemes": map[string]any{"token": map[string]any{"type": "http", "scheme": "bearer"}},
		},
	}
	if s.options.Token != "" {
		doc["security"] = []any{map[string]any{"token": []any{}}}
	}
	answer(w, http.StatusOK, doc)
	return nil
}
