package io.dmskit.apply;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Counts calls, and can let the program die before one of them. */
final class CallCounter implements ExecutionInterceptor {
    private final List<String> operations = new CopyOnWriteArrayList<>();
    private final int most;

    CallCounter() {
        this(Integer.MAX_VALUE);
    }

    /** Lets so many calls through; whoever makes one more dies of it, and of every other. */
    CallCounter(int most) {
        this.most = most;
    }

    List<String> operations() {
        return operations;
    }

    boolean died() {
        return operations.size() > most;
    }

    static boolean changes(String operation) {
        return !operation.startsWith("Describe") && !operation.startsWith("List");
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        operations.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        if (died()) {
            throw new IllegalStateException("the program has been killed");
        }
    }
}
