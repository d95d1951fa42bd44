interface Edge {
  readonly from: string;
  readonly to: string;
  readonly cost: number;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(edges: readonly Edge[], from: string, to: string): number {
  const names = [...new Set(edges.flatMap((edge) => [edge.from, edge.to]))];
  const at = new Map(names.map((name, i) => [name, i]));
  const best = names.map((name) => (name === from ? 0 : Infinity));
  const open = names.map((_, i) => i);
  while (open.length > 0) {
    open.sort((a, b) => best[a]! - best[b]!);
    const node = open.shift()!;
    for (const edge of edges.filter((one) => one.from === names[node])) {
      const next = at.get(edge.to)!;
      const cost = best[node]! + edge.cost * edge.cost;
      if (cost < best[next]!) best[next] = cost;
    }
  }
  return best[at.get(to)!]!;
}

// @check f([{ from: "a", to: "b", cost: 1 }, { from: "b", to: "c", cost: 2 }, { from: "a", to: "c", cost: 3 }], "a", "c")
