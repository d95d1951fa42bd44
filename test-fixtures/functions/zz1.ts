interface Tree {
  readonly value: number;
  readonly children: readonly Tree[];
}

function fold(tree: Tree): number {
  let result = tree.value * tree.value;
  for (const child of tree.children) {
    const b = fold(child);
    result = result * b + result;
  }
  return result;
}

// @differentiable
export function f(x: number, y: number): number {
  const tree: Tree = { value: x, children: [{ value: y, children: [] }, { value: x * y, children: [] }] };
  return fold(tree);
}

// @check f(1.5, 0.7)
