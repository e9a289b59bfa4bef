package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.local.DmskitLocal;
import io.dmskit.local.LocalClients;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Calls every operation of the API with an empty request. */
class EveryOperationTest {
    private static final int OPERATIONS_OF_THE_API = 119;

    @Test
    void isCarriedOutOrAnswersWithOneClearFault() throws ReflectiveOperationException {
        Map<String, Optional<AwsErrorDetails>> faults = new TreeMap<>();
        try (DmskitLocal local = DmskitLocal.start();
                LocalClients clients = LocalClients.of(local.endpoint())) {
            for (Method operation : operations()) {
                faults.put(wireName(operation), faultOf(clients.dms(), operation));
            }
        }

        List<String> refused = faults.entrySet().stream()
                .filter(entry -> isUnknown(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        String served = faults.keySet().stream()
                .filter(name -> !refused.contains(name))
                .reduce((left, right) -> left + ", " + right)
                .orElseThrow();
        assertThat(faults).hasSizeGreaterThanOrEqualTo(OPERATIONS_OF_THE_API);
        assertThat(refused).allSatisfy(name -> assertThat(faults.get(name)).hasValueSatisfying(fault -> assertThat(
                        fault.errorMessage())
                .isEqualTo("dmskit-local does not carry out " + name + " of AWS DMS; it carries out " + served)));
        assertThat(faults.values())
                .as("no request makes dmskit-local fail inside")
                .noneMatch(fault -> fault.filter(details -> details.errorCode().equals("InternalFailure"))
                        .isPresent());
        System.out.println("of " + faults.size() + " operations " + (faults.size() - refused.size())
                + " are carried out and " + refused.size() + " answer with the fault");
    }

    private static boolean isUnknown(Optional<AwsErrorDetails> fault) {
        return fault.filter(details -> details.errorCode().equals("UnknownOperationException"))
                .isPresent();
    }

    private static List<Method> operations() {
        return Arrays.stream(DatabaseMigrationClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                        && !method.getName().endsWith("Paginator"))
                .toList();
    }

    /** The client's methods begin in lower case. */
    private static String wireName(Method operation) {
        String name = operation.getName();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static Optional<AwsErrorDetails> faultOf(DatabaseMigrationClient client, Method operation)
            throws ReflectiveOperationException {
        Object builder = operation.getParameterTypes()[0].getMethod("builder").invoke(null);
        try {
            operation.invoke(client, ((SdkBuilder<?, ?>) builder).build());
            return Optional.empty();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof AwsServiceException fault) {
                return Optional.of(fault.awsErrorDetails());
            }
            throw e;
        }
    }
}
