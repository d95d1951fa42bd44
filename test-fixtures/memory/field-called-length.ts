// A record may have a field called `length`: no length of an array.
interface Pendulum {
  readonly gravity: number;
  readonly length: number;
}

interface Rod {
  length: number;
}

function swing(angle: number, { gravity, length }: Pendulum): number {
  let x = angle;
  for (let i = 0; i < 3; i++) x = (Math.sin(x) * gravity) / length;
  return x;
}

// @differentiable
export function squared(angle: number, pendulum: Pendulum): number {
  const end = swing(angle, pendulum);
  return end * end;
}

// @differentiable
export function stretched(x: number, rod: Rod): number {
  const own = { length: x * 2 };
  own.length = own.length * x * rod.length;
  own.length *= x;
  return own.length * x;
}

// @differentiable
export function stretch(rod: Rod, by: number): number {
  rod.length *= by;
  return rod.length * rod.length;
}

// @writes stretch(rod)
// @check squared(0.4, { gravity: 0.8, length: 0.9 })
// @check stretched(0.4, { length: 0.9 })
// @check stretch({ length: 0.9 }, 1.2)
