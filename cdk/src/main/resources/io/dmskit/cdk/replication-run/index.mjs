// What a deployment does to the run of a replication, beyond what CloudFormation does.
//
// Custom::DmsReplicationStop comes before the replication and its endpoints: when their definition changes, it stops what runs.
// Custom::DmsReplicationStart comes after them: it starts what was just made and resumes what was stopped for a change.
//
// onEvent and isComplete are called by the provider framework of the AWS CDK: isComplete again and again, until it says so or throws.

import { requireConnections } from './connections.mjs';
import { acceptedSoon } from './patience.mjs';
import { replicationsOf } from './replications.mjs';

const MANAGED = 'dmskit:stack';

const RESOURCES = {
    'Custom::DmsReplicationStop': {
        begin: { Create: nothingStopped, Update: beginStop, Delete: nothing },
        done: { Create: yes, Update: stopped, Delete: yes },
    },
    'Custom::DmsReplicationStart': {
        begin: { Create: beginFirst, Update: beginAgain, Delete: beginEnd },
        done: { Create: running, Update: running, Delete: stopped },
    },
};

export async function onEvent(event, context) {
    return resource(event).begin[event.RequestType](event, context);
}

export async function isComplete(event) {
    return { IsComplete: await resource(event).done[event.RequestType](event) };
}

function resource(event) {
    const found = RESOURCES[event.ResourceType];
    if (!found) {
        throw new Error(`${event.ResourceType} is no resource of dmskit`);
    }
    return found;
}

function nothing() {
    return {};
}

function yes() {
    return true;
}

// Stop ------------------------------------------------------------------------------------------------------------------------

function nothingStopped() {
    return { Data: { WasRunning: 'false' } };
}

async function beginStop(event) {
    const { ResourceProperties: now, OldResourceProperties: before } = event;
    if (now.Fingerprint === before.Fingerprint) {
        return nothingStopped();
    }
    const replication = await replicationsOf(before).withIdentifier(before.Replication);
    if (!replication?.runs) {
        return nothingStopped();
    }
    refuseReplacement(replication, now, before);
    return { ReplicationArn: replication.arn, Data: { WasRunning: 'true' } };
}

// A replacement would be refused by DMS because the name is taken: said before anything is stopped.
function refuseReplacement(replication, now, before) {
    if (now.Replication !== before.Replication || now.Identity !== before.Identity) {
        throw new Error(
            `${replication.title} runs, and this deployment would rename it or make a new one in its place, which loads ` +
                'everything again. Stop it first, and give the new one another identifier if that is what you want.',
        );
    }
}

// Start -----------------------------------------------------------------------------------------------------------------------

async function beginFirst(event, context) {
    const properties = event.ResourceProperties;
    return properties.Start === 'ON_DEPLOY' ? begin(properties, context) : { PhysicalResourceId: properties.ReplicationArn };
}

async function beginAgain(event, context) {
    const { ResourceProperties: now, OldResourceProperties: before } = event;
    // A new ARN is a new replication; CloudFormation deletes what belongs to the old one afterwards.
    const isNew = now.ReplicationArn !== before.ReplicationArn;
    const isToStart = now.Start === 'ON_DEPLOY' && before.Start !== 'ON_DEPLOY';
    if (isNew || isToStart) {
        return beginFirst(event, context);
    }
    // What the stop answered counts for the deployment in which it stopped only.
    const stoppedNow = now.Fingerprint !== before.Fingerprint && now.WasRunning === 'true';
    return stoppedNow ? begin(now, context) : { PhysicalResourceId: now.ReplicationArn };
}

async function begin(properties, context) {
    const replications = replicationsOf(properties);
    const arn = properties.ReplicationArn;
    const seen = await acceptedSoon(context, `${arn} to be ready for a start`, async () => {
        const replication = await replications.withArn(arn);
        return replication && !replication.changes ? replication : undefined;
    });
    if (seen.isRunning || seen.hasFinished) {
        return { PhysicalResourceId: arn };
    }
    if (seen.runs) {
        return { PhysicalResourceId: arn, Before: 'under way' };
    }
    await requireConnections(properties.ReplicationInstanceArn, properties.EndpointArns ?? [], context);
    await acceptedSoon(context, `${seen.title} to be started`, async () => (await replications.start(seen)) || true);
    return { PhysicalResourceId: arn, Before: seen.run };
}

// The run that was begun runs, or has come to its end already.
async function running(event) {
    if (event.Before === undefined) {
        return true;
    }
    const replication = await replicationsOf(event.ResourceProperties).withArn(event.ResourceProperties.ReplicationArn);
    if (!replication) {
        throw new Error(`${event.ResourceProperties.ReplicationArn} is gone`);
    }
    if (replication.isRunning) {
        return true;
    }
    if (replication.changes || replication.runs || replication.run === event.Before) {
        return false;
    }
    if (replication.hasFailed) {
        throw new Error(`${replication.title} did not come to run: ${replication.words}`);
    }
    return true;
}

// A replication that runs cannot be deleted. One that lost the tag is not to be deleted: only its policies are gone.
async function beginEnd(event) {
    const { ReplicationArn: arn, OnDelete } = event.ResourceProperties;
    const replications = replicationsOf(event.ResourceProperties);
    if (OnDelete !== 'stop' || !(await replications.withArn(arn)) || !(await replications.tagged(arn, MANAGED))) {
        return {};
    }
    return { ReplicationArn: arn };
}

// Stops what runs as often as it takes: a start that is under way cannot be stopped before it has come to run.
async function stopped(event) {
    if (event.ReplicationArn === undefined) {
        return true;
    }
    const replications = replicationsOf(event.ResourceProperties);
    const replication = await replications.withArn(event.ReplicationArn);
    if (!replication) {
        return true;
    }
    if (replication.isRunning) {
        await replications.stop(replication);
        return false;
    }
    return !replication.runs && !replication.changes;
}
