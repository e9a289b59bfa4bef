package io.dmskit.cdk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.dms.CfnReplicationTask;
import software.amazon.awscdk.services.dms.CfnReplicationTaskProps;
import software.constructs.Construct;

/** A task that knows what the template will say of it. */
final class DefinedTask extends CfnReplicationTask implements Definition.Known {
    private final List<Definition.WrittenOver> overrides = new ArrayList<>();

    DefinedTask(Construct scope, String id, CfnReplicationTaskProps props) {
        super(scope, id, props);
    }

    // All other overrides come through here too.
    @Override
    public void addOverride(String path, @Nullable Object value) {
        overrides.add(new Definition.WrittenOver(path, value));
        super.addOverride(path, value);
    }

    @Override
    public Definition definition() {
        return Definition.of(getCfnProperties(), overrides);
    }
}
