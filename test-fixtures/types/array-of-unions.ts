type Term = { readonly kind: "power"; readonly scale: number; readonly n: number } | { readonly kind: "wave"; readonly omega: number };

// @differentiable
export function f(terms: readonly Term[], x: number): number {
  let s = 0;
  for (const term of terms) {
    if (term.kind === "power") s += term.scale * x ** term.n;
    else s += Math.sin(term.omega * x);
  }
  return s * s;
}

// @check f([{ kind: "power", scale: 2, n: 3 }, { kind: "wave", omega: 1.2 }], 1.5)
