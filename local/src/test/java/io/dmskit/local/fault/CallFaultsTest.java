package io.dmskit.local.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.local.DmskitLocal;
import io.dmskit.local.LocalClients;
import io.dmskit.local.fault.InjectedFault.AccessDenied;
import io.dmskit.local.fault.InjectedFault.NoAnswer;
import io.dmskit.local.fault.InjectedFault.RequestBucket;
import io.dmskit.local.fault.InjectedFault.Throttling;
import io.dmskit.local.wire.Disturbance.Lost;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/** Faults of calls, as a client sees them that does not try again. */
class CallFaultsTest {
    private final DmskitLocal local = DmskitLocal.start();
    private final LocalClients clients = LocalClients.of(local.endpoint());
    private final DatabaseMigrationClient dms = clients.dms();

    @AfterEach
    void close() {
        clients.close();
        local.close();
    }

    @Test
    void throttlesTheNextCallsOfAnOperation() {
        local.faults().inject(Throttling.next(2, "DescribeEndpoints"));

        assertThat(dms.describeAccountAttributes().accountQuotas()).isNotEmpty();
        assertThrottled();
        assertThrottled();
        assertThat(dms.describeEndpoints().endpoints()).isEmpty();
        assertThat(local.faults().inForce()).isEmpty();
    }

    private void assertThrottled() {
        assertThatThrownBy(dms::describeEndpoints).isInstanceOfSatisfying(AwsServiceException.class, fault -> {
            assertThat(fault.statusCode()).isEqualTo(400);
            assertThat(fault.isThrottlingException()).isTrue();
            assertThat(fault.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
            assertThat(fault.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
        });
    }

    @Test
    void throttlesAShareOfAllCallsUntilItIsCleared() {
        String id = local.faults().inject(new Throttling(Set.of(), OptionalInt.empty(), OptionalDouble.of(0.5)));

        long refused = IntStream.range(0, 40).filter(call -> isRefused()).count();

        assertThat(refused).isBetween(8L, 32L);
        assertThat(local.faults().clear(id)).isTrue();
        assertThat(isRefused()).isFalse();
    }

    @Test
    void emptiesABucketAsAwsDoes() {
        local.faults().inject(new RequestBucket(3, 0));

        assertThat(IntStream.range(0, 5).filter(call -> isRefused()).count()).isEqualTo(2);
        assertThat(clients.secrets().listSecrets().secretList()).isEmpty();
    }

    @Test
    void deniesAnOperationUntilItIsCleared() {
        String id = local.faults().inject(AccessDenied.of("DescribeEndpoints"));

        assertThatThrownBy(dms::describeEndpoints).isInstanceOfSatisfying(AwsServiceException.class, fault -> {
            assertThat(fault.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            assertThat(fault.awsErrorDetails().errorMessage())
                    .isEqualTo("User is not authorized to perform: DescribeEndpoints");
        });
        assertThat(dms.describeAccountAttributes().accountQuotas()).isNotEmpty();
        assertThat(local.faults().clear(id)).isTrue();
        assertThat(dms.describeEndpoints().endpoints()).isEmpty();
    }

    private boolean isRefused() {
        try {
            dms.describeEndpoints();
            return false;
        } catch (AwsServiceException e) {
            return true;
        }
    }

    @Test
    void losesARequestBeforeItIsCarriedOut() {
        local.faults().inject(NoAnswer.next(1, Lost.REQUEST, "CreateEndpoint"));

        assertThatThrownBy(this::createEndpoint).isInstanceOf(SdkClientException.class);

        assertThat(dms.describeEndpoints().endpoints()).isEmpty();
    }

    @Test
    void losesAnAnswerAfterTheCallWasCarriedOut() {
        local.faults().inject(NoAnswer.next(1, Lost.ANSWER, "CreateEndpoint"));

        assertThatThrownBy(this::createEndpoint).isInstanceOf(SdkClientException.class);

        assertThat(dms.describeEndpoints().endpoints()).hasSize(1);
    }

    @Test
    void holdsACallUntilTheClientGivesUp() {
        local.faults()
                .inject(new NoAnswer(
                        Set.of("DescribeEndpoints"), OptionalInt.of(1), Lost.REQUEST, Duration.ofMinutes(10)));

        assertThatThrownBy(() -> dms.describeEndpoints(
                        list -> list.overrideConfiguration(call -> call.apiCallTimeout(Duration.ofMillis(300)))))
                .isInstanceOf(ApiCallTimeoutException.class);
    }

    private void createEndpoint() {
        dms.createEndpoint(create -> create.endpointIdentifier("lost")
                .endpointType("source")
                .engineName("postgres")
                .databaseName("nowhere"));
    }
}
