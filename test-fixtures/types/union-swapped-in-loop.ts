type Body = { readonly kind: "free"; readonly v: number } | { readonly kind: "held"; readonly at: number; readonly until: number };

function step(body: Body, t: number, g: number): Body {
  if (body.kind === "held") return t >= body.until ? { kind: "free", v: body.at * g } : { ...body, at: body.at + g };
  return body.v > 3 ? { kind: "held", at: body.v * 0.5, until: t + 2 } : { kind: "free", v: body.v * (1 + g) };
}

// @differentiable
export function f(body: Body, g: number): number {
  let now = body;
  for (let t = 0; t < 6; t++) now = step(now, t, g);
  return now.kind === "free" ? now.v * now.v : now.at * g;
}

// @check f({ kind: "free", v: 1.2 }, 0.7)
// @check f({ kind: "held", at: 1.2, until: 3.5 }, 0.9)
