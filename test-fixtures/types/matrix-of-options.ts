interface Cell {
  readonly gain?: number;
  readonly link?: { readonly to: readonly number[]; readonly weight: number | undefined };
}

// @differentiable
export function f(cells: readonly (readonly (Cell | null)[])[], x: number): number {
  let s = 1;
  for (const row of cells) {
    for (const cell of row) {
      if (cell === null) continue;
      s *= cell.gain ?? 1;
      const weight = cell.link?.weight ?? x;
      for (const t of cell.link?.to ?? []) s += t * weight * x;
    }
  }
  return s;
}

// @check f([[{ gain: 2 }, null], [{ gain: 0.5, link: { to: [1, 2], weight: 3 } }, { link: { to: [4], weight: undefined } }, {}]], 1.5)
