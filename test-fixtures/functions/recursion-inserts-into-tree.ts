interface Node {
  readonly key: number;
  readonly value: number;
  readonly left: Node | undefined;
  readonly right: Node | undefined;
}

function insert(tree: Node | undefined, key: number, value: number): Node {
  if (tree === undefined) return { key, value, left: undefined, right: undefined };
  if (key < tree.key) return { ...tree, left: insert(tree.left, key, value) };
  if (key > tree.key) return { ...tree, right: insert(tree.right, key, value) };
  return { ...tree, value: tree.value * value };
}

function fold(tree: Node | undefined, depth: number): number {
  if (tree === undefined) return 1;
  return tree.value * fold(tree.left, depth + 1) + (depth + tree.value) * fold(tree.right, depth + 1);
}

// @differentiable
export function f(values: readonly number[]): number {
  const keys = [3, 1, 2, 5, 3];
  let tree: Node | undefined = undefined;
  for (let i = 0; i < values.length; i++) tree = insert(tree, keys[i]!, values[i]!);
  return fold(tree, 0);
}

// @check f([1.5, 2, -0.5, 0.7, 3])
