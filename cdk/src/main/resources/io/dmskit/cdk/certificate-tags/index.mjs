// Custom::DmsCertificateTags: the tags of a certificate, which CloudFormation's own resource lacks.

import { setTimeout as pause } from 'node:timers/promises';

import { DatabaseMigrationService } from '@aws-sdk/client-database-migration-service';

// The policy that allows this was attached a moment ago, and does not count everywhere yet. So long for both calls together: the
// rest of the function's two minutes is to answer in.
const IAM_MILLIS = 90_000;

const dms = new DatabaseMigrationService({ maxAttempts: 8 });

export async function onEvent(event) {
    const { CertificateArn: arn, Tags: tags = [] } = event.ResourceProperties;
    // Tags go with the certificate.
    if (event.RequestType === 'Delete') {
        return {};
    }
    const until = Date.now() + IAM_MILLIS;
    await dropThoseOf(event.OldResourceProperties, arn, tags, until);
    if (tags.length > 0) {
        await patiently(until, () => dms.addTagsToResource({ ResourceArn: arn, Tags: tags }));
    }
    return { PhysicalResourceId: `${arn}/tags` };
}

async function dropThoseOf(before, arn, tags, until) {
    const kept = new Set(tags.map((tag) => tag.Key));
    const gone = (before?.CertificateArn === arn ? (before.Tags ?? []) : [])
        .map((tag) => tag.Key)
        .filter((key) => !kept.has(key));
    if (gone.length > 0) {
        await patiently(until, () => dms.removeTagsFromResource({ ResourceArn: arn, TagKeys: gone }));
    }
}

async function patiently(until, send) {
    for (;; await pause(5000)) {
        try {
            return await send();
        } catch (error) {
            if (error.name !== 'AccessDeniedException' || Date.now() > until) {
                throw error;
            }
        }
    }
}
