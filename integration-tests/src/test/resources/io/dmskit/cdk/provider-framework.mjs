// Runs CDK's own provider framework, as it is deployed, around the functions of a custom resource, as they are deployed.
// Lambda, Step Functions and CloudFormation are the lines below; everything in between is real.
//
// node provider-framework.mjs FRAMEWORK-FOLDER PROGRAM-FOLDER < event; the answer to CloudFormation is the last line.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';

const [, , frameworkFolder, programFolder] = process.argv;
const require = createRequire(import.meta.url);
const program = await import(`${programFolder}/index.mjs`);
const deadline = Date.now() + 60_000;
let answer;

console.log = (...words) => console.error(...words);

require.cache[require.resolve(`${frameworkFolder}/outbound.js`)] = {
    loaded: true,
    exports: {
        invokeFunction: async ({ FunctionName, Payload }) => lambda(FunctionName, JSON.parse(Payload)),
        startExecution: async ({ input }) => waiter(JSON.parse(input)),
        httpRequest: async (options, body) => {
            answer = body;
        },
    },
};
process.env.USER_ON_EVENT_FUNCTION_ARN = 'onEvent';
process.env.WAITER_STATE_MACHINE_ARN = 'waiter';
if (program.isComplete) {
    process.env.USER_IS_COMPLETE_FUNCTION_ARN = 'isComplete';
}
const framework = require(`${frameworkFolder}/framework.js`);

async function lambda(handler, event) {
    try {
        const context = { getRemainingTimeInMillis: () => deadline - Date.now() };
        return { StatusCode: 200, Payload: JSON.stringify((await program[handler](event, context)) ?? null) };
    } catch (error) {
        return { FunctionError: 'Unhandled', Payload: JSON.stringify({ errorMessage: error.message, errorType: error.name }) };
    }
}

async function waiter(event) {
    while (Date.now() < deadline) {
        try {
            return await framework.isComplete(event);
        } catch (retry) {
            await pause(100);
        }
    }
    throw new Error('the waiter waited in vain');
}

await framework.onEvent(JSON.parse(readFileSync(0, 'utf8')));
process.stdout.write(`\n${answer}\n`);
