// Only a field that carries no derivative tells these records apart: their adjoints are added field by field.
interface Gaussian {
  kind: "gaussian";
  fwhm: number;
  sd?: number;
}
interface Lorentzian {
  kind: "lorentzian";
  fwhm: number;
}
interface PseudoVoigt {
  kind: "pseudoVoigt";
  fwhm: number;
  mu?: number;
}
type Shape = Gaussian | Lorentzian | PseudoVoigt;

interface Peak {
  x: number;
  shape: Shape;
}
interface NamedPeak extends Peak {
  id?: string;
}

// @differentiable
export function named(peak: Peak): NamedPeak {
  const { x, shape } = peak;
  const made: NamedPeak = { x: x * shape.fwhm, shape };
  return made;
}
// @check named({ x: 1.3, shape: { kind: "gaussian", fwhm: 0.7, sd: 0.2 } })
// @check named({ x: 1.3, shape: { kind: "lorentzian", fwhm: 0.7 } })
// @check named({ x: 1.3, shape: { kind: "pseudoVoigt", fwhm: 0.7 } })
// @check named({ x: 1.3, shape: { kind: "pseudoVoigt", fwhm: 0.7, mu: 0.4 } })
