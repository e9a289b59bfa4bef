package io.dmskit.local.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.local.fault.InjectedFault.StorageFull;
import io.dmskit.local.wire.Fault;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InjectedFaultsTest {
    @Test
    void keepsNoFaultThatCouldNotBegin() {
        InjectedFaults faults = new InjectedFaults(InstantSource.system());
        faults.serve(Set.of(), new InjectedFaults.Effects() {
            @Override
            public void check(InjectedFault fault) {}

            @Override
            public void begin(InjectedFault fault) {
                throw new Fault("InvalidResourceStateFault", "the instance was deleted since it was checked");
            }

            @Override
            public void end(InjectedFault fault) {}
        });

        assertThatThrownBy(() -> faults.inject(new StorageFull("main"))).isInstanceOf(Fault.class);

        assertThat(faults.inForce()).isEmpty();
    }
}
