"""Scrapes an address as Prometheus does and prints each sample on a line; ends with an error if it is no OpenMetrics."""
import sys
import urllib.request

from prometheus_client.openmetrics.parser import text_string_to_metric_families

ACCEPT = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1"

with urllib.request.urlopen(urllib.request.Request(sys.argv[1], headers={"Accept": ACCEPT})) as answer:
    assert answer.headers["Content-Type"].startswith("application/openmetrics-text"), answer.headers["Content-Type"]
    text = answer.read().decode("utf-8")

for family in text_string_to_metric_families(text):
    for sample in family.samples:
        labels = ",".join(f"{name}={sample.labels[name]}" for name in sorted(sample.labels))
        print(f"{family.type} {sample.name} {labels} {sample.value}")
