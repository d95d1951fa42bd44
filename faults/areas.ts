/** All faults, by the part of the compiler that they are in. */
import { activity } from "./list/activity.ts";
import { calls } from "./list/calls.ts";
import { closuresAndClasses } from "./list/closures-and-classes.ts";
import { emission } from "./list/emission.ts";
import { exits } from "./list/exits.ts";
import { memory } from "./list/memory.ts";
import { recording } from "./list/recording.ts";
import { rules } from "./list/rules.ts";
import { tidy } from "./list/tidy.ts";
import type { Area } from "./fault.ts";

export const areas: readonly Area[] = [
  { name: "rules", faults: rules },
  { name: "activity", faults: activity },
  { name: "exits", faults: exits },
  { name: "recording", faults: recording },
  { name: "memory", faults: memory },
  { name: "calls", faults: calls },
  { name: "closures and classes", faults: closuresAndClasses },
  { name: "tidy", faults: tidy },
  { name: "emission", faults: emission },
];
