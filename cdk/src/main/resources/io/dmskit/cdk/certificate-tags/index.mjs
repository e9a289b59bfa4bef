// Custom::DmsCertificateTags: the tags of a certificate, which CloudFormation's own resource lacks.

import { setTimeout as pause } from 'node:timers/promises';

import { DatabaseMigrationService } from '@aws-sdk/client-database-migration-service';

// The policy that allows this was attached a moment ago, and does not count everywhere yet.
const IAM_MILLIS = 90_000;

const dms = new DatabaseMigrationService({ maxAttempts: 8 });

export async function onEvent(event) {
    const { CertificateArn: arn, Tags: tags = [] } = event.ResourceProperties;
    // Tags go with the certificate.
    if (event.RequestType === 'Delete') {
        return {};
    }
    await dropThoseOf(event.OldResourceProperties, arn, tags);
    if (tags.length > 0) {
        await patiently(() => dms.addTagsToResource({ ResourceArn: arn, Tags: tags }));
    }
    return { PhysicalResourceId: `${arn}/tags` };
}

async function dropThoseOf(before, arn, tags) {
    const kept = new Set(tags.map((tag) => tag.Key));
    const gone = (before?.CertificateArn === arn ? (before.Tags ?? []) : [])
        .map((tag) => tag.Key)
        .filter((key) => !kept.has(key));
    if (gone.length > 0) {
        await patiently(() => dms.removeTagsFromResource({ ResourceArn: arn, TagKeys: gone }));
    }
}

async function patiently(send) {
    for (const until = Date.now() + IAM_MILLIS; ; await pause(5000)) {
        try {
            return await send();
        } catch (error) {
            if (error.name !== 'AccessDeniedException' || Date.now() > until) {
                throw error;
            }
        }
    }
}
