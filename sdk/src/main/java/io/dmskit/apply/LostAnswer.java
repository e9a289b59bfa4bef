package io.dmskit.apply;

import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.databasemigration.model.InvalidResourceStateException;
import software.amazon.awssdk.services.databasemigration.model.ResourceNotFoundException;

/**
 * Requests whose first answer may have been lost: the SDK repeats them, and the service refuses what it has done already. Then a look
 * tells.
 */
final class LostAnswer {
    private LostAnswer() {}

    /** Sends a request; a refusal is fine where what was asked is done. */
    static void tolerant(Runnable request, BooleanSupplier done) {
        try {
            request.run();
        } catch (InvalidResourceStateException | ResourceNotFoundException e) {
            if (!done.getAsBoolean()) {
                throw e;
            }
        }
    }
}
