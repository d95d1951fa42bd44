/** A curve to fit: two decaying oscillations, as a model that is given its parameters first. */

/** [amplitude, rate, frequency, offset] → x → y */
export const model =
  ([amplitude, rate, frequency, offset]: readonly [number, number, number, number]) =>
  (x: number): number =>
    amplitude * Math.exp(-rate * x) * Math.cos(frequency * x) + offset;

/** The model of given parameters at one place. */
// @differentiable wrt: params modes: grad
export function modelAt(params: readonly [number, number, number, number], x: number): number {
  return model(params)(x);
}
