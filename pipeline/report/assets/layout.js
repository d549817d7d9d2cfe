// The layout of a network: the force-directed method of Fruchterman and Reingold (Graph Drawing by Force-directed
// Placement, 1991), with a pull to the middle that keeps groups without ties in sight. It begins on a sunflower spiral instead
// of at random, so the same facts give the same drawing.

// place returns the places of n nodes in a square of 1 by 1.
function place(n, pairs) {
  const x = [], y = [], group = groups(n, pairs), k = Math.sqrt(4 / n); // k: the distance that nodes keep, in a square of 2 by 2
  for (let i = 0; i < n; i++) {
    const r = Math.sqrt((i + 0.5) / n), a = i * 2.399963229728653; // Vogel's spiral: neighbours turn by the golden angle
    x.push(r * Math.cos(a));
    y.push(r * Math.sin(a));
  }
  const rounds = n > 150 ? 200 : 400;
  for (let round = 0; round < rounds; round++) {
    const heat = 0.2 * (1 - round / rounds), dx = x.map((v) => -v * 1.2 * k), dy = y.map((v) => -v * 1.2 * k);
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        const ex = x[i] - x[j], ey = y[i] - y[j];
        // Groups press on each other less: else two that signed with each other alone would stand a screen away.
        const f = (k * k * (group[i] === group[j] ? 1 : 0.3)) / Math.max(ex * ex + ey * ey, 1e-6);
        dx[i] += ex * f; dy[i] += ey * f; dx[j] -= ex * f; dy[j] -= ey * f;
      }
    }
    for (const [i, j] of pairs) {
      const ex = x[i] - x[j], ey = y[i] - y[j], f = Math.sqrt(Math.max(ex * ex + ey * ey, 1e-6)) / k;
      dx[i] -= ex * f; dy[i] -= ey * f; dx[j] += ex * f; dy[j] += ey * f;
    }
    for (let i = 0; i < n; i++) {
      const d = Math.sqrt(Math.max(dx[i] * dx[i] + dy[i] * dy[i], 1e-12)), s = Math.min(d, heat) / d;
      x[i] += dx[i] * s;
      y[i] += dy[i] * s;
    }
  }
  const fit = (all) => { const lo = Math.min(...all), hi = Math.max(...all); return all.map((v) => (hi - lo < 1e-9 ? 0.5 : (v - lo) / (hi - lo))); };
  const fx = fit(x), fy = fit(y);
  return fx.map((v, i) => [v, fy[i]]);
}

// groups says of each node which nodes are tied to it, directly or over others: they have the same number.
function groups(n, pairs) {
  const of = Array.from({ length: n }, (_, i) => i);
  for (const [a, b] of pairs) {
    const from = of[b], to = of[a];
    if (from !== to) of.forEach((g, i) => { if (g === from) of[i] = to; });
  }
  return of;
}

// meets says whether a line enters a box (Liang and Barsky, A new concept and method for line clipping, 1984).
function meets([x1, y1, x2, y2], [left, top, right, bottom]) {
  let from = 0, to = 1;
  for (const [p, q] of [[x1 - x2, x1 - left], [x2 - x1, right - x1], [y1 - y2, y1 - top], [y2 - y1, bottom - y1]]) {
    if (p === 0 && q < 0) return false;
    if (p < 0) from = Math.max(from, q / p);
    if (p > 0) to = Math.min(to, q / p);
  }
  return from <= to;
}
