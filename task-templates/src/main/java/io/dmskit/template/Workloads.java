package io.dmskit.template;

import java.util.List;
import java.util.Optional;

/** The workloads that come with dmskit. */
public final class Workloads {
    private static final List<Workload> ALL = List.of(new BankWorkload(), new StoreWorkload(), new StoresWorkload());

    private Workloads() {}

    /** Returns the workload of this name, if there is one. */
    public static Optional<Workload> named(String name) {
        return ALL.stream().filter(workload -> workload.name().equals(name)).findFirst();
    }

    /** Returns all names, for messages. */
    public static List<String> names() {
        return ALL.stream().map(Workload::name).toList();
    }
}
