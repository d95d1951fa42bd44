interface Layer {
  name: string;
  isOn: boolean;
  weight: number;
  tags: readonly string[];
  when?: Date;
}

// @differentiable
export function f(layer: Layer, x: number): number {
  return layer.isOn && layer.name !== "" && layer.tags.length > 0 ? layer.weight * x * x : x;
}

// @check f({ name: "a", isOn: true, weight: 2, tags: ["t"] }, 1.5)
// @check f({ name: "a", isOn: false, weight: 2, tags: ["t"] }, 1.5)
// @closed grad f({ name: "a", isOn: true, weight: 2, tags: ["t"] }, 3) = [{ weight: 9 }, 12]
