interface Valued {
  value(): number;
}

// @differentiable
export function h(v: Valued, x: number): number {
  return v.value() * x; // @expect AD2011
}

export abstract class Unfinished {
  abstract value(x: number): number;
}

// @differentiable
export function k(u: Unfinished, x: number): number {
  return u.value(x); // @expect AD2031
}

interface Source {
  level(t: number): number;
}

export class Ramp implements Source {
  constructor(readonly slope: number) {}
  level(t: number): number {
    return this.slope * t;
  }
}

// @differentiable
export function mixed(slope: number, t: number): number {
  const sources: Source[] = [new Ramp(slope), { level: (u) => slope * u * u }]; // @expect AD2005
  let sum = 0;
  for (const source of sources) sum += source.level(t);
  return sum;
}

interface Sized {
  readonly size: number;
}

export class Side implements Sized {
  constructor(readonly size: number) {}
}

export class Disc implements Sized {
  constructor(readonly r: number) {}
  get size(): number {
    return 2 * this.r;
  }
}

// @differentiable
export function taken(s: Sized): number {
  const { size } = s; // @expect AD2008
  return size * size;
}
