// Connection tests between a replication instance and endpoints. A serverless replication makes its own.

import { acceptedSoon, eventually } from './patience.mjs';
import { dms } from './replications.mjs';

/** Tests both at the same time, waits for both, and throws with DMS's own reasons. */
export async function requireConnections(instanceArn, endpointArns, context) {
    if (!instanceArn) {
        return;
    }
    for (const endpointArn of endpointArns) {
        await acceptedSoon(context, `a connection test of ${endpointArn}`, () => begin(instanceArn, endpointArn));
    }
    const tests = await Promise.all(
        endpointArns.map((arn) => eventually(context, `the connection test of ${arn}`, () => ended(instanceArn, arn))),
    );
    const failures = tests.filter((test) => test.Status === 'failed');
    if (failures.length > 0) {
        throw new Error(failures.map((test) => `endpoint ${test.EndpointIdentifier} cannot be connected to: ` +
            (test.LastFailureMessage ?? 'DMS gives no reason')).join('; '));
    }
}

async function begin(instanceArn, endpointArn) {
    try {
        await dms.testConnection({ ReplicationInstanceArn: instanceArn, EndpointArn: endpointArn });
    } catch (error) {
        const going = (await find(instanceArn, endpointArn))?.Status === 'testing';
        if (error.name !== 'InvalidResourceStateFault' || !going) {
            throw error;
        }
    }
    return true;
}

async function ended(instanceArn, endpointArn) {
    const test = await find(instanceArn, endpointArn);
    return test && ['successful', 'failed'].includes(test.Status) ? test : undefined;
}

// There is no connection before its first test.
async function find(instanceArn, endpointArn) {
    try {
        const { Connections } = await dms.describeConnections({
            Filters: [
                { Name: 'replication-instance-arn', Values: [instanceArn] },
                { Name: 'endpoint-arn', Values: [endpointArn] },
            ],
        });
        return Connections?.[0];
    } catch (error) {
        if (error.name === 'ResourceNotFoundFault') {
            return undefined;
        }
        throw error;
    }
}
