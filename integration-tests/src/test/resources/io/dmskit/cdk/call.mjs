// Calls one function of a custom resource as its framework does, once.
//
// node call.mjs PROGRAM-FOLDER HANDLER < event; the answer, or the error that was thrown, is the last line.

import { readFileSync } from 'node:fs';

const [, , programFolder, handler] = process.argv;
const program = await import(`${programFolder}/index.mjs`);
const event = JSON.parse(readFileSync(0, 'utf8'));
let answer;
try {
    answer = await program[handler](event, { getRemainingTimeInMillis: () => 60_000 });
} catch (error) {
    answer = { error: error.message };
}
process.stdout.write(`\n${JSON.stringify(answer)}\n`);
