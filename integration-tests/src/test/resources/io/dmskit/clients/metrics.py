"""Puts a metric and reads it back with boto3, in whatever protocol its CloudWatch client speaks."""

import datetime

import boto3
from botocore.exceptions import ClientError

cloudwatch = boto3.client("cloudwatch")
print("protocol", cloudwatch.meta.service_model.metadata["protocol"])
now = datetime.datetime.now(datetime.timezone.utc)
where = [{"Name": "Clerk", "Value": "Ærø & <sons>"}]
for value in (1.5, 2.5):
    cloudwatch.put_metric_data(
        Namespace="Walk",
        MetricData=[{"MetricName": "Till", "Dimensions": where, "Value": value, "Unit": "Count", "Timestamp": now}],
    )
listed = cloudwatch.list_metrics(Namespace="Walk")["Metrics"]
print("listed", [(metric["MetricName"], metric["Dimensions"] == where) for metric in listed])
span = {"StartTime": now - datetime.timedelta(minutes=5), "EndTime": now + datetime.timedelta(minutes=5)}
data = cloudwatch.get_metric_data(
    MetricDataQueries=[
        {
            "Id": "till",
            "MetricStat": {
                "Metric": {"Namespace": "Walk", "MetricName": "Till", "Dimensions": where},
                "Period": 60,
                "Stat": "Maximum",
            },
        }
    ],
    **span,
)
print("maximum", data["MetricDataResults"][0]["Values"])
statistics = cloudwatch.get_metric_statistics(
    Namespace="Walk", MetricName="Till", Dimensions=where, Period=60, Statistics=["Sum", "SampleCount"], **span
)
print("sum", [(point["Sum"], point["SampleCount"], point["Unit"]) for point in statistics["Datapoints"]])
try:
    cloudwatch.get_metric_statistics(
        Namespace="Walk", MetricName="Till", Dimensions=where, Period=61, Statistics=["Sum"], **span
    )
except ClientError as refusal:
    print("refused", refusal.response["Error"]["Code"], refusal.response["ResponseMetadata"]["HTTPStatusCode"])
