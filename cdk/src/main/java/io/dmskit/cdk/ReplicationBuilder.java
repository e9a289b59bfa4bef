package io.dmskit.cdk;

import io.dmskit.mapping.TableMappings;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import org.jspecify.annotations.Nullable;
import software.constructs.Construct;

/**
 * What the builders of tasks and of serverless replications have in common.
 *
 * @param <B> the builder itself
 */
public abstract class ReplicationBuilder<B extends ReplicationBuilder<B>> extends ResourceBuilder<B> {
    TaskSettings settings = TaskSettings.DEFAULTS;
    StartPolicy startPolicy = StartPolicy.NEVER;
    UpdatePolicy updatePolicy = UpdatePolicy.REFUSE;
    private @Nullable IEndpoint source;
    private @Nullable IEndpoint target;
    private @Nullable MigrationType type;
    private @Nullable TableMappings tableMappings;

    ReplicationBuilder(Construct scope, String id) {
        super(scope, id);
    }

    /** Where rows come from; needed. A change makes a new task. */
    public B source(IEndpoint value) {
        source = value;
        return self();
    }

    /** Where rows go; needed. A change makes a new task. */
    public B target(IEndpoint value) {
        target = value;
        return self();
    }

    /** Whether it loads, replicates or both; needed. A change makes a new task. */
    public B migrationType(MigrationType value) {
        type = value;
        return self();
    }

    /** Which tables go, and how; needed. */
    public B tableMappings(TableMappings value) {
        tableMappings = value;
        return self();
    }

    /** How it works; default: DMS's own settings. Where they say nothing of logs, all of its components log. */
    public B taskSettings(TaskSettings value) {
        settings = value;
        return self();
    }

    /** Whether the deployment starts it; default never. */
    public B startPolicy(StartPolicy value) {
        startPolicy = value;
        return self();
    }

    /** What a deployment that changes it does while it runs; default: DMS refuses. */
    public B updatePolicy(UpdatePolicy value) {
        updatePolicy = value;
        return self();
    }

    IEndpoint source() {
        return required("source", source);
    }

    IEndpoint target() {
        return required("target", target);
    }

    String migrationType() {
        return required("migrationType", type).word();
    }

    TaskJson mappings() {
        return TaskJson.of(path(), required("tableMappings", tableMappings));
    }

    ReplicationRun.Policies policies() {
        return new ReplicationRun.Policies(startPolicy, updatePolicy);
    }
}
