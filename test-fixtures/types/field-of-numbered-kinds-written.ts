export interface Uniforms {
  gain?: number;
  mode?: 0 | 1 | 2;
  isOn?: boolean;
}

// @differentiable
export function uniforms(x: number, mode: string, before?: Uniforms): Uniforms {
  const made: Uniforms = { ...before };
  switch (mode) {
    case "instance":
      made.mode = 0;
      break;
    case "vertex":
      made.mode = 2;
      break;
  }
  made.isOn = true;
  made.gain = (made.gain ?? 1) * x;
  return made;
}

// @check uniforms(0.7, "vertex", { mode: 1, gain: 0.5 })
// @check uniforms(0.7, "none", { mode: 1 })
