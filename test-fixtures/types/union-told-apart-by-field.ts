type Motion = { readonly speed: number } | { readonly speed: number; readonly spin: number } | undefined;

// @differentiable
export function energy(motion: Motion, mass: number): number {
  if (motion === undefined) return mass;
  const linear = mass * motion.speed * motion.speed;
  return "spin" in motion ? linear + mass * motion.spin ** 2 : linear;
}

// @check energy({ speed: 2 }, 3)
// @check energy({ speed: 2, spin: 1.5 }, 3)
// @check energy(undefined, 3)
