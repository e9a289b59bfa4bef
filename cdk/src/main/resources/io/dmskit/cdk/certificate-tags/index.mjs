// Custom::DmsCertificateTags: the tags of a certificate, which CloudFormation's own resource lacks.

import { DatabaseMigrationService } from '@aws-sdk/client-database-migration-service';

const dms = new DatabaseMigrationService({ maxAttempts: 8 });

export async function onEvent(event) {
    const { CertificateArn: arn, Tags: tags = [] } = event.ResourceProperties;
    // Tags go with the certificate.
    if (event.RequestType === 'Delete') {
        return {};
    }
    await dropThoseOf(event.OldResourceProperties, arn, tags);
    if (tags.length > 0) {
        await dms.addTagsToResource({ ResourceArn: arn, Tags: tags });
    }
    return { PhysicalResourceId: `${arn}/tags` };
}

async function dropThoseOf(before, arn, tags) {
    const kept = new Set(tags.map((tag) => tag.Key));
    const gone = (before?.CertificateArn === arn ? (before.Tags ?? []) : [])
        .map((tag) => tag.Key)
        .filter((key) => !kept.has(key));
    if (gone.length > 0) {
        await dms.removeTagsFromResource({ ResourceArn: arn, TagKeys: gone });
    }
}
