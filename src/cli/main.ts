import { ProblemError } from '../engine/bench.ts';
import { UsageError } from './arguments.ts';
import { claims } from './claims.ts';
import { reference } from './reference.ts';
import { solve } from './solve.ts';
import { storedRun } from './stored-run.ts';

const commands: Readonly<Record<string, (argv: readonly string[]) => Promise<number>>> = {
  solve,
  claims,
  reference,
  'stored-run': storedRun,
};

/** Runs one command and ends the process with its exit status. */
export async function main(argv: readonly string[]): Promise<never> {
  const [command = '', ...rest] = argv;
  let status: number;
  try {
    const run = commands[command];
    if (!run) throw new UsageError(`${command} is not a command; there are ${Object.keys(commands).join(', ')}.`);
    status = await run(rest);
  } catch (error) {
    const wrong = error instanceof UsageError || error instanceof ProblemError;
    process.stderr.write(
      `${wrong || process.env.PAPERSCOPE_TRACE === undefined ? (error as Error).message : (error as Error).stack}\n`,
    );
    status = wrong ? 2 : 1;
  }
  // Output to a pipe may still be on its way, and a GPU binding may keep the process alive.
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
  process.exit(status);
}
