interface Load {
  readonly force: number | readonly number[];
  readonly scale: number;
}

function total(force: number | readonly number[]): number {
  if (typeof force === "number") return force * force;
  let s = 0;
  for (const f of force) s += f * f * f;
  return s;
}

// @differentiable
export function energy(load: Load): number {
  return load.scale * total(load.force);
}

// @check energy({ force: 1.5, scale: 2 })
// @check energy({ force: [1, 2, 3], scale: 2 })
// @closed grad energy({ force: 3, scale: 2 }) = ({ force: 12, scale: 9 })
