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
// So long after a start was accepted, what DMS shows is what came of it.
const START_SEEN_MILLIS = 180_000;

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

function nothingStopped(event) {
    return { PhysicalResourceId: whichOne(event.ResourceProperties), Data: { WasRunning: 'false' } };
}

// An update that fails leaves CloudFormation with the id from before it, by which its rollback is known.
function whichOne({ Replication, Identity }) {
    return `${Replication}/${Identity}`;
}

async function beginStop(event) {
    const { ResourceProperties: now, OldResourceProperties: before } = event;
    const isAnother = whichOne(now) !== whichOne(before);
    const isRollbackOfRefusal = isAnother && event.PhysicalResourceId === whichOne(now);
    if (!isChanged(now, before) || isRollbackOfRefusal) {
        return nothingStopped(event);
    }
    const replication = await replicationsOf(before).withIdentifier(before.Replication);
    if (!replication?.runs && !replication?.changes) {
        return nothingStopped(event);
    }
    if (replication.runs && isAnother) {
        refuseReplacement(replication);
    }
    // One that is on its way takes no change before it has arrived.
    return { ...nothingStopped(event), ReplicationArn: replication.arn, Data: { WasRunning: String(replication.runs) } };
}

// In the template, or behind a reference of the template that has another value now.
function isChanged(now, before) {
    return now.Fingerprint !== before.Fingerprint || JSON.stringify(now.References) !== JSON.stringify(before.References);
}

// A replacement would be refused by DMS because the name is taken: said before anything is stopped.
function refuseReplacement(replication) {
    throw new Error(
        `${replication.title} runs, and this deployment would rename it or make a new one in its place, which loads ` +
            'everything again. Stop it first, and give the new one another identifier if that is what you want.',
    );
}

// Start -----------------------------------------------------------------------------------------------------------------------

async function beginFirst(event, context) {
    const properties = event.ResourceProperties;
    return properties.Start === 'ON_DEPLOY' ? begin(properties, context) : { PhysicalResourceId: properties.ReplicationArn };
}

async function beginAgain(event, context) {
    const { ResourceProperties: now, OldResourceProperties: before } = event;
    // A new ARN is a new replication; CloudFormation deletes what belongs to the old one afterwards.
    if (now.ReplicationArn !== before.ReplicationArn) {
        return beginFirst(event, context);
    }
    // What the stop answered counts for the deployment in which it stopped only.
    if (isChanged(now, before) && now.WasRunning === 'true') {
        return begin(now, context, { loadsWhatIsNew: true });
    }
    // The rollback of a deployment that gave the policy up looks like one that brings it: what has run is somebody else's affair.
    const isToStart = now.Start === 'ON_DEPLOY' && before.Start !== 'ON_DEPLOY';
    return isToStart ? begin(now, context, { onlyFirst: true }) : { PhysicalResourceId: now.ReplicationArn };
}

async function begin(properties, context, { loadsWhatIsNew = false, onlyFirst = false } = {}) {
    const replications = replicationsOf(properties);
    const arn = properties.ReplicationArn;
    const seen = await acceptedSoon(context, `${arn} to be ready for a start`, async () => {
        const replication = await replications.withArn(arn);
        return replication && !replication.changes ? replication : undefined;
    });
    if (seen.hasFinished || (onlyFirst && seen.hasRun && !seen.runs)) {
        return { PhysicalResourceId: arn };
    }
    const answer = { PhysicalResourceId: arn, LoadsTables: loadsWhatIsNew && seen.hasLoaded };
    if (seen.runs) {
        return { ...answer, Before: 'under way' };
    }
    requireResumable(seen);
    await requireConnections(properties.ReplicationInstanceArn, properties.EndpointArns ?? [], context);
    await acceptedSoon(context, `${seen.title} to be started`, async () => (await replications.start(seen)) || true);
    return { ...answer, Before: seen.run, Begun: Date.now() };
}

function requireResumable(replication) {
    if (replication.status === 'deprovisioned') {
        throw new Error(
            `${replication.title} stood still for so long that what it ran on is gone: it cannot be resumed. Start it with ` +
                'reload-target, which loads everything again, or delete it and create it again, then deploy.',
        );
    }
}

// The run that was begun runs, or has come to its end already.
async function running(event) {
    if (event.Before === undefined) {
        return true;
    }
    const replications = replicationsOf(event.ResourceProperties);
    const replication = await replications.withArn(event.ResourceProperties.ReplicationArn);
    if (!replication) {
        throw new Error(`${event.ResourceProperties.ReplicationArn} is gone`);
    }
    if (replication.isRunning) {
        // A resume does not come back to the tables of a load that is over.
        if (event.LoadsTables) {
            await replications.loadTables(replication);
        }
        return true;
    }
    if (replication.changes || replication.runs || isStillBefore(replication, event)) {
        return false;
    }
    if (replication.hasFailed) {
        throw new Error(`${replication.title} did not come to run: ${replication.words}`);
    }
    return true;
}

// DMS shows a start some seconds after it accepted it. A failure that looks like the one before may be a new one all the same.
function isStillBefore(replication, event) {
    const isEqual = replication.run === event.Before;
    return isEqual && !(replication.hasFailed && Date.now() - event.Begun > START_SEEN_MILLIS);
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
