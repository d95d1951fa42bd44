interface Cell {
  readonly head: number;
  readonly tail: Cell | undefined;
}

// @differentiable modes: jacobian
export function scaled(cell: Cell, factor: number): Cell { // @expect AD2037
  return { head: cell.head * factor, tail: cell.tail === undefined ? undefined : scaled(cell.tail, factor) };
}

// @differentiable modes: jacobian
export function sum(cell: Cell): number {
  return cell.head * cell.head + (cell.tail === undefined ? 0 : sum(cell.tail));
}
