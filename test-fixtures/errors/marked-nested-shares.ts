export function counter(): (x: number) => number {
  let calls = 0;
  // @differentiable
  const count = (x: number): number => { // @expect AD2012
    calls++;
    return x * calls;
  };
  calls += 1;
  return count;
}
