#!/bin/sh
# Walks a migration with the AWS CLI, waiters included: walk.sh begin | end. Where AWS is comes from the environment.
set -eu
name=awscli

arn() { # operation, filter, value, path of the ARN in the answer
    aws dms "$1" --filters "Name=$2,Values=$3" --query "$4" --output text
}

instance() { arn describe-replication-instances replication-instance-id $name 'ReplicationInstances[0].ReplicationInstanceArn'; }
endpoint() { arn describe-endpoints endpoint-id "$name-$1" 'Endpoints[0].EndpointArn'; }
task() { arn describe-replication-tasks replication-task-id $name 'ReplicationTasks[0].ReplicationTaskArn'; }

create_endpoint() { # side, address as JSON, database
    aws secretsmanager create-secret --name "$name/$1" --secret-string "$2" >/dev/null
    aws dms create-endpoint --endpoint-identifier "$name-$1" --endpoint-type "$1" --engine-name postgres \
        --postgre-sql-settings "DatabaseName=$3,SecretsManagerSecretId=$name/$1,SecretsManagerAccessRoleArn=arn:aws:iam::000000000000:role/dms" \
        --query Endpoint.EndpointArn --output text
}

begin() {
    aws dms create-replication-instance --replication-instance-identifier $name \
        --replication-instance-class dms.t3.medium --allocated-storage 20 >/dev/null
    aws dms wait replication-instance-available --filters "Name=replication-instance-id,Values=$name"
    source=$(create_endpoint source "$SOURCE" "$SOURCE_DATABASE")
    target=$(create_endpoint target "$TARGET" "$TARGET_DATABASE")
    for endpoint in "$source" "$target"; do
        aws dms test-connection --replication-instance-arn "$(instance)" --endpoint-arn "$endpoint" >/dev/null
        aws dms wait test-connection-succeeds --filters "Name=endpoint-arn,Values=$endpoint"
    done
    aws dms create-replication-task --replication-task-identifier $name --replication-instance-arn "$(instance)" \
        --source-endpoint-arn "$source" --target-endpoint-arn "$target" --migration-type full-load-and-cdc \
        --table-mappings '{"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
            "object-locator": {"schema-name": "shop", "table-name": "%"}}]}' >/dev/null
    aws dms wait replication-task-ready --filters "Name=replication-task-id,Values=$name"
    aws dms start-replication-task --replication-task-arn "$(task)" --start-replication-task-type start-replication >/dev/null
    aws dms wait replication-task-running --filters "Name=replication-task-id,Values=$name"
}

end() {
    task=$(task)
    aws dms describe-table-statistics --replication-task-arn "$task" \
        --query 'TableStatistics[].[TableName,TableState,FullLoadRows,Inserts]' --output text
    aws dms stop-replication-task --replication-task-arn "$task" >/dev/null
    aws dms wait replication-task-stopped --filters "Name=replication-task-arn,Values=$task"
    aws dms describe-replication-tasks --query 'ReplicationTasks[0].StopReason' --output text
    aws dms delete-replication-task --replication-task-arn "$task" >/dev/null
    aws dms wait replication-task-deleted --filters "Name=replication-task-arn,Values=$task"
    for side in source target; do
        endpoint=$(endpoint $side)
        aws dms delete-endpoint --endpoint-arn "$endpoint" >/dev/null
        aws dms wait endpoint-deleted --filters "Name=endpoint-arn,Values=$endpoint"
    done
    instance=$(instance)
    aws dms delete-replication-instance --replication-instance-arn "$instance" >/dev/null
    aws dms wait replication-instance-deleted --filters "Name=replication-instance-arn,Values=$instance"
    aws dms describe-replication-tasks --query 'length(ReplicationTasks)' --output text
}

"$1"
