import { evaluation } from "../message.ts";
import type { Module } from "../message.ts";
import { square_grad } from "../programs/hello.ad.ts";
import { square } from "../programs/hello.ts";

const same = <T>(value: T): T => value;
const hello: Module = {
  square: evaluation({ prepare: same<number>, run: square, output: same }),
  double: evaluation({ prepare: same<number>, run: square_grad, output: same }),
};
export default hello;
