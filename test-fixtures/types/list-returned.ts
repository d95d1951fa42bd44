interface Cell {
  readonly head: number;
  readonly tail: Cell | undefined;
}

// @differentiable
export function scaled(cell: Cell, factor: number): Cell {
  return { head: cell.head * factor, tail: cell.tail === undefined ? undefined : scaled(cell.tail, factor * factor) };
}

// @check scaled({ head: 1.5, tail: { head: 2, tail: undefined } }, 1.2)
