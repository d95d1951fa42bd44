#!/usr/bin/env node
import { Command } from "commander";

// Prints its usage until there are commands.
const program = new Command("adgen")
  .description("Writes the derivatives of TypeScript functions beside them.")
  .usage("<files or globs>");

program.outputHelp();
