import { closeTo } from "./support/close-to.ts";
import { f_grad, f_jvp, f_vjp } from "./paper.ad.ts";

// Forward: one direction at a time. Reverse: everything at once.
const { value, tangent } = f_jvp(2, 5, 1, 0);
const reverse = f_vjp(2, 5);

console.log("f(x1, x2) = ln(x1) + x1·x2 − sin(x2) at (2, 5)");
console.log(`  value           ${value.toFixed(3)}`);
console.log(`  forward, ∂/∂x1  ${tangent.toFixed(3)}`);
console.log(`  reverse, ∂/∂x1  ${reverse.grad[0].toFixed(3)}`);
console.log(`  reverse, ∂/∂x2  ${reverse.grad[1].toFixed(3)}`);

closeTo(value, Math.log(2) + 10 - Math.sin(5));
closeTo(reverse.value, value);
closeTo(tangent, 1 / 2 + 5);
closeTo(f_jvp(2, 5, 0, 1).tangent, 2 - Math.cos(5));
closeTo(f_grad(2, 5)[0], 5.5);
closeTo(f_grad(2, 5)[1], 2 - Math.cos(5));
