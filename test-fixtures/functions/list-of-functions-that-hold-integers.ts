// A function that holds integers beside one that holds a number, in one list: what is read of the integers carries nothing.
// @differentiable
export function f(x: number, ints: Int32Array): number {
  let gs: ((z: number) => number)[] = [(z: number): number => ints[0]! * z];
  gs = [...gs, (z: number): number => x * z];
  return gs.map((g) => g(x)).reduce((sum, y) => sum + y * x, 0);
}

// @check f(1.5, new Int32Array([3, 4]))
