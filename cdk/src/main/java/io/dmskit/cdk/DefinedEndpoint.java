package io.dmskit.cdk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.dms.CfnEndpoint;
import software.amazon.awscdk.services.dms.CfnEndpointProps;
import software.constructs.Construct;

/** An endpoint that knows what the template will say of it. */
final class DefinedEndpoint extends CfnEndpoint implements Definition.Known {
    private final List<Definition.WrittenOver> overrides = new ArrayList<>();

    DefinedEndpoint(Construct scope, String id, CfnEndpointProps props) {
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
