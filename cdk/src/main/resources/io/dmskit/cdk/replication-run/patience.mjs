// Waits inside one call of the function: for what takes minutes at most.

import { setTimeout as pause } from 'node:timers/promises';

const BETWEEN_MILLIS = Number(process.env.POLL_MILLIS ?? 5000);
// What is kept to answer in, before Lambda ends the call.
const RESERVE_MILLIS = 15_000;
// A policy that was attached a moment ago does not count everywhere yet.
const IAM_MILLIS = 120_000;

/** Asks until there is an answer, or the call's time is up. */
export async function eventually(context, what, ask) {
    for (;;) {
        const answer = await ask();
        if (answer !== undefined) {
            return answer;
        }
        if (context.getRemainingTimeInMillis() < RESERVE_MILLIS + BETWEEN_MILLIS) {
            throw new Error(`waited in vain for ${what}`);
        }
        await pause(BETWEEN_MILLIS);
    }
}

/** The same, bearing with a refusal of IAM for a while. */
export function acceptedSoon(context, what, ask) {
    const until = Date.now() + IAM_MILLIS;
    return eventually(context, what, async () => {
        try {
            return await ask();
        } catch (error) {
            if (error.name !== 'AccessDeniedException' || Date.now() > until) {
                throw error;
            }
            return undefined;
        }
    });
}
