"""Walks a migration with boto3, waiters included: walk.py begin | end. Where AWS is comes from the environment."""

import json
import os
import sys
import time

import boto3
from botocore.exceptions import ClientError

NAME = "boto"
QUICK = {"Delay": 1, "MaxAttempts": 60}
MAPPINGS = {
    "rules": [
        {
            "rule-type": "selection",
            "rule-id": "1",
            "rule-name": "1",
            "object-locator": {"schema-name": "shop", "table-name": "%"},
            "rule-action": "include",
        }
    ]
}

dms = boto3.client("dms")


def wait(waiter, **parameters):
    dms.get_waiter(waiter).wait(WaiterConfig=QUICK, **parameters)


def by(name, value):
    return [{"Name": name, "Values": [value]}]


def task_arn():
    return dms.describe_replication_tasks(Filters=by("replication-task-id", NAME))["ReplicationTasks"][0]["ReplicationTaskArn"]


def wait_while(status, task):
    """For a status that every waiter of DMS takes for the end."""
    for _ in range(QUICK["MaxAttempts"]):
        seen = dms.describe_replication_tasks(Filters=by("replication-task-arn", task))["ReplicationTasks"][0]["Status"]
        if seen != status:
            return
        time.sleep(QUICK["Delay"])
    raise TimeoutError("the task is still " + status)


def endpoint(side, address):
    secret = NAME + "/" + side
    boto3.client("secretsmanager").create_secret(Name=secret, SecretString=json.dumps(address))
    created = dms.create_endpoint(
        EndpointIdentifier=NAME + "-" + side,
        EndpointType=side,
        EngineName="postgres",
        PostgreSQLSettings={
            "DatabaseName": address["dbname"],
            "SecretsManagerSecretId": secret,
            "SecretsManagerAccessRoleArn": "arn:aws:iam::000000000000:role/dms-secrets",
        },
        Tags=[{"Key": "walk", "Value": NAME}],
    )
    return created["Endpoint"]["EndpointArn"]


def begin(source, target):
    instance = dms.create_replication_instance(
        ReplicationInstanceIdentifier=NAME, ReplicationInstanceClass="dms.t3.medium", AllocatedStorage=20
    )["ReplicationInstance"]["ReplicationInstanceArn"]
    wait("replication_instance_available", Filters=by("replication-instance-arn", instance))
    arns = [endpoint("source", source), endpoint("target", target)]
    for arn in arns:
        dms.test_connection(ReplicationInstanceArn=instance, EndpointArn=arn)
        wait("test_connection_succeeds", Filters=by("endpoint-arn", arn) + by("replication-instance-arn", instance))
    task = dms.create_replication_task(
        ReplicationTaskIdentifier=NAME,
        SourceEndpointArn=arns[0],
        TargetEndpointArn=arns[1],
        ReplicationInstanceArn=instance,
        MigrationType="full-load-and-cdc",
        TableMappings=json.dumps(MAPPINGS),
        ReplicationTaskSettings=json.dumps({"FullLoadSettings": {"MaxFullLoadSubTasks": 2}}),
    )["ReplicationTask"]["ReplicationTaskArn"]
    wait("replication_task_ready", Filters=by("replication-task-arn", task))
    dms.start_replication_task(ReplicationTaskArn=task, StartReplicationTaskType="start-replication")
    wait("replication_task_running", Filters=by("replication-task-arn", task))
    settings = json.loads(dms.describe_replication_tasks()["ReplicationTasks"][0]["ReplicationTaskSettings"])
    print("sub tasks", settings["FullLoadSettings"]["MaxFullLoadSubTasks"])
    print("tags", dms.list_tags_for_resource(ResourceArn=arns[0])["TagList"])


def refused(operation, **parameters):
    try:
        operation(**parameters)
    except ClientError as refusal:
        return refusal.response["Error"]["Code"]
    return "nothing"


def end():
    task = task_arn()
    print("while it runs:", refused(dms.delete_replication_task, ReplicationTaskArn=task))
    for page in dms.get_paginator("describe_table_statistics").paginate(
        ReplicationTaskArn=task, PaginationConfig={"PageSize": 20}
    ):
        for table in page["TableStatistics"]:
            print("table", table["SchemaName"], table["TableName"], table["TableState"], table["FullLoadRows"], table["Inserts"])
    dms.stop_replication_task(ReplicationTaskArn=task)
    wait("replication_task_stopped", Filters=by("replication-task-arn", task))
    stopped = dms.describe_replication_tasks(WithoutSettings=True)["ReplicationTasks"][0]
    print("stop reason:", stopped["StopReason"], stopped["RecoveryCheckpoint"].split("#")[0])
    print("started again:", refused(dms.start_replication_task, ReplicationTaskArn=task, StartReplicationTaskType="start-replication"))
    dms.start_replication_task(ReplicationTaskArn=task, StartReplicationTaskType="resume-processing")
    wait("replication_task_running", Filters=by("replication-task-arn", task))
    dms.stop_replication_task(ReplicationTaskArn=task)
    wait("replication_task_stopped", Filters=by("replication-task-arn", task))
    dms.modify_replication_task(
        ReplicationTaskArn=task, ReplicationTaskSettings=json.dumps({"FullLoadSettings": {"CommitRate": 500}})
    )
    wait_while("modifying", task)
    wait("replication_task_stopped", Filters=by("replication-task-arn", task))
    dms.delete_replication_task(ReplicationTaskArn=task)
    wait("replication_task_deleted", Filters=by("replication-task-arn", task))
    for side in ("source", "target"):
        arn = dms.describe_endpoints(Filters=by("endpoint-id", NAME + "-" + side))["Endpoints"][0]["EndpointArn"]
        dms.delete_endpoint(EndpointArn=arn)
        wait("endpoint_deleted", Filters=by("endpoint-arn", arn))
    instance = dms.describe_replication_instances(Filters=by("replication-instance-id", NAME))["ReplicationInstances"][0]
    arn = instance["ReplicationInstanceArn"]
    dms.delete_replication_instance(ReplicationInstanceArn=arn)
    wait("replication_instance_deleted", Filters=by("replication-instance-arn", arn))
    print("afterwards:", refused(dms.describe_replication_instances, Filters=by("replication-instance-arn", arn)))


if __name__ == "__main__":
    if sys.argv[1] == "begin":
        begin(json.loads(os.environ["SOURCE"]), json.loads(os.environ["TARGET"]))
    else:
        end()
