import type { Fault } from "../fault.ts";

export const exits: readonly Fault[] = [];
