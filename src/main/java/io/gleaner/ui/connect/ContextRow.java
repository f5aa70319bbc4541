package io.gleaner.ui.connect;

import io.gleaner.source.live.ClusterContext;
import io.gleaner.source.live.LiveClusters.Probe;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** One context on the connect screen, and what a quick look at it found. */
public final class ContextRow {
    private final ClusterContext context;
    private final ReadOnlyObjectWrapper<@Nullable Probe> probe = new ReadOnlyObjectWrapper<>();

    ContextRow(ClusterContext context) {
        this.context = context;
    }

    public ClusterContext context() {
        return context;
    }

    /** Null while the look is still going on, and for a context that is not looked at because of its flaw. */
    public ReadOnlyObjectProperty<@Nullable Probe> probeProperty() {
        return probe.getReadOnlyProperty();
    }

    void found(Probe result) {
        probe.set(result);
    }
}
