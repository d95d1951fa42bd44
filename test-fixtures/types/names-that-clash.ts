interface Tree {
  readonly value: number;
  readonly left?: Tree;
  readonly right?: Tree;
}
interface TreeTangent {
  readonly unrelated: string;
}
type SumRecord = readonly string[];
const zerosLikeTree: SumRecord = ["a"];
const unrelated: TreeTangent = { unrelated: "x" };

function sum(tree: Tree): number {
  return tree.value * tree.value + (tree.left ? tree.value * sum(tree.left) : 0) + (tree.right ? sum(tree.right) : 0);
}

// @differentiable
export function f(tree: Tree): number {
  return sum(tree) * zerosLikeTree.length + unrelated.unrelated.length;
}

// @check f({ value: 2, left: { value: 3 }, right: { value: 0.5, left: { value: 1 } } })
