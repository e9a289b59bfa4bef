package io.dmskit.cdk;

import software.amazon.awscdk.IResource;
import software.amazon.awscdk.interfaces.dms.EventSubscriptionReference;
import software.amazon.awscdk.interfaces.dms.IEventSubscriptionRef;

/** An event subscription: one made here ({@link DmsEventSubscription}) or one that is there already. */
public interface IDmsEventSubscription extends IResource, IEventSubscriptionRef {
    /** Returns the subscription's name. */
    String getSubscriptionName();

    @Override
    default EventSubscriptionReference getEventSubscriptionRef() {
        return new EventSubscriptionReference.Builder()
                .subscriptionName(getSubscriptionName())
                .build();
    }
}
