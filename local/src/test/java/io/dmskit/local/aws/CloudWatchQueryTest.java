package io.dmskit.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.DmskitLocal;
import io.dmskit.local.HandTimeline;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** CloudWatch for clients that are not the Java SDK's: forms as botocore 1.31 sends them, AWS JSON 1.0 as botocore 1.44 does. */
class CloudWatchQueryTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PUT = "Action=PutMetricData&Version=2010-08-01&Namespace=N"
            + "&MetricData.member.1.MetricName=Lag&MetricData.member.1.Dimensions.member.1.Name=Task"
            + "&MetricData.member.1.Dimensions.member.1.Value=T+1%26%C3%BC"
            + "&MetricData.member.1.Timestamp=2026-11-23T12%3A00%3A00Z"
            + "&MetricData.member.1.Values.member.1=1.0&MetricData.member.1.Values.member.2=2.0"
            + "&MetricData.member.1.Counts.member.1=3.0&MetricData.member.1.Counts.member.2=1.0"
            + "&MetricData.member.1.Unit=Seconds"
            + "&MetricData.member.2.MetricName=Set&MetricData.member.2.StatisticValues.SampleCount=1"
            + "&MetricData.member.2.StatisticValues.Sum=2&MetricData.member.2.StatisticValues.Minimum=2"
            + "&MetricData.member.2.StatisticValues.Maximum=2";
    private static final String TIMES = "&StartTime=2026-11-23T12%3A00%3A00Z&EndTime=2026-11-23T13%3A00%3A00Z";

    private static DmskitLocal local;

    @BeforeAll
    static void start() throws Exception {
        local = DmskitLocal.builder()
                .time(InstantSource.fixed(Instant.parse("2026-11-23T13:00:00Z")), new HandTimeline())
                .start();
        assertThat(form(PUT).body())
                .startsWith("<PutMetricDataResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\">"
                        + "<ResponseMetadata><RequestId>");
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @Test
    void givesDataAsXml() throws Exception {
        HttpResponse<String> answer = form("Action=GetMetricData&Version=2010-08-01" + TIMES
                + "&ScanBy=TimestampAscending&MetricDataQueries.member.1.Id=q"
                + "&MetricDataQueries.member.1.MetricStat.Metric.Namespace=N"
                + "&MetricDataQueries.member.1.MetricStat.Metric.MetricName=Lag"
                + "&MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name=Task"
                + "&MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value=T+1%26%C3%BC"
                + "&MetricDataQueries.member.1.MetricStat.Period=60&MetricDataQueries.member.1.MetricStat.Stat=Sum"
                + "&MetricDataQueries.member.1.ReturnData=true");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml");
        assertThat(answer.body())
                .contains("<GetMetricDataResult><MetricDataResults><member><Id>q</Id><Label>Lag</Label>")
                .contains("<Timestamps><member>2026-11-23T12:00:00Z</member></Timestamps>")
                .contains("<Values><member>5.0</member></Values><StatusCode>Complete</StatusCode>");
    }

    @Test
    void givesStatisticsAsXml() throws Exception {
        String answer = form("Action=GetMetricStatistics&Version=2010-08-01&Namespace=N&MetricName=Lag"
                        + "&Dimensions.member.1.Name=Task&Dimensions.member.1.Value=T+1%26%C3%BC" + TIMES
                        + "&Period=60&Statistics.member.1=Maximum&ExtendedStatistics.member.1=p50")
                .body();

        assertThat(answer)
                .contains("<Maximum>2.0</Maximum>")
                .contains("<ExtendedStatistics><entry><key>p50</key><value>1.0</value></entry></ExtendedStatistics>");
    }

    @Test
    void listsWithEscapedValues() throws Exception {
        String answer = form("Action=ListMetrics&Version=2010-08-01&Namespace=N&Dimensions.member.1.Name=Task")
                .body();

        assertThat(answer).contains("<Name>Task</Name><Value>T 1&amp;ü</Value>").doesNotContain("Set");
    }

    @Test
    void refusesAsXml() throws Exception {
        HttpResponse<String> answer = form("Action=GetMetricStatistics&Version=2010-08-01&MetricName=Lag&Period=60");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .matches("<ErrorResponse><Error><Type>Sender</Type><Code>MissingParameter</Code>"
                        + "<Message>The parameter Namespace is required.</Message></Error>"
                        + "<RequestId>[-0-9a-f]{36}</RequestId></ErrorResponse>");
        assertThat(form("Action=PutDashboard&Version=2010-08-01").body())
                .contains("<Code>UnknownOperationException</Code>");
        assertThat(form("Action=GetCallerIdentity&Version=2011-06-15").body()).contains("does not serve 2011-06-15");
        assertThat(form("Version=2010-08-01").body()).contains("the form has no Action");
        assertThat(form("Action=ListMetrics&Version=2010-08-01&Dimensions=x").body())
                .contains("<ListMetricsResult>");
    }

    @Test
    void namesTheMemberOfTheWrongKind() throws Exception {
        assertThat(form(PUT.replace("Timestamp=2026-11-23T12%3A00%3A00Z", "Timestamp=noon"))
                        .body())
                .contains("member MetricData.member.1.Timestamp is not a timestamp such as 2026-11-23T12:00:00Z");
        assertThat(form("Action=ListMetrics&Version=2010-08-01&IncludeLinkedAccounts=maybe")
                        .body())
                .contains("member IncludeLinkedAccounts is not true or false");
    }

    @Test
    void speaksJsonWithTheCodesOfTheQueryProtocol() throws Exception {
        HttpResponse<String> listed =
                json("ListMetrics", "{\"Namespace\": \"N\", \"Dimensions\": [{\"Name\": \"Task\"}]}");
        HttpResponse<String> refused = json("ListMetrics", "{\"RecentlyActive\": \"PT1H\"}");

        assertThat(listed.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.0");
        assertThat(listed.body()).contains("\"MetricName\":\"Lag\"");
        assertThat(refused.headers().firstValue("x-amzn-query-error")).hasValue("InvalidParameterValue;Sender");
        assertThat(refused.body()).contains("\"__type\":\"InvalidParameterValueException\"");
    }

    private static HttpResponse<String> form(String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(local.endpoint())
                        .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> json(String operation, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(local.endpoint())
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "GraniteServiceVersion20100801." + operation)
                        .header("x-amzn-query-mode", "true")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
