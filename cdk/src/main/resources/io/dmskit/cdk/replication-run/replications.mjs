// Replication tasks and serverless replications under one roof. They have operations of their own and behave alike otherwise.

import {
    DatabaseMigrationService,
    paginateDescribeReplicationTableStatistics,
    paginateDescribeTableStatistics,
} from '@aws-sdk/client-database-migration-service';

const LONGEST_REASON = 1500;
const TABLES_PER_PAGE = 500;
// https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.ReloadTables.html
const TABLES_PER_RELOAD = 10;

const STARTING = new Set([
    'starting',
    'initializing',
    'preparing_metadata_resources',
    'testing_connection',
    'fetching_metadata',
    'calculating_capacity',
    'provisioning_capacity',
    'replication_starting',
]);
const AT_REST = new Set(['ready', 'created', 'stopped', 'failed', 'failed-move', 'failed_provision', 'deprovisioned']);
const HAVE_RUN = new Set(['running', 'stopping', 'stopped', 'failed', 'deprovisioned']);
const FAILURES = /Stop Reason (FATAL_ERROR|RECOVERABLE_ERROR|STOPPED_DUE_TO_LOW_MEMORY|STOPPED_DUE_TO_LOW_DISK|EXPRESS_LICENSE)/;

export const dms = new DatabaseMigrationService({ maxAttempts: 8 });

/** What DMS says of a replication, in words that do not depend on its kind. */
class Replication {
    constructor(noun, described) {
        Object.assign(this, described);
        this.title = `${noun} ${described.identifier}`;
        // The service sends free text; the guide writes the same words with blanks and capitals.
        this.status = (described.status ?? '').trim().toLowerCase().replaceAll(' ', '_');
    }

    get isRunning() {
        return this.status === 'running';
    }

    /** Rows move, or will in a moment. */
    get runs() {
        return this.isRunning || STARTING.has(this.status);
    }

    /** On its way from one state to another, in which DMS accepts nothing. */
    get changes() {
        return !this.runs && !AT_REST.has(this.status);
    }

    get hasFailed() {
        return this.status.startsWith('failed') || FAILURES.test(this.stopReason ?? '');
    }

    /** A full load that is complete has nothing to go on with. */
    get hasFinished() {
        return this.status === 'stopped' && /FULL_LOAD_ONLY_FINISHED/.test(this.stopReason ?? '');
    }

    get hasRun() {
        return Boolean(this.started) || HAVE_RUN.has(this.status);
    }

    /** It has a full load, and that is over: it does not load tables by itself that come later. */
    get hasLoaded() {
        return this.type !== 'cdc' && (Boolean(this.loaded) || this.progress === 100);
    }

    /** The only legal type: a first run cannot be resumed, and a later one that is not resumed would lose its place. */
    get startType() {
        return this.hasRun ? 'resume-processing' : 'start-replication';
    }

    /** Differs between any two runs. */
    get run() {
        return JSON.stringify([this.status, this.started ?? null, this.ended ?? null, this.failure ?? null]);
    }

    get words() {
        const reason = this.stopReason ? `, ${this.stopReason}` : '';
        const failure = this.failure ? `, last failure: ${this.failure}` : '';
        return `status ${this.status}${reason}${failure}`.slice(0, LONGEST_REASON);
    }
}

const tasks = {
    noun: 'replication task',
    arnFilter: 'replication-task-arn',
    identifierFilter: 'replication-task-id',
    describe: async (filter) =>
        (await dms.describeReplicationTasks({ Filters: [filter], WithoutSettings: true })).ReplicationTasks?.map((task) => ({
            arn: task.ReplicationTaskArn,
            identifier: task.ReplicationTaskIdentifier,
            status: task.Status,
            type: task.MigrationType,
            stopReason: task.StopReason,
            failure: task.LastFailureMessage,
            started: task.ReplicationTaskStats?.StartDate ?? task.ReplicationTaskStartDate,
            ended: task.ReplicationTaskStats?.StopDate,
            loaded: task.ReplicationTaskStats?.FullLoadFinishDate,
            progress: task.ReplicationTaskStats?.FullLoadProgressPercent,
        })),
    tables: (arn) => all(paginateDescribeTableStatistics, { ReplicationTaskArn: arn }, 'TableStatistics'),
    load: (arn, tables) =>
        dms.reloadTables({ ReplicationTaskArn: arn, TablesToReload: tables, ReloadOption: 'data-reload' }),
    start: (arn, type) => dms.startReplicationTask({ ReplicationTaskArn: arn, StartReplicationTaskType: type }),
    stop: (arn) => dms.stopReplicationTask({ ReplicationTaskArn: arn }),
};

const serverless = {
    noun: 'serverless replication',
    arnFilter: 'replication-config-arn',
    identifierFilter: 'replication-config-id',
    describe: async (filter) =>
        (await dms.describeReplications({ Filters: [filter] })).Replications?.map((replication) => ({
            arn: replication.ReplicationConfigArn,
            identifier: replication.ReplicationConfigIdentifier,
            status: replication.Status,
            type: replication.ReplicationType,
            stopReason: replication.StopReason,
            failure: replication.FailureMessages?.join('; '),
            started: replication.ReplicationStats?.StartDate,
            ended: replication.ReplicationStats?.StopDate,
            loaded: replication.ReplicationStats?.FullLoadFinishDate,
            progress: replication.ReplicationStats?.FullLoadProgressPercent,
        })),
    tables: (arn) =>
        all(paginateDescribeReplicationTableStatistics, { ReplicationConfigArn: arn }, 'ReplicationTableStatistics'),
    load: (arn, tables) =>
        dms.reloadReplicationTables({ ReplicationConfigArn: arn, TablesToReload: tables, ReloadOption: 'data-reload' }),
    start: (arn, type) => dms.startReplication({ ReplicationConfigArn: arn, StartReplicationType: type }),
    stop: (arn) => dms.stopReplication({ ReplicationConfigArn: arn }),
};

export function replicationsOf({ Kind }) {
    const kind = { task: tasks, serverless }[Kind];
    if (!kind) {
        throw new Error(`Kind is ${Kind}: it must be task or serverless`);
    }
    return {
        withArn: (arn) => find(kind, kind.arnFilter, arn),
        withIdentifier: (identifier) => find(kind, kind.identifierFilter, identifier),
        start: (replication) => unlessDone(
            kind,
            replication,
            (now) => hasBegun(now, replication),
            () => kind.start(replication.arn, replication.startType),
        ),
        stop: (replication) => unlessDone(kind, replication, (now) => !now?.isRunning, () => kind.stop(replication.arn)),
        loadTables: (replication) => loadTables(kind, replication.arn),
        tagged,
    };
}

async function find(kind, name, value) {
    try {
        const [found] = (await kind.describe({ Name: name, Values: [value] })) ?? [];
        return found && new Replication(kind.noun, found);
    } catch (error) {
        if (error.name === 'ResourceNotFoundFault') {
            return undefined;
        }
        throw error;
    }
}

// An answer may be lost, and DMS refuses what is sent again: what counts is what it says afterwards.
async function unlessDone(kind, replication, isDone, send) {
    try {
        await send();
    } catch (error) {
        if (error.name !== 'InvalidResourceStateFault' || !isDone(await find(kind, kind.arnFilter, replication.arn))) {
            throw error;
        }
    }
}

// A small load may be over before a lost answer is noticed.
function hasBegun(now, before) {
    return now?.runs || (now && !now.changes && !now.hasFailed && now.run !== before.run);
}

/** Loads the tables that a finished load has not loaded, since they were not there before. */
async function loadTables(kind, arn) {
    const tables = (await kind.tables(arn))
        .filter((table) => table.TableState === 'Before load')
        .map((table) => ({ SchemaName: table.SchemaName, TableName: table.TableName }));
    for (let from = 0; from < tables.length; from += TABLES_PER_RELOAD) {
        await kind.load(arn, tables.slice(from, from + TABLES_PER_RELOAD));
    }
}

async function all(paginate, request, member) {
    const found = [];
    for await (const page of paginate({ client: dms, pageSize: TABLES_PER_PAGE }, request)) {
        found.push(...(page[member] ?? []));
    }
    return found;
}

async function tagged(arn, key) {
    const { TagList } = await dms.listTagsForResource({ ResourceArn: arn });
    return (TagList ?? []).some((tag) => tag.Key === key);
}
