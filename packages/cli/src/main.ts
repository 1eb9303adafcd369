#!/usr/bin/env node
// The pantau command.
import { runCommand } from './run-command.ts'

process.exitCode = await runCommand(process.argv.slice(2), process.env, {
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
})
